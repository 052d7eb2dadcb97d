"""Error code that the next statement overwrites before anybody looked at it.

Reports ``err = first(…);`` followed by ``err = second(…);`` where nothing between them mentions
err, so that a failure of first() is lost. What a function loses of one variable is one remark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Related, Remark, Severity, When
from reviewbot.context.c.file.changed_functions import changed_functions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.overwritten import may_overwrite, overwritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.overwritten import Overwritten
    from reviewbot.model.finding import Fact

    _Place = tuple[list[int], Overwritten]  # its new lines

SEVERITY = Severity.WARNING
BUG = True
WHEN = When(files=C)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on the results a function loses, for each variable."""
    for definition, new, _ in changed_functions(context, lambda _, each: may_overwrite(each)):
        function = read(definition)
        by_variable: dict[str, list[_Place]] = {}
        for lost in overwritten(function) if function else ():
            at = [new[line] for line in lost.lines if line in new]
            if at:
                by_variable.setdefault(lost.variable, []).append((at, lost))
        for group in by_variable.values():
            yield _remark(sorted(group, key=lambda place: place[0]))


def _remark(group: Sequence[_Place]) -> Remark:
    """One remark on what a variable loses; ``group`` has the new lines of each loss, at least one."""
    ((first_line, *overwriting), first), *others = group
    facts: dict[str, Fact] = {
        "variable": first.variable,
        "lost": tuple(dict.fromkeys(f"{lost.first.callee}()" for _, lost in group)),
        "times": len(group),
        "second": f"{first.second.callee}()",
    }
    related = [Related(at, "overwrites it") for at in overwriting]
    related += [Related(at[0], "is lost as well") for at, _ in others]
    return Remark(first_line, facts, related=tuple(related))
