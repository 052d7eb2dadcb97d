"""What a mail carries: a patch, a cover, or a diff that is neither and has to be named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect
from reviewbot.model.patch import Patch
from reviewbot.regex import regex
from reviewbot.thread.body import read_body
from reviewbot.thread.border import reader
from reviewbot.thread.diff import find_diff, read_diff
from reviewbot.thread.inbody import subject_of, written
from reviewbot.thread.quoting import ReplyLineKind, read_lines
from reviewbot.thread.scissors import is_scissors
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Body, Subject
    from reviewbot.thread.diff import BrokenFile

Post = tuple[Patch | None, tuple[Defect, ...]]

_FORWARDS = regex(r"\s*(?:fwd?|wg|转发|轉寄)\s*[:\uff1a]", re.IGNORECASE)
_REQUEST = "The following changes since commit "
_UNNAMED = "a diff in an answer is not reviewed: its subject calls it no patch"
_PULL = "the diff of a pull request is not reviewed: its patches were posted before it"
_COMPARES = ("interdiff", "range-diff")  # what git-format-patch(1) writes above one in a cover


def _unreadable(error: Exception, message: Message, /) -> Post:
    why = f"its patch cannot be read: {type(error).__name__}"
    return None, (Defect(message.message_id, "unreadable", why),)


@reader(_unreadable)
def read_post(message: Message, /) -> Post:
    """The cover or patch a message carries; ``None`` for replies and everything else.

    A reply carries one where scissors cut it off from what is said, or as a mail forwarded. No
    diff disappears: what is not read is a defect.
    """
    mail = read_subject(message.subject)
    if mail.is_reply and not find_diff(message.lines):
        return None, ()
    body = read_body(message.lines, message.patch_at)
    subject = subject_of(message, body)
    cut_off = _is_cut_off(message, body)
    if mail.is_reply and not cut_off:
        return None, _diff_in_reply(message, body)
    if not mail.is_reply and subject.is_cover and not subject.is_pull:
        return Patch(message, subject, body, ()), _diff_in_cover(message, body)
    if not body.diff:
        return _without_diff(message, subject, body)
    if why := _why_unread(message, body, mail, cut_off=cut_off):
        return None, (_defect(message, why),)
    files, broken = read_diff(message.lines, body.diff)
    return Patch(message, subject, body, files), tuple(_broken(message, file) for file in broken)


def _is_cut_off(message: Message, body: Body) -> bool:
    """Whether the patch is one for git-am(1): signed off or with a title of its own, below scissors.

    A diff alone between scissors only shows what is meant.
    """
    if message.patch_at:
        return bool(body.diff)
    above = body.headers.start - 1
    if not body.diff or not above or not is_scissors(message.line(above)):
        return False
    return bool(body.trailers) or bool(written(message, body, "subject"))


def _why_unread(message: Message, body: Body, mail: Subject, *, cut_off: bool) -> str:
    """Why a diff that nobody quotes is no patch; empty where it is one."""
    if mail.is_patch or mail.is_rfc or cut_off:
        return ""
    if mail.is_pull or any(message.line(number).startswith(_REQUEST) for number in body.log):
        return _PULL
    return _UNNAMED if message.in_reply_to and not _signs(message, body) else ""


def _signs(message: Message, body: Body) -> bool:
    """Whether the sender signs off a patch of their own.

    Notices that a patch was applied have it below them, too: signed off by somebody else first.
    """
    if body.headers.start > 1 or written(message, body, "from"):
        return False
    lines = (message.line(number).lower() for number in body.trailers)
    first = next((line for line in lines if line.lstrip().startswith("signed-off-by")), "")
    author = message.author
    return any(who and who.lower() in first for who in (author.email, author.name))


def _without_diff(message: Message, subject: Subject, body: Body) -> Post:
    """A patch left out for its size, or in a part that is not read: its number is not missing."""
    if not (subject.index and subject.is_patch and body.trailers):
        return None, ()
    defect = Defect(message.message_id, "no diff", "a patch of the series that shows no diff")
    return Patch(message, subject, body, ()), (defect,)


def _diff_in_reply(message: Message, body: Body) -> tuple[Defect, ...]:
    """What a reply proposes in its own words; a mailer may quote without marking what it quotes.

    What is forwarded that way is not known to be anywhere else.
    """
    if not body.diff:
        return ()
    if read_lines(message)[body.diff.start - 1].kind is ReplyLineKind.QUOTE:
        if not _FORWARDS.match(message.subject):
            return ()
        return (_defect(message, "a diff forwarded as text is not reviewed"),)
    return (
        _defect(message, "a diff in a reply is not reviewed: no scissors, or no log, are above it"),
    )


def _diff_in_cover(message: Message, body: Body) -> tuple[Defect, ...]:
    above = message.lines[: max(body.diff.start - 1, 0)]
    if not body.diff or any(line.lower().startswith(_COMPARES) for line in above):
        return ()
    return (_defect(message, "a diff in a cover letter is not reviewed"),)


def _defect(message: Message, reason: str) -> Defect:
    return Defect(message.message_id, "unread diff", reason)


def _broken(message: Message, file: BrokenFile) -> Defect:
    return Defect(message.message_id, "diff", f"{file.path}: {file.reason}")
