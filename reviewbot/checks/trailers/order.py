"""``Signed-off-by:`` of the sender that is not the last one.

Reports the last Signed-off-by: of the trailers where the sender of the mail has one higher up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.projects import project_of
from reviewbot.context.trailers import Tag, tags
from reviewbot.model.mail import Address
from reviewbot.thread.messages import addresses
from reviewbot.thread.people import are_same, from_in_body, mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True


_SIGNER = re.compile(r"(.*?)<([^<>]*)>")
_COAUTHOR = ("Co-developed-by", "Co-authored-by")
_NOTE = re.compile(r"[ \t]*\[[ \t]*(?P<who>[^\[\]:]{1,80}):")
_POSTED = re.compile(
    r"https?://(?:lore\.kernel\.org|lkml\.kernel\.org|(?:patch\.)?msgid\.link|patchwork\.|lists\.|marc\.info)"
    r"|<?[^\s<>]+@[^\s<>]+>?$",
    re.IGNORECASE,
)
_APPLIED = re.compile(
    r"\b(?:already|been|was|is|now) (?:\w+ )?(?:applied|merged|queued|picked|accepted|taken|upstream)\b"
    r"|\b(?:is|are|already|sits?) (?:now )?(?:in|on) \S*(?:next|tree|fixes|mainline|linus)\b"
    r"|\b(?:is|are) in \S+ already\b|\bonly for (?:context|reference|completeness)\b",
    re.IGNORECASE,
)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the last Signed-off-by:, if it is not the sender's and another one is."""
    if context.is_cover:
        return
    signed = [
        (tag, Address(match[1].strip('" \t'), match[2]))
        for tag in tags(context.patch, "Signed-off-by")
        if (match := _SIGNER.match(tag.value))
    ]
    own = [tag for tag, by in signed if are_same(context.message.author, by)]
    if not own or own[-1] is signed[-1][0]:
        return
    last, signer = signed[-1]
    if _has_note(context, signer, last.at) or _is_applied(context, own[-1]):
        return
    if not _is_sent_by(signer, context) and not _is_signed_for(signer, context):
        document = project_of(context.series).document.rpartition("/")[2]
        yield Remark(last.at, {"document": document})


def _has_note(context: SeriesContext, signer: Address, below: int) -> bool:
    """Whether the last signer notes what he changed: ``[signer: reworded the log]``.

    He calls himself by his name or a part of it, his initials or the first part of his address.
    """
    name, email = signer.name.lower(), signer.email.lower()
    initials = "".join(word[0] for word in name.split())
    own = {name, *name.split(), initials, email, email.partition("@")[0]}
    lines = (context.message.line(at) for at in range(context.body.log.start, below))
    return any(note["who"].strip().lower() in own for note in map(_NOTE.match, lines) if note)


def _is_applied(context: SeriesContext, own: Tag) -> bool:
    """Whether somebody has taken the posted patch: who applies it links the mail and signs."""
    links = tags(context.patch, "Link", "Message-ID", "Message-Id", "Patchwork", "Patch-Link")
    if any(link.at > own.at and _POSTED.match(link.value) for link in links):
        return True
    return any(_APPLIED.search(context.message.line(at)) for at in context.body.notes)


def _is_signed_for(signer: Address, context: SeriesContext) -> bool:
    """Whether the sender may have signed for somebody who only got or answered his mails."""
    message, host = context.message, mailbox(signer.email).partition("@")[2]
    if _has_written(signer, context) or mailbox(message.author.email).endswith(f"@{host}"):
        return False
    reviewers = (one.message.author for one in context.prior.comments)
    return any(are_same(signer, one) for one in (*addresses(message.to), *reviewers))


def _has_written(signer: Address, context: SeriesContext) -> bool:
    """Whether some of the patch is by the last signer, as it says itself."""
    author = from_in_body(context.message.lines, context.body.headers)
    authors = [author] if author else []
    authors += [
        Address(match[1].strip('" \t'), match[2])
        for tag in tags(context.patch, *_COAUTHOR)
        if (match := _SIGNER.match(tag.value))
    ]
    return any(are_same(signer, one) for one in authors)


def _is_sent_by(signer: Address, context: SeriesContext) -> bool:
    """Whether the mail is by the last signer, with the author's address in ``From``.

    git-send-email(1) ends its Message-IDs in the sender's address. Nobody writes to himself: the
    author is among those addressed then, and the signer is not.
    """
    message, email = context.message, mailbox(signer.email)
    id_, author = message.message_id.lower(), mailbox(message.author.email)
    if id_.endswith(author):
        return False
    if email and id_.endswith(email):
        return True
    sent = {mailbox(one.email) for one in (*addresses(message.to), *addresses(message.cc))}
    return author in sent and email not in sent
