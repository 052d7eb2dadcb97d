"""Which lines the patches of a series add and remove, looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_TELLING = regex(r"\W*+\w\W*+\w\W*+\w\W*+\w")  # characters of a line that are no punctuation


def is_telling(text: str) -> bool:
    """Whether a line says so much that the same text is no chance."""
    return bool(_TELLING.match(text))


@once_for_each
def added_texts(patch: Patch) -> Counter[str]:
    """How often the patch adds each line, indentation apart."""
    return Counter(line.text.strip() for file in patch.files for line in file.added())


@once_for_each
def removed_texts(patch: Patch) -> Mapping[str, set[str]]:
    """The lines removed from each file that stays."""
    removed: dict[str, set[str]] = defaultdict(set)
    for file in patch.files:
        if file.old_path and file.new_path:
            removed[file.old_path].update(line.text for line in file.removed())
    return removed


@once_for_each
def removers(series: Series) -> Mapping[str, Sequence[int]]:
    """The positions of the patches that remove lines from each file, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, patch in enumerate(series.patches):
        for path in removed_texts(patch):
            found[path].append(number)
    return found
