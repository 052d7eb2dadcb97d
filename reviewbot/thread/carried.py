"""Whether a raw mail is a post, at the cost of reading it whole only where it may be one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from reviewbot.model.mail import Head

# the first lines of a diff nobody quotes, or what may hide one
_MAY_BE = regex(
    rb"^(?:diff -|Index: |--- [^\s-]|Content-Transfer-Encoding:[ \t]*base64)",
    re.MULTILINE | re.IGNORECASE,
)


def is_post(raw: bytes, head: Head) -> bool:
    """Whether a mail is a cover or carries a patch, whatever its subject calls it.

    What the subject calls one is one; another mail is if ``read_post`` finds a patch in it.
    """
    subject = read_subject(head.subject)
    if not subject.is_reply and (subject.is_patch or subject.is_rfc):
        return True
    return bool(_MAY_BE.search(raw)) and read_post(read_message(raw)[0])[0] is not None
