"""Added show function of an attribute that prints with sprintf() or one of its kind.

Reports it where the whole function is new and gets the buffer of a sysfs attribute: sysfs_emit(), or
sysfs_emit_at() behind what is there already.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.calls import split
from reviewbot.context.c.hunk.declared import declarations, returned
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import cut, renamed
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("instead",)
KERNEL_ONLY = True
CONVENTION = "sysfs_emit"


_MOVES = ("=", "+=", "++")  # the buffer must begin with a page
_PRINTED = Pattern("$callee($buffer, ...)", callee=lambda: table("show_functions")["printers"])


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such call in a new show function."""
    for match in new_code(context, _PRINTED, commented=True):
        callee, (first, *rest) = match["callee"], match.of("buffer")
        buffer = rest[0].text if first.text == "&" and rest else first.text
        is_shown = match.function is not None and buffer in _pages(match.function)
        if is_shown and callee not in match.fragment.hunk.removed_words:
            instead = "sysfs_emit_at" if rest else "sysfs_emit"
            facts = {"callee": callee, "instead": instead}
            at, fix = match.line.body_line, () if rest else _fix(match, instead)
            yield Remark(at, facts, recommends=(instead,), fix=fix)


def _fix(match: Match, instead: str) -> Fix:
    """The other function, without the size."""
    arguments = split(match.tokens, 2, len(match.tokens) - 1)
    is_sized = match["callee"] != "sprintf"
    start = match.tokens.index(arguments[0][-1]) + 1
    size = match.tokens[start : start + 1 + len(arguments[1])] if is_sized else ()
    return (*renamed(match, "callee", instead), *(cut(match.fragment, size) if size else ()))


@shared(maxsize=128, of_mail=True)
def _pages(function: Function) -> frozenset[str]:
    """The parameter that a new function shows an attribute in, if it is left at its beginning."""
    if not function.header or function.header[0].line.kind is not LineKind.ADDED:
        return frozenset()
    types = {name: each.type for name, (each, *_) in declarations(function).items()}
    is_show = returned(function) == "ssize_t" and "size_t" not in types.values()
    if not is_show or set(types.values()).isdisjoint(table("show_functions")["attributes"]):
        return frozenset()
    moved = {name.text for name, sign in pairwise(function.body) if sign.text in _MOVES}
    return frozenset(name for name, type_ in types.items() if type_ == "char *") - moved
