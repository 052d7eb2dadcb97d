"""Added constant that is one bit, shifted by hand.

Reports ``#define FLAG (1 << 3)`` in a block of a new file with three or more: BIT(3), or a name for the 3, as
checkpatch.pl --strict does. Asks about others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.context.fix import revalued
from reviewbot.context.whole import is_new_file
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
_ONE = regex(r"(?:0x0*)?1[uU]?[lL]?")  # not 1ULL, which is BIT_ULL()
_ASSEMBLY = regex(r"\b[aA](?:sm|SM|ssembl\w+)\b")  # which has no BIT() for some
_BITS = 32
_FLAGS = 3


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added bit of a block that has nothing but bits."""
    for block, new in new_defines(context):
        bits = [each for each in block if _SHIFTED.fullmatch(each.value)]
        for define in new if _are_bits(block) else ():
            bit = _SHIFTED.fullmatch(define.value)
            is_for_c = not _ASSEMBLY.search(define.line.text)
            if bit and is_for_c and (not bit[2].isdigit() or int(bit[2]) < _BITS):
                facts = {"name": define.name, "instead": f"BIT({bit[2]})"}
                at, fix = define.line.body_line, revalued(define, facts["instead"])
                sure = (
                    Confidence.HIGH
                    if _is_new_there(context, at, len(bits))
                    else Confidence.MODERATE
                )
                yield Remark(at, facts, sure, recommends=("BIT",), fix=fix)


def _is_new_there(context: DiffContext, at: int, count: int) -> bool:
    """Whether so many are flags of a new file."""
    file, _ = context.patch.anchors.get(at, (None, None))
    return file is not None and is_new_file(file) and count >= _FLAGS


def _are_bits(block: Block) -> bool:
    """Whether these are several bits, none the value of a field, none written like that before."""
    found = [(bit[1], each) for each in block if (bit := _SHIFTED.fullmatch(each.value))]
    return len(found) > 1 and all(
        _ONE.fullmatch(one) and each.line.kind is LineKind.ADDED for one, each in found
    )
