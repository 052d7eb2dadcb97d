"""Added include that is out of place among sorted ones.

Reports the line that a patch adds to a sorted block of ``<linux/...>``, and the one line of
a new file that keeps its block from being sorted, or where more are the last one; asks of a block of
which only three or four lines are in sight. Beside one that is sure also the one line of a short block of
a new file. Not of a line that a patch adds to many files. Where nobody
sorts it is not said: the habit of the directory decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.fix import put_above, put_below, without
from reviewbot.context.include_blocks import (
    OUT_OF_SIGHT,
    blocks,
    misplaced,
    place,
    put_in_many,
    takes_over,
    wants_order,
)
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewbot.context.include_blocks import Block
    from reviewbot.context.includes import Include
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import FileDiff, Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "header"
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "sorted_includes"
WHEN = When(files=C, words=("include",))

_SHORT = 3  # lines that are told beside a longer block
_FEW = 4  # lines that are worth a question
_SORTED = 5  # lines for each that is out of place by mistake, not because nobody sorts


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line that is to be moved, or on the last one of what nobody has sorted."""
    treewide = put_in_many(context.files)
    is_sure, short = False, list[Remark]()
    for file in context.files:
        for hunk in () if is_tool(file.path) or not file.is_c else file.hunks:
            for block in blocks(hunk):
                for remark in _remarks(file, hunk, block, treewide):
                    is_sure = is_sure or remark.confidence is Confidence.HIGH
                    yield remark
                short += _short(file, hunk, block)
    yield from short if is_sure else ()


def _remarks(
    file: FileDiff, hunk: Hunk, block: Block, treewide: Container[str]
) -> Iterator[Remark]:
    moves = misplaced(block)
    is_chaos = len(moves) * _SORTED > len(block)
    if (is_chaos or len(moves) > 1) and len(block) >= _FEW and is_new_file(file):
        facts, at = {"header": "", "where": ""}, block[-1].line.body_line
        yield Remark(at, facts, Confidence.HIGH, _rest(block))
    elif moves and (sure := wants_order(block, file, is_chaos=is_chaos)):
        for include, before in moves:
            is_own = include.line.kind is ADDED and include.line.text not in treewide
            if is_own and not takes_over(hunk, block, include):
                yield _remark(hunk, block, include, before, sure)


def _short(file: FileDiff, hunk: Hunk, block: Block) -> Iterator[Remark]:
    """The one line of a block of a new file that is too short to say so of it alone."""
    moves = misplaced(block) if is_new_file(file) and len(block) >= _SHORT else ()
    is_chaos = len(moves) * _SORTED > len(block) and len(block) >= _FEW
    if len(moves) == 1 and not is_chaos and not wants_order(block, file, is_chaos=False):
        yield _remark(hunk, block, *moves[0], Confidence.HIGH)


def _remark(hunk: Hunk, block: Block, include: Include, before: str, sure: Confidence) -> Remark:
    where = place(hunk, block, before)
    facts = {"header": include.header, "where": where}
    fix = () if where in OUT_OF_SIGHT else _moved(block, include, before)
    return Remark(include.line.body_line, facts, sure, fix=fix)


def _moved(block: Block, include: Include, before: str) -> Fix:
    """One line somewhere else."""
    text, gone = include.line.text, without([include.line])
    place = next((each.line for each in block if each.header == before), None)
    return (*gone, *(put_above(place, text) if place else put_below(block[-1].line, text)))


def _rest(block: Block) -> tuple[Related, ...]:
    """The other lines that are to be sorted."""
    lines = (each.line.body_line for each in block[:-1])
    return tuple(Related(at, "is one of them", again=True, counts=False) for at in lines)
