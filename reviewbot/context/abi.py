"""Where the files a driver has in sysfs are described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from reviewbot.context.levels import Tree
    from reviewbot.model.series import Series

_DIGITS = re.compile(r"\d+")


def is_described(name: str, series: Series, tree: Tree) -> bool:
    """Whether the tree or the series describes a file of this name, or the series describes any."""
    if _describes(series):
        return True
    spelled = _spellings(name)
    directories = table("sysfs_attributes")["elsewhere"]["directories"]
    return any(tree.mentioned(spelled, one) for one in directories)


@once_for_each
def _describes(series: Series) -> bool:
    """Whether a patch of it adds to what describes such files: which is for which, one must read."""
    directories = tuple(f"{one}/" for one in table("sysfs_attributes")["elsewhere"]["directories"])
    return any(
        file.path.startswith(directories) for patch in series.patches for file in patch.files
    )


def _spellings(name: str) -> tuple[str, ...]:
    """The name, and with a letter for its numbers, as the descriptions write it."""
    letters = table("sysfs_attributes")["number"]["letters"]
    return tuple(dict.fromkeys((name, *(_DIGITS.sub(letter, name) for letter in letters))))
