"""Patch without a Signed-off-by:.

Reports patches that have none above the ``---``, also where it stands below that or below a diff in the
log, or lacks its colon; at a ``---`` in the midst of the log, where one does that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.opening import cut_at, first_line
from reviewbot.context.projects import project_of
from reviewbot.context.trailers import meant, read_tag
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("no_tag",)

_TAG = "signed-off-by"
_SIGNED = regex(r"\s*signed[- ]off[- ]by\s*:", re.IGNORECASE)
_OUTSIDE_HUNKS = regex(r"signed[- ]off[- ]by\s*:", re.IGNORECASE)
_IN_SUBJECT = regex(r"subject:.*signed[- ]off[- ]by\s*:", re.IGNORECASE)
_NO_TAG = regex(r"\s*signed[- ]off[- ]by\b.*@", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on what should be one, or at the top of the log."""
    body, line = context.body, context.message.line
    above = range(1, max(body.trailers.stop, body.log.stop))
    if not is_to_commit(context.patch) or any(line(at).startswith(">") for at in body.log):
        return  # an answer with a patch in it is a sketch
    texts = context.message.lines[: above.stop - 1]
    if any(map(_SIGNED.match, texts)) or any(map(_is_misspelt, texts)):
        return
    if any(map(_IN_SUBJECT.match, texts)):
        return  # a whole message stands in its subject
    below = next((at for at in body.notes if _SIGNED.match(line(at))), 0)
    in_diff = next((at for at in body.diff if _OUTSIDE_HUNKS.match(line(at))), 0)
    cut = cut_at(context.patch, below)
    no_tag = next((at for at in above if _NO_TAG.match(line(at))), 0)
    facts = {
        "document": project_of(context.series).document,
        "below": 'the "---"' if below else "a diff" if in_diff else "",
        "cut": "yes" if cut else "",
        "no_tag": line(no_tag).strip() if no_tag else "",
    }
    yield Remark(cut or below or in_diff or no_tag or first_line(context.patch), facts)


def _is_misspelt(line: str) -> bool:
    """Whether a line has a tag that is a slip away: ``trailers.unknown`` says so."""
    tag = read_tag(line)
    return tag is not None and meant(tag[0]) == _TAG
