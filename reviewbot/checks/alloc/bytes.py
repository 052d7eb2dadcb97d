"""Array of bytes that is allocated as an array of things.

Asks about kcalloc() and the like where the size of an element is sizeof(char), sizeof(u8) and so on: that is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True


def _arrays() -> Mapping[str, Any]:
    return by_name("byte_arrays", "functions")


_BYTE = ("char", "unsigned char", "u8", "uint8_t", "s8", "__u8")
_PLAIN = Pattern("$callee($count, sizeof(BYTE), $flags)", callee=_arrays, BYTE=_BYTE)
_MANAGED = Pattern("$callee($dev, $count, sizeof(BYTE), $flags)", callee=_arrays, BYTE=_BYTE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each size that is one."""
    for pattern in (_PLAIN, _MANAGED):
        for match in new_code(context, pattern):
            known = _arrays()[match["callee"]]
            if known["managed"] == (pattern is _MANAGED):
                facts = {"instead": known["instead"], "callee": match["callee"]}
                yield Remark(match.line.body_line, facts)
