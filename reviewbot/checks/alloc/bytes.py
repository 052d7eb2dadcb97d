"""Array of bytes that is allocated as an array of things.

Asks about kcalloc() and the like where the size of an element is sizeof(char), sizeof(u8) and so on: that is one.
Not in a function that calls it for things of another size, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.calls import split
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True


def _arrays() -> Mapping[str, Any]:
    return by_name("byte_arrays", "functions")


_BYTE = ("char", "unsigned char", "u8", "uint8_t", "s8", "__u8")
_TOKENS = 16  # of a function, read in a step
_PLAIN = Pattern("$callee($count, sizeof(BYTE), $flags)", callee=_arrays, BYTE=_BYTE)
_MANAGED = Pattern("$callee($dev, $count, sizeof(BYTE), $flags)", callee=_arrays, BYTE=_BYTE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each size that is one."""
    for pattern in (_PLAIN, _MANAGED):
        for match in new_code(context, pattern):
            known = _arrays()[match["callee"]]
            if known["managed"] == (pattern is _MANAGED) and not _has_like(match):
                facts = {"instead": known["instead"], "callee": match["callee"]}
                yield Remark(match.line.body_line, facts, Confidence.MODERATE)


def _has_like(match: Match) -> bool:
    """Whether its function calls the same for elements that are no bytes."""
    code, around = match.code, match.function
    body = around.body if around else ()
    spend(len(body) // _TOKENS)
    within = {id(token) for token in body if token.text == match["callee"]}
    places = [at for at in code.places[match["callee"]] if id(code.tokens[at]) in within]
    return any(size not in _BYTE for at in places for size in _sizes(code, at + 1))


def _sizes(code: Code, opening: int) -> Iterator[str]:
    """The sizes among the arguments of a call."""
    for argument in split(code.tokens, opening + 1, code.closing.get(opening, opening)):
        texts = [token.text for token in argument]
        if texts[:2] == ["sizeof", "("]:
            yield " ".join(texts[2:-1])
