"""Tells what a person wrote in a reply from what is quoted there, and from what frames it."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import Span
from reviewbot.regex import regex
from reviewbot.thread.body import pasted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.mail import Message


class ReplyLineKind(enum.Enum):
    """What a line of a reply is; FRAME is attribution, greeting, a patch cut off and the like."""

    OWN = "own"
    QUOTE = "quote"
    FRAME = "frame"


OWN, QUOTE, FRAME = ReplyLineKind  # to look one up in its class takes ten times as long


@frozen
class ReplyLine:
    """A body line; ``text`` is without quote marks, ``depth`` is how many there were."""

    kind: ReplyLineKind
    depth: int
    text: str


_MANY = 3  # lines with a mark that is only one if it is used throughout
_BAR = regex(r"\|(?: |$)")
_INITIALS = regex(r"[A-Za-z]{1,4}> ?")
_RULE = regex(r"[-_]{5,}[ \t]*(?:[^\W\d_][\w ]{1,40}[ \t]*-{5,})?[ \t]*$|_{20,}[ \t]*$")
_FIELD = regex(
    r"\*?(From|Sent|Date|To|Cc|Subject|Von|Gesendet|An|Betreff|发件人|发送时间|收件人|主题|抄送)"
    r"[ \t]*\*?[ \t]*[:\uff1a]",
    re.IGNORECASE,
)
_FROM = frozenset(("from", "von", "发件人"))
_RECEIVED = frozenset(("sent", "to", "gesendet", "an", "发送时间", "收件人"))
_BLOCK = 8  # lines of an Outlook header block
_WROTE = regex(
    r"\b(?:wrote|writes|said|schrieb|skrev|[eé]crit|escribi[oó]|escreveu|ha scritto|schreef"
    r"|napisa[lł]\(?a?\)?|kirjoitti|napsal)\b|写道|написал",
    re.IGNORECASE,
)
_OPENS = regex(r"(?:On|Am|Le|El|Em|Il|Op|Dne|W dniu|At|Quoting|\*|在|\d{4}[-年])")
_ONE_LINE = regex(r"Quoting [^()]{2,80} \(\d{4}-|From: .{2,200} Sent: ")
_ATTRIBUTION = 4  # lines a mailer may break one over
_GREETING = regex(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|all)"
    r"(?:[ \t]+[\w.'-]+){0,5}[ \t]*[,!.:;]?(?:[ \t]*\w+[,!]?)?$",
    re.IGNORECASE,
)
_PARTING = regex(
    r"(?:(?:many |best |kind |warm |with )?(?:thanks|thank you|thx|regards|wishes|cheers|br|best"
    r"|greetings|gr\{oetje,eeting\}s|mbr|sincerely|ciao|have a nice day|hth)(?:[ \t]+(?:a lot|again|and regards|in advance"
    r"|and best regards|you|so much|for [\w ]{1,40}))?|yours(?: sincerely)?)[ \t]*[,.!:)/-]*$",
    re.IGNORECASE,
)
_AFTER_PARTING = 4  # lines: a name, a company
_GAP = regex(
    r"[\[<(]?[ \t]*(?:\.\.|…|snip(?:ped)?|cut|trim(?:med)?)[ \t.…]*[\]>)]?$", re.IGNORECASE
)
_SENT_FROM = regex(r"(?:Sent from my |Get Outlook for |Sent with )", re.IGNORECASE)


def read_lines(message: Message) -> tuple[ReplyLine, ...]:
    """Every body line of a reply, line 1 first."""
    lines = [_marked(text) for text in message.lines]
    if not any(depth for depth, _ in lines):
        lines = _other_marks(message.lines)
    kinds = [QUOTE if depth else OWN for depth, _ in lines]
    texts = [text for _, text in lines]
    _outlook(kinds, texts)
    _signature(kinds, texts)
    _attributions(kinds, texts)
    _courtesies(kinds, texts, message.author.name)
    for number in pasted(message.lines, message.patch_at):
        kinds[number - 1] = FRAME
    return tuple(
        ReplyLine(kind, max(depth, kind is QUOTE), text)
        for kind, depth, text in zip(kinds, (depth for depth, _ in lines), texts, strict=True)
    )


def own_spans(lines: Sequence[ReplyLine]) -> Iterator[Span]:
    """What the writer said, piece by piece between quotes; empty lines around are not in it."""
    number = 1
    while number <= len(lines):
        if lines[number - 1].kind is not OWN or not lines[number - 1].text.strip():
            number += 1
            continue
        start = stop = number
        while number <= len(lines) and lines[number - 1].kind is OWN:
            if lines[number - 1].text.strip():
                stop = number + 1
            number += 1
        yield Span(start, stop)


def own_lines(message: Message) -> list[int]:
    """The numbers of the body lines in which its writer speaks."""
    return [number for span in own_spans(read_lines(message)) for number in span]


def _marked(line: str) -> tuple[int, str]:
    """The number of ``>`` in front, spaces between them or not, and what stands behind."""
    depth = position = 0
    while True:
        next_ = position + (line[position : position + 1] == " ")
        if line[next_ : next_ + 1] != ">":
            break
        depth, position = depth + 1, next_ + 1
    text = line[position:]
    return depth, text.removeprefix(" ") if depth else text


def _other_marks(lines: Sequence[str]) -> list[tuple[int, str]]:
    """With bars or initials for marks, where a mail uses them throughout; else without any."""
    for mark in (_BAR, _INITIALS):
        matches = [mark.match(line) for line in lines]
        if sum(map(bool, matches)) >= _MANY:
            pairs = zip(lines, matches, strict=True)
            return [(1, line[match.end() :]) if match else (0, line) for line, match in pairs]
    return [(0, line) for line in lines]


def _outlook(kinds: list[ReplyLineKind], texts: Sequence[str]) -> None:
    """Header blocks without marks; where no mark follows, all that comes is the mail quoted."""
    number = 0
    while number < len(kinds):
        stop = _block(kinds, texts, number)
        if not stop:
            number += 1
            continue
        kinds[number:stop] = [FRAME] * (stop - number)
        if QUOTE not in kinds[stop:]:
            kinds[stop:] = [QUOTE] * (len(kinds) - stop)
        number = stop


def _block(kinds: Sequence[ReplyLineKind], texts: Sequence[str], start: int) -> int:
    """Where the Outlook header block ends that starts here; 0 if none does."""
    number = start
    rule = kinds[start] is OWN and bool(_RULE.match(texts[start]))
    if rule:
        number += 1
        while number < len(kinds) and not texts[number].strip() and number < start + _MANY:
            number += 1
    names: list[str] = []
    while number < len(kinds) and kinds[number] is OWN and number < start + _BLOCK + _MANY:
        field = _FIELD.match(texts[number])
        if not field and (not names or not texts[number].strip()):
            break
        names.append(field[1].lower() if field else "")
        number += 1
    if not names or names[0] not in _FROM or not _RECEIVED & {*names}:
        return 0
    return number


def _signature(kinds: list[ReplyLineKind], texts: Sequence[str]) -> None:
    """From ``-- `` (RFC 3676, section 4.3) to the next quote or the end."""
    inside = False
    for number, text in enumerate(texts):
        if kinds[number] is not OWN:
            inside = False
        elif inside or text in ("-- ", "--", "--\u00a0") or _SENT_FROM.match(text):
            inside = True
            kinds[number] = FRAME


def _attributions(kinds: list[ReplyLineKind], texts: Sequence[str]) -> None:
    """``On Monday, A. Author wrote:`` above a quote, and marks of a gap in it."""
    for number, text in enumerate(texts):
        if kinds[number] is not OWN:
            continue
        if _GAP.match(text.strip()):
            kinds[number] = FRAME
        elif text.rstrip().endswith((":", "\uff1a")):
            start = _opening(kinds, texts, number)
            wrote = bool(_WROTE.search("\n".join(texts[start : number + 1])))
            opens = bool(_OPENS.match(texts[start].lstrip()))
            if (wrote and opens) or ((wrote or opens) and _above_quote(kinds, texts, number)):
                kinds[start : number + 1] = [FRAME] * (number + 1 - start)
        elif _ONE_LINE.match(text) and _above_quote(kinds, texts, number):
            kinds[number] = FRAME


def _above_quote(kinds: Sequence[ReplyLineKind], texts: Sequence[str], number: int) -> bool:
    """Whether a quote follows, or the end (of a mail whose quote was all cut)."""
    number += 1
    while number < len(kinds) and kinds[number] is not QUOTE:
        if texts[number].strip() and kinds[number] is OWN:
            return False
        number += 1
    return True


def _opening(kinds: Sequence[ReplyLineKind], texts: Sequence[str], number: int) -> int:
    """The line an attribution starts in that ends in ``number``."""
    for start in range(number, max(-1, number - _ATTRIBUTION), -1):
        if kinds[start] is not OWN or not texts[start].strip():
            break
        if _OPENS.match(texts[start].lstrip()):
            return start
    return number


def _courtesies(kinds: list[ReplyLineKind], texts: Sequence[str], name: str) -> None:
    """Greeting and parting: no words about the patch."""
    own = [n for n, kind in enumerate(kinds) if kind is OWN and texts[n].strip()]
    if own and _GREETING.fullmatch(texts[own[0]].strip()):
        kinds[own[0]] = FRAME
        own = own[1:]
    names = {word.strip(".,").lower() for word in name.split()}
    for back, number in enumerate(reversed(own[-_AFTER_PARTING:])):
        words = [word for word in texts[number].split() if word.strip(".,-~").lower() not in names]
        parting = bool(_PARTING.match(" ".join(words)))
        if parting or (not back and not words):
            for line in own[len(own) - 1 - back :]:
                kinds[line] = FRAME
            if parting:
                return
