"""The changelog of a revision: what changed since the last one, wherever its author wrote it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex
from reviewbot.thread.quoting import own_lines
from reviewbot.thread.shortlog import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_VERSION = r"(?:(?:version|ver|rev|patch|rfc)[ .]?)?v?\d{1,2}"
# "Chnages in v3:" is one, too
_OPENS = regex(
    r"[ \t]*(?:[-*#=]+[ \t]*)?"
    rf"(?:(?:main |major |other )?(?:ch[anges]{{3,5}}[sd]|change[- ]?log|differences|diff)"
    rf"[ \t]+(?:(?:since|from|in|for|between|to|vs\.?|compared to)[ \t]+)+(?:the )?"
    rf"(?:(?:series|patch) )?(?:{_VERSION}\b|(?:last|previous|prior) (?:version|revision|patch))"
    r"|(?:revision history|change[- ]?log(?: history)?|(?:version |change )?history)[ \t]*:?[ \t]*$"
    rf"|\[?(?:PATCH )?v\d{{1,2}}\]?[ \t]*(?:->|-->|=>|→|\.\.\.?|to)[ \t]*v?\d{{1,2}}\b"
    r"|(?:\[v\d{1,2}(?: changes| change[- ]?log)?\]|v\d{1,2}(?: \([^()]*\))?(?: changes| change[- ]?log)?)"
    r"[ \t]*:(?!:)"
    rf"|v\d{{1,2}}[ \t]+(?:-|–|changes\b)"
    r"|since v\d{1,2}[ \t]*:|changes v\d{1,2}[ \t]*:?[ \t]*$)",
    re.IGNORECASE,
)
_FIRSTS = frozenset("MmOoCcDdRrHhVvSsPp")  # letters with which they begin
# what a text that tells of changes cannot do without
_NUMBERED = (
    r"(?<![\w.])(?:\[?v|rfc ?v?|ver(?:sion)?[ .#]*|rev(?:ision)?[ .#]*|patch ?set |series )\d{1,2}\b(?!\.\d)"
    r"|\bchange[- ]?log\b|\bhistory:|\b(?:range|inter)-?diff\b"
    r"|\bre-?(?:base|send|sent|post|submit|spin|spun|roll)(?:d|s|ed|ing|ted|ting)?\b"
    r"|\b(?:last|prev(?:ious)?|prior|first|second|other|older|earlier|old|new|this) "
    r"(?:v|ver|version|revision|submission|attempt|posting|post|patch|change|patch ?set|series|round|iteration|try|discussion|thread|e-?mail)s?\b"
    r"|\baddress(?:es|ed|ing)? (?:all |the |your |review )*(?:feedback|comments?)\b|\bfeedback from\b"
)
# words, or an entry of a list; not what tools write, nor links
_SAYS = regex(
    r"[ \t]*(?:[-*+•–][ \t]+)?(?!base-commit:|prerequisite-patch-id:|change-id:|EDITME:|Link to )\w"
)
_HINT = regex(_NUMBERED, re.IGNORECASE)
_WIDE = regex(
    rf"{_NUMBERED}|\bchanges?\b|\bchanged\b|\bhistory\b|\bsuggest|\bfeedback\b|\bcomments?\b|\breview"
    r"|\b(?:now|drop(?:ped)?|since|update[sd]?)\b|https?://(?:lore|patchwork|lkml|marc|www\.spinics)",
    re.IGNORECASE,
)
# an author in a reply: "no changes since v1", "v2 only drops the lock", "compared to the last version"
_TOLD = regex(
    rf"\b(?:chang|differ|add|drop|fix|remov|rebas|mov|renam|split|reword|address|updat|now|new|only)\w*\b"
    rf".{{0,80}}\b(?:since|from|in|to|over|against|vs|than|between|with) (?:the )?"
    rf"(?:{_VERSION}\b|(?:last|previous|prior|first|older?|earlier) )"
    rf"|\b(?:this|it) (?:is|was) (?:just |only )?(?:re-?based?|re-?sent|v\d)"
    rf"|\b(?:in|for|with) (?:this|v\d{{1,2}}|the new) ?(?:version|revision|one)?\b.{{0,80}}"
    rf"\b(?:chang|add|drop|fix|remov|rebas|mov|renam|split|reword|address|updat)\w*",
    re.IGNORECASE,
)
_VERSION_AT = regex(r"(?<![\w.])v(\d{1,2})\b(?!\.\d)", re.IGNORECASE)
_REFERENCE = regex(
    r"(?:link|url|lore)?:?\s*<?https?://\S+>?[ \t.,;]*(?:[#(].{0,40})?", re.IGNORECASE
)
_CUT = regex(r"-{1,2}|-{4,}|\.{3,}|_{3,}|={3,}|\*{3,}|-*[\u2013\u2014\u2212][-\u2013\u2014\u2212]*")
_TAG = regex(r"[a-z][a-z-]{1,40}-by[ \t]*:", re.IGNORECASE)
_LEFT = regex(r"[ \t]*[-*] EDITME: describe what is new")  # as b4 writes it
_ENTRY = regex(r"[ \t]*[-*+] (?!EDITME:|Link to )\w")
_SHORTLOG = regex(r"  \S|    |\S.{0,98}\S \(\d+\):$")


@once_for_each
def changelog_in_log(mail: Patch) -> Sequence[int]:
    """The body lines that head a changelog above the ``---``, where the commit log is.

    Also below a line that the author takes for the ``---`` and git-am(1) does not.
    """
    above = (*range(mail.body.log.start, mail.body.trailers.stop), *_kept_notes(mail))
    lines = [(number, mail.message.line(number)) for number in above]
    heads = [number for number, line in lines if _may_open(line) and _OPENS.match(line)]
    return [number for number in heads if not _only_refers(mail, number)]


def _may_open(line: str) -> bool:
    """Whether a line begins as a heading does, or has a number: most do not, and are looked at at once."""
    return line.lstrip(" \t-*#=[")[:1] in _FIRSTS


def lines_of_changelog(mail: Patch) -> range:
    """The lines above the ``---`` from the first such heading on, the tags below it among them."""
    first = next(iter(changelog_in_log(mail)), 0)
    return range(first, max(mail.body.trailers.stop, mail.body.notes.stop)) if first else range(0)


def _kept_notes(mail: Patch) -> range:
    """The notes that stand above the ``---``, or above the diff where there is none."""
    notes, line = mail.body.notes, mail.message.line
    if not notes or line(notes.start - 1).rstrip() == "---":
        return range(0)
    return range(notes.start, next((n for n in notes if line(n).rstrip() == "---"), notes.stop))


def _only_refers(mail: Patch, number: int) -> bool:
    """Whether below a heading stand links only: ``v1: https://...``, as footnotes have them."""
    heading = _OPENS.match(mail.message.line(number))
    texts = [mail.message.line(number)[heading.end() :].lstrip(" \t:-")] if heading else []
    for below in range(number + 1, mail.body.trailers.start):
        line = mail.message.line(below)
        if not line.strip() or _OPENS.match(line) or re.match(r"\[\d+\]", line):
            break
        texts.append(line.strip())
    texts = [text for text in texts if text]
    return bool(texts) and all(_REFERENCE.fullmatch(text) for text in texts)


