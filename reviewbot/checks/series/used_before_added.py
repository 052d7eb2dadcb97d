"""A function, macro or header used by an earlier patch than the one that adds it.

Reports calls of a function, uses of a macro and includes of a header in added lines, where a later
patch of the series defines the function or macro or adds the header, and nothing in the series
shows that it was there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.needed_later import needed_later

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
BUG = True

_NAMED = 3  # names of one later patch that the template spells out


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on each later patch this one needs, at the last of the uses that are named."""
    for index, needed in sorted(needed_later(context).items()):
        first = {each.display_name: each.line.body_line for each in reversed(needed)}
        names = tuple(dict.fromkeys(each.display_name for each in needed))
        last = max(first[name] for name in names[:_NAMED])
        related = tuple(
            Related(each.line.body_line, f"{each.display_name} as well")
            for each in needed
            if each.line.body_line != last
        )
        patch = context.series.patches[index].subject.label
        yield Remark(last, {"names": names, "patch": patch}, related=related)
