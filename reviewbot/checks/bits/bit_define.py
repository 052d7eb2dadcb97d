"""Added constant that is one bit, shifted by hand.

Asks about ``#define FLAG (1 << 3)``: BIT(3), or a name for the 3, as checkpatch.pl --strict does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
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
CONVENTION = "bit"
WHEN = When(files=C, words=("define",), shapes=("<<",))

_SHIFTED = regex(r"\(?\(?(\w+)\)?[ \t]*<<[ \t]*(\d{1,2}|[A-Z][A-Z0-9_]{3,})\)?")
_ONE = regex(r"(?:0x0*)?1[uU]?(?:[lL]{0,2})")
_ASSEMBLY = regex(r"\b[aA](?:sm|SM|ssembl\w+)\b")  # which has no BIT() for some
_BITS = 32


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added bit of a block that has nothing but bits."""
    for block, new in new_defines(context):
        for define in new if _are_bits(block) else ():
            bit = _SHIFTED.fullmatch(define.value)
            is_for_c = not _ASSEMBLY.search(define.line.text)
            if bit and is_for_c and (not bit[2].isdigit() or int(bit[2]) < _BITS):
                facts = {"name": define.name, "instead": f"BIT({bit[2]})"}
                at, fix = define.line.body_line, revalued(define, facts["instead"])
                yield Remark(at, facts, Confidence.MODERATE, recommends=("BIT",), fix=fix)


def _are_bits(block: Block) -> bool:
    """Whether these are several bits, none the value of a field, none written like that before."""
    found = [(bit[1], each) for each in block if (bit := _SHIFTED.fullmatch(each.value))]
    return len(found) > 1 and all(
        _ONE.fullmatch(one) and each.line.kind is LineKind.ADDED for one, each in found
    )
