"""Reviewed-by, Acked-by and Tested-by: who gave them to a mail of a series.

Only a tag that stands alone on its line, is by who wrote the mail, and has no condition before or
behind it is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.model.budget import spend
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.people import are_same, words
from reviewbot.thread.quoting import own_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.comment import Comment
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_EMAIL = r"[^<>\s()@]+@[\w-]+(?:\.[\w-]+)+"
_GIVEN = regex(
    rf"[ \t]*(Reviewed|Acked|Tested)-by[ \t]*:[ \t]*\"?([^<>\"]{{0,98}}?)\"?[ \t]*<?({_EMAIL})>?"
    r"[ \t]*(\(.{0,98}\)|\[.{0,98}\]|#.{0,98})?[ \t.,]*$",
    re.IGNORECASE,
)
_ANY = regex(
    r"[ \t]*[A-Za-z][a-z-]{1,30}-by[ \t]*:[ \t]*\"?([^<>\"]{0,98}?)\"?[ \t]*(?:<?([^<>\s()]+@[^<>\s()]*)>?.*)?$",
    re.IGNORECASE,
)
_MATCHED = 20  # steps to match two names
_ALIKE = 0.85  # likeness (difflib) of one name, spelled twice
_DONE = (
    r"(?:fix|add|chang|address|remov|resolv|correct|drop|updat|clarif|adjust|rework|sort|clean|split"
    r"|squash|mov|renam|reword|renam|includ|done|made|gone|tak|merg|handl|improv|rebas|tweak)\w*"
)
_CONDITION = regex(
    r"(?i)\b(?:if|once|when|after|until|till|unless|modulo|assuming|provided|providing|as long as"
    r"|as soon as|otherwise|subject to|conditional\w*|apart from|aside from|other than|except\w*"
    r"|in case|pending|with (?:that|this|those|these|the (?:above|below)|it)\b(?! (?:patch|series|applied))"
    rf"|then you (?:can|may)|with .{{0,80}}\b{_DONE}|{_DONE} .{{0,20}}\band (?:then )?(?:you|feel|add|take|have))\b"
)
# "For the xe part,", "for pcie-frob.c:", "for DT:", "(dts changes)": not the whole patch
_PART = regex(
    r"(?:for|on) (?!this\b|these\b|v?\d)(?:[\w./,-]+ ){0,4}?(?:parts?|bits?|pieces?|side|portion|half|hunks?|changes|files?)\b"
    r"|(?:for|on) (?:the )?[\w/-]*\.(?:[ch]|dtsi?|ya?ml|rst)\b"
    r"|for (?:the )?(?!this\b|these\b|all\b|whole|entire|series|set\b|patch|v?\d|what\b|me\b|now\b)[\w./-]+(?: and [\w./-]+)?\W*$",
    re.IGNORECASE,
)
_RETRACTED = (
    r"(?:(?:drop|remove) (?:my|this|the|that) (?:tags?|acks?|review|[rat]-?b|\S+-by)|retract\w*"
    r"|withdraw\w*|revoke|take (?:it |that |my \S+ )?back|never gave|did(?: not|n['’]t) (?:give|say)"
)
_NO_MORE = regex(rf"(?i)\b{_RETRACTED})\b|^[ \t]*(?:Nacked-by:|NAC?K\b)", re.MULTILINE)
_TAKEN_BACK = regex(
    rf"(?i)\b{_RETRACTED}"
    r"|(?:don['’]t|do not) (?:add|use|carry|keep)|was (?:given )?(?:for|to)"
    r"|for (?:the )?(?:other|another|v\d|patch(?:es)? \d)|not (?:for|to) this)\b"
)


@frozen
class ReviewTag:
    """A tag; ``email`` is lower-case, ``line`` is the whole of it.

    ``is_partial``: it was given for a part of the patch.
    """

    tag: str
    name: str
    email: str
    line: str
    is_partial: bool = False

    @property
    def by(self) -> Address:
        """Whose it is."""
        return Address(self.name, self.email)


def tags_in_reply(comment: Comment) -> Iterator[ReviewTag]:
    """The tags a reviewer gave in a reply: his own, and without a condition."""
    lines = comment.text.split("\n")
    for number, line in enumerate(lines):
        tag = _read(line)
        if tag and are_same(tag.by, comment.message.author) and not _is_open(lines, number):
            yield replace(tag, is_partial=_is_for_part(lines, number))


def takes_back(comment: Comment) -> bool:
    """Whether somebody wants a tag given before to be dropped, or is against the patch by now."""
    return bool(_NO_MORE.search(comment.text))


def tags_in_log(mail: Patch) -> Iterator[ReviewTag]:
    """The tags a patch already has in its log."""
    return (tag for line in _log(mail) if (tag := _read(line)))


def tags_in_text(message: Message) -> Iterator[ReviewTag]:
    """The tags a mail has in its own words, whoever gave them."""
    return (tag for at in own_lines(message) if (tag := _read(message.line(at))))


def writes_tags(comment: Comment) -> bool:
    """Whether there are tags in a reply, given or only spoken of."""
    return any(map(_read, comment.text.split("\n")))


def people(mail: Patch) -> tuple[Address, ...]:
    """Everybody who has any ``…-by:`` tag in the log, well spelled or not."""
    tags = filter(None, map(_ANY.match, _log(mail)))
    return tuple(Address(tag[1].strip(), (tag[2] or "").lower()) for tag in tags)


def is_among(person: Address, others: Iterable[Address]) -> bool:
    """Whether somebody is one of them, a misspelling apart."""
    for other in others:
        if are_same(person, other):
            return True
        spend(_MATCHED)
        if _is_misspelled(person, other):
            return True
    return False


def _is_misspelled(one: Address, other: Address) -> bool:
    from difflib import SequenceMatcher  # noqa: PLC0415  few have a tag of somebody else

    ours, theirs = (" ".join(sorted(words(each.name))) for each in (one, other))
    if ours and theirs:
        return SequenceMatcher(None, ours, theirs).ratio() >= _ALIKE
    return SequenceMatcher(None, one.email, other.email).ratio() >= _ALIKE


def _is_open(lines: Sequence[str], number: int) -> bool:
    """Whether the words around a tag make it depend on something, or take it back."""
    around = (*_said_above(lines, number), lines[number], *_said_below(lines, number))
    text = " ".join(line for line in around if not _GIVEN.match(line) or line is lines[number])
    rest = _GIVEN.match(lines[number])
    note = rest[4] if rest and rest[4] else ""
    text = text.replace(lines[number], note)
    return bool(_CONDITION.search(text) or _TAKEN_BACK.search(text))


def _is_for_part(lines: Sequence[str], number: int) -> bool:
    """Whether the words right before a tag, or the note behind it, say for which part it is."""
    match = _GIVEN.match(lines[number])
    note = match[4].strip("#()[] \t") if match and match[4] else ""
    above = " ".join(_said_above(lines, number))
    is_of_test = match is not None and match[1].lower() == "tested"
    return bool(_PART.match(above) or (note and not is_of_test))


def _said_above(lines: Sequence[str], number: int) -> list[str]:
    """The paragraph before a tag, other tags left out."""
    return _said(lines, range(number - 1, -1, -1))[::-1]


def _said_below(lines: Sequence[str], number: int) -> list[str]:
    """The paragraph behind a tag, other tags left out."""
    return _said(lines, range(number + 1, len(lines)))


def _said(lines: Sequence[str], numbers: Iterable[int]) -> list[str]:
    found: list[str] = []
    for number in numbers:
        spend()
        line = lines[number].strip()
        if _ANY.match(lines[number]) or not (line or found):
            continue
        if not line:
            break
        found.append(line)
    return found


def _log(mail: Patch) -> list[str]:
    """The lines of the log, a tag with its continuation in one."""
    body = mail.body
    lines: list[str] = []
    for number in range(body.log.start, body.trailers.stop):
        line = mail.message.line(number)
        if lines and line.startswith((" ", "\t")) and _ANY.match(lines[-1]):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return lines


def _read(line: str) -> ReviewTag | None:
    tag = _GIVEN.match(line)
    if not tag:
        return None
    name = tag[2].strip() or tag[3]
    kind = f"{tag[1].capitalize()}-by"
    who = line[: tag.start(4)] if tag[4] else line
    return ReviewTag(
        kind, name, tag[3].lower(), f"{kind}: {' '.join(who.partition(':')[2].split())}"
    )
