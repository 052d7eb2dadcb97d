"""What names files by their paths, and is wrong once they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.maintainers import is_listed
from reviewbot.context.search import names_in
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.context.levels import Tree
    from reviewbot.model.series import Series

_MAINTAINERS, _DOCUMENTATION = "MAINTAINERS", "Documentation"


def named_by(paths: frozenset[str], tree: Tree) -> Mapping[str, Sequence[str]]:
    """The files that name each path in full, of those that something names."""
    told = tree.mentioned(paths, _DOCUMENTATION)
    found = {
        path: (
            *((_MAINTAINERS,) if is_listed(path, tree) else ()),
            *(tree.naming(path, _DOCUMENTATION) if path in told else ()),
        )
        for path in sorted(paths)
    }
    return {path: files for path, files in found.items() if files}


def taken_out(paths: Iterable[str], series: Series) -> frozenset[str]:
    """The paths that a patch of the series takes out somewhere: its author has looked for them."""
    removed = [
        line.text
        for patch in series.patches
        for file in patch.files
        for line in file.removed()
        if "/" in line.text
    ]
    spend(1 + len(removed) // 10)
    return names_in("\n".join(removed), frozenset(paths))
