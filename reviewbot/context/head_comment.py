"""What is said at the top of a file that a patch adds, above its code."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import DiffLine, FileDiff

_MOST = 60  # lines


def head_comment(file: FileDiff) -> Sequence[DiffLine]:
    """The lines of comment a new file begins with; none where the patch does not add the file."""
    if file.old_path is not None or not file.is_c or not file.hunks:
        return ()
    lines = file.hunks[0].lines[:_MOST]
    return tuple(takewhile(lambda line: line.text.lstrip()[:1] in ("", "/", "*"), lines))
