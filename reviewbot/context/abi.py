"""Where the files a driver has in sysfs are described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import Tree
    from reviewbot.model.series import Series

_DIGITS = regex(r"\d+")


def undescribed_files(names: Iterable[str], series: Series, tree: Tree) -> frozenset[str]:
    """The files that neither the tree nor the series describes; none where that has any such entry."""
    if _describes(series):
        return frozenset()
    told = _documented_words(series)
    spelled = {name: frozenset(_spellings(name)) for name in names if name not in told}
    wanted = frozenset[str]().union(*spelled.values())
    for directory in table("sysfs_attributes")["elsewhere"]["directories"]:
        known = tree.mentioned(wanted, directory) if wanted else frozenset()
        spelled = {name: ways for name, ways in spelled.items() if known.isdisjoint(ways)}
        wanted = frozenset[str]().union(*spelled.values())
    return frozenset(spelled)


@once_for_each
def _describes(series: Series) -> bool:
    """Whether a patch of it adds to what describes such files: which is for which, one must read."""
    directories = tuple(f"{one}/" for one in table("sysfs_attributes")["elsewhere"]["directories"])
    return any(
        file.path.startswith(directories) for patch in series.patches for file in patch.files
    )


@once_for_each
def _documented_words(series: Series) -> frozenset[str]:
    """The words that it adds to documents: what some drivers have is described in a guide."""
    documents = (
        file
        for patch in series.patches
        for file in patch.files
        if file.path.startswith("Documentation/")
    )
    return frozenset[str]().union(*(hunk.added_words for file in documents for hunk in file.hunks))


def _spellings(name: str) -> tuple[str, ...]:
    """The name, and with a letter for its numbers, as the descriptions write it."""
    letters = table("sysfs_attributes")["number"]["letters"]
    return tuple(dict.fromkeys((name, *(_DIGITS.sub(letter, name) for letter in letters))))
