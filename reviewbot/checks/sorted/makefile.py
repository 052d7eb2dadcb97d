"""Object that is added out of order to a sorted list of a Makefile.

Reports a new line of ``obj-$(CONFIG_FROB) += frob.o`` in a block of which the old ones in sight are
sorted, by object or by option. Not of one that takes the place of another, of that object or option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import put_above, without
from reviewbot.context.makefile import is_makefile, rules
from reviewbot.context.makefile_order import misplaced_rules
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

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
        found = (block for hunk in file.hunks for block in rules(hunk.post))
        for block in found if is_makefile(file.path) else ():
            for at, before in misplaced_rules(block, _OLD):
                line = block[at].line
                is_other = _replaced(file).isdisjoint((block[at].option, block[at].name))
                if is_new(context, line) and is_other:
                    facts = {"name": f"{block[at].name}.o", "before": before}
                    place = next((r.line for r in block if f"{r.name}.o" == before), None)
                    fix = (*without([line]), *put_above(place, line.text)) if place else ()
                    yield Remark(line.body_line, facts, fix=fix)


@once_for_each
def _replaced(file: FileDiff) -> frozenset[str]:
    """The options and objects of the rules that go."""
    gone = rules([*file.removed()])
    return frozenset(name for block in gone for rule in block for name in (rule.option, rule.name))
