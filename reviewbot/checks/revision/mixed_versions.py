"""A mail whose subject names another version than its series has.

Reports a cover letter, or a patch, without a version or with another one than most patches of the
series, as after ``git format-patch`` was run again for one of them.

Why it matters: archives, b4 and people's filters tell revisions apart by the subjects.

Stays quiet: at patches kept from an older revision; at what is known from a quote only; where a
title ends in the version ("frob: fix (v2)"); where the body has a subject of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.thread.inbody import written
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
VARIES = ("said",)
FINAL_ONLY = True
ASKED_AS = (
    r"(?i)\b(?:the )?cover(?: letter)? (?:says|is|has|should be|lacks)\b[^.?!]{0,30}"
    r"\b(?:v\d+|version (?:number|\d)|(?:wrong|another|other|different|no|a) version)\b"
    r"|\bpatch \d+(?:/\d+)? (?:says|lacks|has no)\b[^.?!]{0,20}\b(?:v\d|version)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of a mail that says another version."""
    series, mail = context.series, context.patch
    if mail.quote or any(one.subject.revision != series.revision for one in series.mails):
        return  # a patch of an older revision is kept
    if written(context.message, context.body, "subject"):
        return  # it has a subject of its own, below that of the mail
    own = read_subject(mail.subject.text)
    if own.revision != series.revision:
        at = next((n for n in context.body.log if context.message.line(n).strip()), 1)
        said = f"v{own.revision}" if own.is_versioned else ""
        yield Remark(at, {"said": said, "right": f"v{series.revision}"})
