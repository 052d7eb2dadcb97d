"""The title a patch would be committed under, where its author has chosen it for this tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.backports import is_backport, is_not_to_apply
from reviewbot.context.memo import once_for_each
from reviewbot.context.prefixes import is_revert
from reviewbot.regex import regex
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_LONG, _PARAGRAPH = 100, 150  # characters of a title that has sentences, and of any
_SENTENCES = regex(r"[a-z)]\. +[A-Z]")
_SQUASHED = regex(r"(?:fixup|squash|amend)!", re.IGNORECASE)
_PARTS = regex(r"(?:[\w.,+/*@{}<>-]+: ?)*(?:\([^()]*\):? )?(?:[\w.,+/-]+ - )?")


@once_for_each
def is_to_commit(mail: Patch) -> bool:
    """Whether a patch was posted as one to be committed: no cover, fixup, copy of a commit or sketch."""
    sent = read_subject(mail.message.subject)
    is_posted = sent.is_patch and not sent.is_reply and not mail.quote
    if not (is_posted and mail.files) or mail.subject.is_cover:
        return False
    return not (_SQUASHED.match(mail.subject.title) or is_backport(mail) or is_not_to_apply(mail))


def committed_title(mail: Patch) -> str:
    """That title; empty for reverts, and where nobody would commit it as it is."""
    title = mail.subject.title
    return title if is_to_commit(mail) and not is_revert(title) else ""


def has_message(title: str) -> bool:
    """Whether the message stands in the title: git joins all lines above the first blank one."""
    return len(title) > _PARAGRAPH or (len(title) > _LONG and bool(_SENTENCES.search(title)))


def summary(title: str) -> str:
    """What a title says behind its prefixes: ``iio: adc: ``, ``hwmon: (frob) ``, ``HID: frob - ``."""
    prefix = _PARTS.match(title)
    return title[prefix.end() :] if prefix else title
