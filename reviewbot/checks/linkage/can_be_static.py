"""A function or object that is used only in the file defining it, but not static.

Reports a global definition that the patch adds and nothing outside of its file uses, or that lost
its last user outside of its file through the patch. Says which headers still declare it, and where
it is used above its definition, so that it needs a declaration still.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Related, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.needless_globals import needless_globals
from reviewbot.context.static import static

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.needless_globals import NeedlessGlobal
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("names", "below", "path", "headers", "declared")
WHEN = When(files=C)


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file with names that need not be global, new and old ones apart."""
    groups: dict[tuple[str, bool], list[NeedlessGlobal]] = defaultdict(list)
    for needless in needless_globals(context):
        groups[needless.path, needless.newly].append(needless)
    for (path, newly), group in groups.items():
        group.sort(key=lambda needless: needless.at)
        names = tuple(needless.display_name for needless in group)
        headers = dict.fromkeys(header for needless in group for header in needless.headers)
        declared = tuple(needless.display_name for needless in group if needless.headers)
        facts: dict[str, Fact] = {
            "names": names,
            "below": tuple(each.display_name for each in group if each.is_used_above),
            "path": path,
            "headers": tuple(headers),
            "declared": declared if declared != names else (),
            "newly": names if newly else (),
        }
        fixes = [static(context, each.name, path) for each in group if not headers]
        fix = tuple(chain.from_iterable(fixes)) if all(fixes) and not facts["below"] else ()
        rest = (Related(each.at, "is one of them", again=True, counts=False) for each in group[:-1])
        yield Remark(group[-1].at, facts, related=tuple(rest), fix=fix)
