"""Added mask of several bits in a row that is written as a number.

Reports ``#define X_MASK 0x78``, or ``(0xf << 3)``, in blocks that use GENMASK() or BIT() elsewhere, and asks about
others; among numbers only where the mask had another value before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines, row_of_bits
from reviewbot.context.fix import revalued
from reviewbot.model.patch import LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.defines import Block

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "genmask"
WHEN = When(files=C, words=("define",), shapes=(r"_(?:MASK|MSK)[ \t]",))

_MASK = regex(r"_(?:MASK|MSK)$")
_REGISTER = regex(r"REG|ADDR|INT|IRQ|STATUS")
_MACRO = regex(r"\b(?:GENMASK|BIT)\(")
_ROW = 3  # numbers in a block, which are then addresses


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added mask with the bits it has."""
    for block, new in new_defines(context):
        in_style = any(_MACRO.search(each.value) for each in block)
        is_sure = in_style and not _has_numbers(block)
        sure = Confidence.HIGH if is_sure else Confidence.MODERATE
        for define in new if not _has_numbers(block) else _changed(context, new):
            bits = row_of_bits(define.value)
            if bits and _MASK.search(define.name) and not _REGISTER.search(define.name):
                facts = {"name": define.name, "instead": f"GENMASK({bits[0]}, {bits[1]})"}
                at, fix = define.line.body_line, revalued(define, facts["instead"])
                yield Remark(at, facts, sure, recommends=("GENMASK",), fix=fix)


def _changed(context: DiffContext, new: Block) -> Block:
    """Those that had another value before."""
    names = {words[1] for text in context.removed() if len(words := text.split()) > 1}
    return tuple(define for define in new if define.name in names)


def _has_numbers(block: Block) -> bool:
    """Whether a block has addresses, or keeps to numbers for masks that were there before."""
    numbers = [each for each in block if each.number is not None]
    others = [each for each in numbers if not _MASK.search(each.name)]
    return len(others) >= _ROW or any(each.line.kind is LineKind.CONTEXT for each in numbers)
