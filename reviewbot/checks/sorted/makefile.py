"""Object that is added out of order to a sorted list of a Makefile.

Reports a new line of ``obj-$(CONFIG_FROB) += frob.o`` in a block of which the old ones in sight are
sorted, by object or by option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import put_above, without
from reviewbot.context.makefile import is_makefile, rules
from reviewbot.context.ordering import Line, misplaced
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.makefile import Rule

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=("Makefile", "Kbuild"), signs=("obj-$(CONFIG_",))

_OLD = 5  # that show somebody sorts


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each object that is to be moved."""
    for file in context.files:
        for hunk in file.hunks if is_makefile(file.path) else ():
            for block in rules(hunk.post):
                for at, before in _misplaced(block):
                    if is_new(context, block[at].line):
                        facts = {"name": f"{block[at].name}.o", "before": before}
                        line = block[at].line
                        place = next((r.line for r in block if f"{r.name}.o" == before), None)
                        fix = (*without([line]), *put_above(place, line.text)) if place else ()
                        yield Remark(line.body_line, facts, fix=fix)


def _misplaced(block: list[Rule]) -> list[tuple[int, str]]:
    """Those that are in order neither by object nor by option.

    With the object to stand before, empty where its place is out of sight.
    """
    is_old = [rule.line.kind is LineKind.CONTEXT for rule in block]
    by_option = misplaced([*map(Line, [rule.option for rule in block], is_old)], _OLD)
    by_object = misplaced([*map(Line, [f"{rule.name}.o" for rule in block], is_old)], _OLD)
    out_of_order = {at for at, _ in by_object}
    first = next((f"{rule.name}.o" for at, rule in enumerate(block) if at not in out_of_order), "")
    is_kept = _is_ordered(block, is_old) and not by_option
    found = [] if is_kept else [each for each in by_object if not _fits(block, each[0])]
    return [(at, "" if before == first else before) for at, before in found]


def _is_ordered(block: list[Rule], is_old: list[bool]) -> bool:
    """Whether the options that were there are sorted."""
    old = [rule.option for rule, old in zip(block, is_old, strict=True) if old]
    return old == sorted(old)


def _fits(block: list[Rule], at: int) -> bool:
    """Whether the option of a rule is in order between those above and below it."""
    around = [rule.option for rule in block[max(at - 1, 0) : at + 2]]
    return 0 < at < len(block) - 1 and around == sorted(around)