def notes_apart(mail: Patch) -> list[str]:
    """The words of its author below the ``---``, where git-am(1) cuts the log off."""
    line = mail.message.line
    cut = next(
        (
            n
            for n in (mail.body.notes.start - 1, *mail.body.notes)
            if n and line(n).rstrip() == "---"
        ),
        0,
    )
    below = (line(n) for n in mail.body.notes if cut and n > cut)
    return [text for text in below if _SAYS.match(text) and not _TAG.match(text)]


def tells_of_versions(text: Iterable[str]) -> bool:
    """Whether a text speaks of an older posting, or of how this one came about."""
    return any(map(_HINT.search, text))


def cut_above(mail: Patch, number: int) -> str:
    """The line above a changelog that its author takes for the ``---``; ``""`` if none is.

    That is the line right above it, or one below the trailers with other notes between.
    """
    line = mail.message.line
    above = [line(at).strip() for at in range(number - 1, 0, -1) if line(at).strip()]
    if above and _CUT.fullmatch(above[0]):
        return above[0]
    notes = takewhile(lambda text: not _TAG.match(text), above)
    cut = next((text for text in notes if _CUT.fullmatch(text)), "")
    return cut if any(map(_TAG.match, above)) else ""


def counted_in_log(mail: Patch) -> int:
    """The highest version the changelog in a log counts to; 0 where there is none."""
    return _counted(map(mail.message.line, changelog_in_log(mail)))


