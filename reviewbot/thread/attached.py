"""A patch that came as an attachment becomes part of the body, if there is no doubt which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.regex import regex
from reviewbot.thread.charset import known_charset
from reviewbot.thread.diff import find_diff

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = regex(r"\.(?:patch|diff)$", re.IGNORECASE)
_OWN = regex(r"Subject:|Signed-off-by[ \t]*:", re.IGNORECASE)
_TYPE = regex(r"(?:text|application)/(?:x-)?(?:patch|diff)$", re.IGNORECASE)


@frozen
class Attachment:
    """A part of a mail that is not its text.

    ``name`` and ``type`` are as the sender wrote them, possibly empty; ``lines`` is ``None`` where
    the bytes are no text.
    """

    name: str
    type: str
    lines: tuple[str, ...] | None

    @property
    def is_meant(self) -> bool:
        """Whether its name or type says that it is a patch."""
        return bool(_NAME.search(self.name) or _TYPE.match(self.type))

    @property
    def has_diff(self) -> bool:
        """Whether it is a text with a diff in it."""
        return self.lines is not None and bool(find_diff(self.lines))

    @property
    def is_whole(self) -> bool:
        """Whether it is a patch as git-am(1) takes it: with a title, or signed off."""
        diff = find_diff(self.lines or ())
        above = (self.lines or ())[: max(diff.start - 1, 0)]
        return any(map(_OWN.match, above))


def decode(content: bytes, charset: str) -> str | None:
    """The text of an attachment; ``None`` where it is none.

    Attached files rarely name their charset: UTF-8 is tried after the one named.
    """
    if b"\0" in content:
        return None
    for name in filter(None, (known_charset(charset), "utf-8")):
        try:
            text = content.decode(name)
            text.encode()  # some codecs make lone surrogates
        except (LookupError, UnicodeError):
            continue
        return text
    return None


def attached_patch(
    body: Sequence[str], attachments: Sequence[Attachment], *, is_reply: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines to add to the body, and a sentence for each attached diff that is not read.

    In a log or a text file that is attached a diff is evidence, not a proposal. What comes with a
    reply must be a patch for git-am(1), with a title or signed: a diff alone only shows what is meant.
    """
    meant = [one for one in attachments if one.is_meant]
    diffs = [one for one in attachments if one.has_diff]
    patches = [one for one in diffs if one.is_meant]
    added: tuple[str, ...] = ()
    reasons = {
        "it is not text": [one for one in meant if one.lines is None],
        "there is no diff in it": [
            one for one in meant if one.lines is not None and not one.has_diff
        ],
    }
    bare = [one for one in patches if is_reply and not one.is_whole]
    patches = [one for one in patches if one not in bare]
    reasons["it came with a reply, without a title and not signed"] = bare
    reasons["it is not named as a patch"] = [one for one in diffs if not one.is_meant]
    if find_diff(body):
        reasons["the mail itself has a patch"] = patches
    elif len(patches) > 1:
        reasons[f"{len(patches)} patches are attached, and only one would be read"] = patches
    elif patches:
        added = patches[0].lines or ()
    return added, tuple(
        f"the attached {repr(one.name) if one.name else 'patch'} is not reviewed: {reason}"
        for reason, unread in reasons.items()
        for one in unread
    )
