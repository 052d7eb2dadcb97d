"""Misspelled tag, as ``Reviwed-by:``.

Reports a line of the trailers whose name ends in "-by" and is one slip away from that of
a known tag.

Why it matters: tools that collect tags, and the statistics, look for the right name; who reviewed
or reported gets no credit.

Stays quiet: with tags that are in use, whatever their case; where the name is further away; in
covers, and in backports, which copy a log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.spelling import one_edit
from reviewbot.context.trailers import known, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:typo|mis-?spel\w+|spelling)(?: (?:in|of)(?: the| your| an?)?| (?:tags?|trailers?))? ?[\"'`]?"
    r"(?:\b(?:tags?|trailers?)\b|\b[a-z]+-by\b)"
    r"|\b[a-z]+-by\b[:\"'`]{0,3} (?:is|looks like|has) (?:an? )?(?:typo|mis-?spel)"
    r"|\bno such (?:tag|trailer)\b|\bnot a (?:known |valid )?(?:tag|trailer)\b|\bunknown (?:tag|trailer)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with a misspelled tag."""
    if context.is_cover or is_backport(context.patch):
        return
    for at in context.body.trailers:
        tag = read_tag(context.message.line(at))
        if tag and (right := _meant(tag[0].lower())):
            yield Remark(at, {"wrong": tag[0], "right": known()[right]})


def _meant(name: str) -> str:
    """The tag a name is one slip away from; nothing if the name is right, or none."""
    if not name.endswith("-by") or name in known():
        return ""
    return next((right for right in known() if one_edit(name, right)), "")
