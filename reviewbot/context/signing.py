"""Who signed a patch, and whether somebody else than its sender may have done so last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.maintainers import applies, heads, keeps_tree
from reviewbot.context.memo import once_for_each
from reviewbot.context.trailers import all_tags, tags
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.people import are_same, from_in_body, plain_address, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import Patch

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_INITIALS = 2
_ROW = 8  # letters that tell a name
_SIGNER = regex(r"(.*?)<([^<>]*)>")
_NOTE = regex(r"[ \t]*\[[ \t]*(?P<who>[^\[\]:]{1,80}):")
_POSTED = regex(
    r"https?://(?:lore\.kernel\.org|lkml\.kernel\.org|(?:patch\.)?msgid\.link|patchwork\.|lists\.|marc\.info)"
    r"|<?[^\s<>]+@[^\s<>]+>?$",
    re.IGNORECASE,
)
_APPLIED = regex(
    r"\b(?:already|been|was|is|now) (?:\w+ )?(?:applied|merged|queued|picked|accepted|taken|upstream)\b"
    r"|\b(?:is|are|already|sits?) (?:now )?(?:in|on) \S*(?:next|tree|fixes|mainline|linus)\b"
    r"|\b(?:is|are) in \S+ already\b|\bonly for (?:context|reference|completeness)\b",
    re.IGNORECASE,
)


class Signature(NamedTuple):
    """A tag with a person, at its body line."""

    at: int
    by: Address


def signatures(mail: Patch, *names: str) -> tuple[Signature, ...]:
    """The tags of a log with one of these names and an address, in order."""
    wanted = {name.lower() for name in names}
    return tuple([signature for name, signature in _signatures(mail) if name in wanted])


@once_for_each
def _signatures(mail: Patch) -> Sequence[tuple[str, Signature]]:
    """All of them, by the names in lower case."""
    return [
        (tag.name.lower(), Signature(tag.at, Address(match[1].strip('" \t'), match[2])))
        for tag in all_tags(mail)
        if (match := _SIGNER.match(tag.value))
    ]


def may_sign_last(last: Signature, context: SeriesContext, own: Signature) -> bool:
    """Whether the one of somebody else may stand below the sender's ``own``."""
    return (
        _has_note(last, context)
        or _is_applied(context, own)
        or _is_sent_by(last.by, context)
        or _is_signed_for(last.by, context)
        or _is_who_applies(last.by, context)
    )


def is_of_applier(context: SeriesContext, last: Signature) -> bool:
    """Whether the last to sign is the first who looks after the files, or the sender keeps the tree that the subject names.

    Who applies a patch signs then.
    """
    paths = [file.path for file in context.files]
    if context.tree is None:
        return False
    sent = context.patch.subject.tags
    own = heads(last.by, paths, context.tree)
    return own or keeps_tree(context.message.author, sent, context.tree)


def may_be_same(sender: Address, signer: Address) -> bool:
    """Whether two may be one person, or one for another of the same name: a word of both is the same.

    Or the words of the one in a row, from whichever on: ``Bolin Ada`` may sign as ``adabolin``.
    """
    if are_same(sender, signer) or not _words_of(sender).isdisjoint(_words_of(signer)):
        return True
    rows = _rows_of(signer)
    return any(
        len(each) == len(row) and each in row + row for each in _rows_of(sender) for row in rows
    )


def _rows_of(person: Address) -> tuple[str, ...]:
    """The letters of a name, and of an address before the ``@``, in a row; not of short ones."""
    texts = (person.name, plain_address(person.email).partition("@")[0])
    rows = ("".join(filter(str.isalpha, text.lower())) for text in texts)
    return tuple(row for row in rows if len(row) >= _ROW)


def _words_of(person: Address) -> frozenset[str]:
    """The words of a name and of an address before the ``@``, initials apart; ö may be oe.

    A name may be what stands before the ``@`` of another address: ``a_author``, ``author42``.
    """
    local = plain_address(person.email).partition("@")[0]
    plain = words(person.name) | words(person.name.lower().translate(_SPELT))
    parts = (part for word in plain for part in word.split("_"))
    found = (*plain, *parts, local, *re.split(r"[\W\d_]+", local))
    return frozenset(word for word in found if len(word) > _INITIALS)


def _has_note(last: Signature, context: SeriesContext) -> bool:
    """Whether the last signer notes what he changed: ``[signer: reworded the log]``.

    He calls himself by his name or a part of it, his initials or the first part of his address.
    """
    name, email = last.by.name.lower(), last.by.email.lower()
    initials = "".join(word[0] for word in name.split())
    own = {name, *name.split(), initials, email, email.partition("@")[0]}
    lines = (context.message.line(at) for at in range(context.body.log.start, last.at))
    return any(note["who"].strip().lower() in own for note in map(_NOTE.match, lines) if note)


def _is_applied(context: SeriesContext, own: Signature) -> bool:
    """Whether somebody has taken the posted patch: who applies it links the mail and signs."""
    links = tags(context.patch, "Link", "Message-ID", "Patchwork", "Patch-Link")
    if any(link.at > own.at and _POSTED.match(link.value) for link in links):
        return True
    return any(_APPLIED.search(context.message.line(at)) for at in context.body.notes)


def _is_sent_by(signer: Address, context: SeriesContext) -> bool:
    """Whether the mail is by the last signer, with the author's address in ``From``.

    git-send-email(1) ends its Message-IDs in the sender's address. Nobody writes to himself: the
    author is among those addressed then, and the signer is not.
    """
    message, email = context.message, plain_address(signer.email)
    id_, author = message.message_id.lower(), plain_address(message.author.email)
    if id_.endswith(author):
        return False
    if email and id_.endswith(email):
        return True
    sent = {plain_address(to.email) for to in (*addresses(message.to), *addresses(message.cc))}
    return author in sent and email not in sent


def _is_signed_for(signer: Address, context: SeriesContext) -> bool:
    """Whether the sender may have signed for somebody who only got or answered his mails."""
    message, host = context.message, plain_address(signer.email).partition("@")[2]
    if _has_written(signer, context) or plain_address(message.author.email).endswith(f"@{host}"):
        return False
    reviewers = (comment.message.author for comment in context.prior.comments)
    return any(are_same(signer, person) for person in (*addresses(message.to), *reviewers))


def _is_who_applies(signer: Address, context: SeriesContext) -> bool:
    """Whether a maintainer has signed who applies such patches, and so may have applied this one."""
    paths = [file.path for file in context.files]
    if context.tree is None or _has_written(signer, context):
        return False
    return applies(signer, paths, context.tree)


def _has_written(signer: Address, context: SeriesContext) -> bool:
    """Whether some of the patch is by the last signer, as it says itself."""
    author = from_in_body(context.message.lines, context.body.headers)
    coauthors = signatures(context.patch, "Co-developed-by", "Co-authored-by")
    authors = (*((author,) if author else ()), *(coauthor.by for coauthor in coauthors))
    return any(are_same(signer, person) for person in authors)