def counted_in_notes(mail: Patch) -> int:
    """The highest version the changelog in the notes, or in a cover, counts to; 0 for none."""
    text = mail.body.log if mail.subject.is_cover else mail.body.notes
    return _counted(line for line in map(mail.message.line, text) if _OPENS.match(line))


def _counted(headings: Iterable[str]) -> int:
    return max((int(n) for line in headings for n in _VERSION_AT.findall(line)), default=0)


def tells_changes(message: Message) -> bool:
    """Whether a mail has a changelog in its own words, as in an author's reply to the patch."""
    if any(_OPENS.match(line) for line in message.lines):
        return True
    return any(_TOLD.search(message.line(number)) for number in own_lines(message))


def left_as_written(mail: Patch) -> int:
    """The line of a changelog that b4 began and nobody went on with; 0 where there is none.

    Nor where its author has written one elsewhere in the mail.
    """
    line = mail.message.line
    end = mail.body.diff.start if mail.body.diff else len(mail.message.lines) + 1
    at = next((number for number in range(1, end) if _LEFT.match(line(number))), 0)
    below = takewhile(str.strip, (line(number) for number in range(at, end))) if at else ()
    other = (line(number) for number in range(1, end) if at and number != at - 1)
    return 0 if any(map(_ENTRY.match, below)) or any(map(_OPENS.match, other)) else at


def may_tell_of_changes(mail: Patch) -> bool:
    """Whether anything outside the diff may tell what changed, or where to read of it.

    Below the ``---`` of a patch that is any text at all, but what b4 writes there.
    """
    if left_as_written(mail):
        return False
    if has_notes(mail) or any(changelog_in_log(mail)):
        return True
    body = mail.body
    hint = _WIDE if mail.subject.is_cover else _HINT
    below = range(body.diff.stop if body.diff else body.signature.start, body.signature.stop)
    text = (*range(1, body.trailers.start), *_notes(mail), *below)
    titles = _title_lines(mail) if mail.subject.is_cover else frozenset()
    return any(hint.search(mail.message.line(number)) for number in text if number not in titles)


def has_notes(mail: Patch) -> bool:
    """Whether any text stands below the ``---`` of a patch."""
    is_cover = mail.subject.is_cover
    return not is_cover and any(_SAYS.match(mail.message.line(number)) for number in _notes(mail))


def _notes(mail: Patch) -> tuple[int, ...]:
    """The lines that git-am(1) drops, the diffstat apart."""
    body = mail.body
    stop = body.diff.start if body.diff else body.signature.start
    return (*body.notes, *(range(body.diffstat.stop, stop) if body.diffstat else ()))


def _title_lines(cover: Patch) -> frozenset[int]:
    """The lines of a cover's shortlog, without notes in it; all that may be of one not whole."""
    lines = cover.message.lines
    listed = entries(lines, cover.subject.expected)
    if listed:
        return frozenset(number for entry in listed for number in range(entry.line, entry.stop))
    return frozenset(number for number, line in enumerate(lines, 1) if _SHORTLOG.match(line))


def last_line(mail: Patch) -> int:
    """The last line of the log with its trailers, or of a cover letter's own words."""
    body = mail.body
    for number in range(body.trailers.stop - 1, body.log.start, -1):
        line = mail.message.line(number)
        if line.strip() and not (mail.subject.is_cover and _SHORTLOG.match(line)):
            return number
    return min(body.log.start, len(mail.message.lines))
