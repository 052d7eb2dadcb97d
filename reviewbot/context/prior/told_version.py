"""Whether an author says, beside a posting, which version it is, or that it went out twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.changelog import notes_apart
from reviewbot.context.prior.numbering import counts_versions
from reviewbot.regex import regex
from reviewbot.thread.quoting import own_lines
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series

_NAMED = regex(r"(?i)(?!>).{0,200}\b(?:v|version )\d{1,2}\b")
_TWICE = regex(
    r"(?i)\b(?:ignore|disregard|discard|drop|forget|skip) (?:this|that|it|these|those|my|the)\b"
    r"|\b(?:please|pls) (?:ignore|disregard)\b|\bsent (?:\w+ ){0,4}(?:twice|again|by (?:mistake|accident))\b"
    r"|\b(?:twice|duplicated?|accident\w*|mistak\w*|erroneous\w*|re-?(?:sent|send\w*|post\w*)"
    r"|double (?:post|sen)\w*|went out|superse\w*|wrong (?:version|patch|file|branch|series|mail))\b"
)
_ORIGIN = regex(
    r"(?i)\b(?:last|previous|prior|earlier|first|older) "
    r"(?:version|revision|series|posting|submission|attempt|round|patch ?set)\b"
    r"|\b(?:series|patch(?:es|set)?) before\b|\bsplit (?:out|off)\b|\b(?:since|from|after) (?:the )?rfc\b"
)


def tells_origin(series: Series) -> bool:
    """Whether the cover, or a text below the ``---``, says in words, not by numbers, what was before."""
    return not counts_versions(series) and any(map(_ORIGIN.search, _told(series)))


def _told(series: Series) -> Iterator[str]:
    for mail in series.mails:
        yield from (
            map(mail.message.line, mail.body.log) if mail.subject.is_cover else notes_apart(mail)
        )


def tells_version(mail: Message) -> bool:
    """Whether the author names the version there, or says that it was sent twice.

    ``[PATCHSET v7 1/9]``, above patches that are numbered by themselves, names it in its subject.
    """
    if read_subject(mail.subject).is_versioned or any(map(_NAMED.match, mail.lines)):
        return True
    return any(_TWICE.search(mail.line(number)) for number in own_lines(mail))
