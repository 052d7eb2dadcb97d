"""Whether a line is an old one with other blanks: set flush, or wrapped otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff

_TELLING = 8  # characters that are the same by no chance
_CHARACTERS = 4000  # of text searched in a step


def is_respaced(context: DiffContext, file: FileDiff, line: DiffLine) -> bool:
    """Whether what an added line has, blanks apart, is in one piece among what the file loses."""
    removed, text = _removed(context).get(file.path, ""), _without_blanks(line.text)
    spend(1 + len(removed) // _CHARACTERS)
    return len(text) >= _TELLING and text in removed


@once_for_each
def _removed(context: DiffContext) -> Mapping[str, str]:
    """What the patch removes from each file, without blanks and line ends."""
    return {
        file.path: "".join(_without_blanks(line.text) for line in file.removed())
        for file in context.files
    }


def _without_blanks(text: str) -> str:
    return "".join(text.split())
