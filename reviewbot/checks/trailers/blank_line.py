"""Blank line between tags, so that git does not see those above it.

Reports a paragraph of tags that is followed by a blank line and the block of trailers, or by
nothing but a second copy of some of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.tag_paragraphs import tags_above_trailers, trailers
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.trailers import Tag

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("names",)
WHEN = When(told=("signed-off-by",))
_SIGNED = regex(r"signed-off-by\s*:", re.IGNORECASE)
_APART = ("link", "links", "buglink", "bug-link", "bug", "bugzilla", "closes", "url", "cc", "to")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first of the trailers, below the blank line."""
    log, last = context.body.log, context.body.trailers
    if context.is_cover or is_backport(context.patch):
        return
    if not last or last.start == log.start:
        return
    if context.message.line(last.start - 1).strip():
        return  # text: this paragraph only ends in tags
    above = tags_above_trailers(context.patch)
    if not above or not _is_signed(context):
        return
    below = trailers(context.patch)
    there = set(map(_said, below))
    twice = bool(there) and there.issubset(map(_said, above))
    lost = below if twice else [tag for tag in above if _said(tag) not in there]
    if twice or any(tag.name.lower() not in _APART for tag in lost):
        names = tuple(dict.fromkeys(tag.name for tag in lost))
        upper = max(tag.at for tag in above if _said(tag)[0] == names[0].lower())
        related = (Related(upper, "above the blank line"),)
        yield Remark(last.start, {"names": names, "twice": twice}, related=related)


def _said(tag: Tag) -> tuple[str, str]:
    """What a tag says, however it is written: with or without ``<>``."""
    return tag.name.lower(), tag.value.strip("<> ").lower()


def _is_signed(context: DiffContext) -> bool:
    """Whether there is a Signed-off-by:; without, nobody takes it, and more is to be said."""
    start, stop = context.body.log.start, context.body.trailers.stop
    return any(map(_SIGNED.match, context.message.lines[start - 1 : stop - 1]))
