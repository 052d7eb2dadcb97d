"""Last line of a file without a newline.

Reports the line where the patch adds it so. Not of what is no text: bytes that no text has, or a new file
of one row of characters, as keys are, whose name has no suffix.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.whole import is_new_file
from reviewbot.model.patch import LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
_LINK = "120000"  # what it points to is all that is in it
_NO_TEXT = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = "\ufffd"  # stands for bytes that are of no charset


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each last line that has none, unless it had none before."""
    for file in context.files:
        if file.new_mode == _LINK:
            continue
        cut = [line for hunk in file.hunks for line in hunk.lines if not line.eol]
        if not any(line.old for line in cut) and not (cut and _is_binary(file, cut)):
            yield from (Remark(each.body_line, {}) for each in cut if each.kind is LineKind.ADDED)


def _is_binary(file: FileDiff, cut: Sequence[DiffLine]) -> bool:
    """Whether its last line is no text, or all there is of a file that nothing calls text."""
    texts = [line.text for line in cut]
    if any(map(_NO_TEXT.search, texts)):
        return True
    if not is_new_file(file) or len(file.hunks[0].lines) > 1:
        return False
    is_row = not PurePosixPath(file.path).suffix and len(texts[0].split()) == 1
    return is_row or _LOST in texts[0]
