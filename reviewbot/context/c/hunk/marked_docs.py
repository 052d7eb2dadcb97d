"""Whether a file begins what describes parameters as kernel-doc does: with two stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.levels import BlobContext
from reviewbot.context.whole import is_new_file
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_MARKED, _PLAIN = (regex(rf"/{star}\n[^/@]{{1,400}}@\w+:") for star in (r"\*\*", r"\*"))


def marks_docs(context: DiffContext, file: FileDiff) -> bool:
    """Whether a file that was there has more such comments than others; so where that is not known."""
    if is_new_file(file):
        return True
    text = "\n".join(lines_at_hand(context, file))
    marked, plain = len(_MARKED.findall(text)), len(_PLAIN.findall(text))
    is_known = isinstance(context, BlobContext) and file in context.images
    return marked > plain if marked or plain or is_known else True
