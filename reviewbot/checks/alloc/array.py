"""Added allocation of an array whose size is multiplied by hand.

Reports ``kzalloc(n * sizeof(*p), ...)`` for the functions of knowledge/allocators.toml that
have a twin for arrays; also of integers of several bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.allocations import allocation, allocators
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.types import names_of, varies, wide_integers
from reviewbot.context.fix import source, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True


_SIZES = ("sizeof(*$x)", "sizeof(struct $x)", "sizeof($plain)", "sizeof(unsigned $plain)")
_PRODUCTS = [f"{a} * {b}" for size in _SIZES for a, b in (("$n", size), (size, "$n"))]
_MULTIPLIED = allocation(of=(*_PRODUCTS, *(f"({each})" for each in _PRODUCTS)), plain=wide_integers)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added product that a twin would check."""
    for match in new_code(context, _MULTIPLIED, commented=True):
        callee, factor = match.tokens[0].text, match.of("n")
        twin = allocators()[callee].get("array")
        was_product = {"sizeof", *names_of(factor)} <= match.fragment.hunk.removed_words
        if twin and not was_product:
            is_known = int(not varies(factor))
            facts = {"callee": callee, "twin": twin, "count": match["n"], "is_known": is_known}
            at, fix = match.line.body_line, _fix(match, twin)
            yield Remark(at, facts, recommends=(twin,), fix=fix)


def _fix(match: Match, twin: str) -> Fix:
    """The twin, told both factors."""
    whole = match.arguments[allocators()[match.tokens[0].text]["size"]]
    product = whole
    count = len(match.of("n"))
    if match.of("n") not in (product[:count], product[-count:]):
        product = product[1:-1]  # in parentheses
    size = product[count + 1 :] if product[:count] == match.of("n") else product[: -count - 1]
    if [token.text for token in size[2:3]] != ["*"]:
        return ()  # a type: that is for alloc.sizeof_type
    factors = f"{source(match.fragment, match.of('n'))}, {source(match.fragment, size)}"
    name = swapped(match.fragment, match.tokens[:1], twin)
    return (*name, *swapped(match.fragment, whole, factors))
