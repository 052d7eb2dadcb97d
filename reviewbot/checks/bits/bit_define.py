"""Added constant that is one bit, shifted by hand.

Reports ``#define FLAG (1 << 3)`` in a block of a new file with three or more: BIT(3), or a name for the 3, as
checkpatch.pl --strict does, and there the bits that stand beside masks, too. Asks about others.
"""

from __future__ import annotations

from collections import Counter
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
    from reviewbot.model.patch import FileDiff

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
    """Remark on each added bit of a block that has nothing but bits, and on those beside masks there."""
    sure: set[FileDiff] = set()
    beside_masks: list[tuple[FileDiff, Remark]] = []
    for block, new in new_defines(context):
        file, _ = context.patch.anchors[new[0].line.body_line]
        is_of_bits = _are_bits(block)
        is_sure = is_of_bits and _is_new_there(file, block)
        apart = _apart(block) if is_new_file(file) and not is_of_bits else frozenset()
        if is_sure:
            sure.add(file)
        for define in new if is_of_bits or apart else ():
            bit = _SHIFTED.fullmatch(define.value)
            is_for_c = not _ASSEMBLY.search(define.line.text)
            if bit and is_for_c and (not bit[2].isdigit() or int(bit[2]) < _BITS):
                facts = {"name": define.name, "instead": f"BIT({bit[2]})"}
                at, fix = define.line.body_line, revalued(define, facts["instead"])
                how = Confidence.HIGH if is_sure or apart else Confidence.MODERATE
                remark = Remark(at, facts, how, recommends=("BIT",), fix=fix)
                if is_of_bits:
                    yield remark
                elif _ONE.fullmatch(bit[1]) and bit[2] in apart:
                    beside_masks.append((file, remark))
    yield from (remark for file, remark in beside_masks if file in sure)


def _is_new_there(file: FileDiff, block: Block) -> bool:
    """Whether several are flags of a new file."""
    bits = [each for each in block if _SHIFTED.fullmatch(each.value)]
    return is_new_file(file) and len(bits) >= _FLAGS


def _apart(block: Block) -> frozenset[str]:
    """The places of a block that only one of its values begins at: others may be those of a field."""
    found = (_SHIFTED.fullmatch(each.value) for each in block)
    counts = Counter(bit[2] for bit in found if bit)
    return frozenset(place for place, count in counts.items() if count == 1)


def _are_bits(block: Block) -> bool:
    """Whether these are several bits, none the value of a field, none written like that before."""
    found = [(bit[1], each) for each in block if (bit := _SHIFTED.fullmatch(each.value))]
    return len(found) > 1 and all(
        _ONE.fullmatch(one) and each.line.kind is LineKind.ADDED for one, each in found
    )
