"""Replies to comments: what people said, and below which line of the patch they said it."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.robots import is_robot
from reviewbot.model.comment import Comment
from reviewbot.regex import regex
from reviewbot.thread.align import Text, align
from reviewbot.thread.authors import Authors
from reviewbot.thread.border import reader
from reviewbot.thread.quoting import ReplyLineKind, own_spans, read_lines
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch, Span
    from reviewbot.model.series import Series
    from reviewbot.thread.quoting import ReplyLine
    from reviewbot.thread.thread import Thread

_EPOCH = datetime.fromtimestamp(0, UTC)
_NAME = regex(r"\b\w+_\w+|\b[A-Za-z]\w{2,}(?=\()|\b[A-Z][A-Z0-9]{3,}\b")  # of something in code
_RULE = regex(r"[-_=*]{3,}")  # above what lists and mailers put below a mail


@frozen(slots=False)
class _Reply:
    """A reply read: its lines, and the line of the patch mail each is about (0: none known).

    ``quotes`` are the lines of the mail it answers that it quotes.
    """

    message: Message
    parent: str
    patch: Patch
    lines: tuple[ReplyLine, ...]
    anchors: tuple[int, ...]
    quotes: frozenset[int]

    @cached_property
    def text(self) -> Text:
        """The reply as what an answer to it may quote."""
        return Text.of(self.message.lines)

    @cached_property
    def is_by_robot(self) -> bool:
        """Whether no person wrote it."""
        own = [line.text for line in self.lines if line.kind is ReplyLineKind.OWN]
        return is_robot(self.message.author.email, own)

    @cached_property
    def own(self) -> str:
        """What it says itself."""
        spans = own_spans(self.lines)
        return "\n".join(self.message.line(number) for span in spans for number in span)


class Replies:
    """The replies of a thread, each read once, whatever series is asked about."""

    def __init__(self, thread: Thread) -> None:
        self._series = thread.series
        self._read = _read(thread, thread.series)

    def comments(
        self,
        series: Iterable[Series] | None = None,
        known: Container[str] | None = None,
        *,
        by_robots: bool = False,
    ) -> tuple[Comment, ...]:
        """The comments of people on the mails of ``series``, oldest first; by default all.

        ``by_robots``: those of machines instead.

        ``known`` are the message-ids of the replies there are yet; by default all.
        Those of the authors of the series, and below a patch those of who wrote it, are none;
        they make the comments they reply to ``answered``.
        """
        mails = [
            mail for one in (self._series if series is None else series) for mail in one.postings
        ]
        authors = Authors.of(mails)
        writers = {mail.message.message_id: Authors.of((mail,)) for mail in mails}

        def by_author(reply: _Reply) -> bool:
            of_patch = writers[reply.patch.message.message_id]
            return authors.wrote(reply.message) or of_patch.wrote(reply.message)

        chosen = {mail.message.message_id for mail in mails}
        replies = [
            reply
            for reply in self._read.values()
            if reply.patch.message.message_id in chosen
            and (known is None or reply.message.message_id in known)
        ]
        answers = _Answers(reply for reply in replies if by_author(reply))
        found = [
            replace(comment, answered=answers.has(comment))
            for reply in replies
            if not by_author(reply) and reply.is_by_robot is by_robots
            for comment in _comments(reply)
        ]
        return tuple(sorted(found, key=_when))


def read_comments(thread: Thread) -> tuple[Comment, ...]:
    """The comments of people on all covers and patches of a thread, oldest first."""
    return Replies(thread).comments()


def _read(thread: Thread, series: Iterable[Series]) -> dict[str, _Reply]:
    """Every reply below a mail of the series, by message-id, a reply after what it answers."""
    posts = {mail.message.message_id for one in thread.series for mail in one.postings}
    patches = {mail.message.message_id: mail for one in series for mail in one.postings}
    texts: dict[str, Text] = {}
    children: dict[str, list[Message]] = {}
    known = posts | {message.message_id for message in thread.messages}
    for message in thread.messages:
        parent = _parent(message, known)
        is_reply = message.message_id not in posts or read_subject(message.subject).is_reply
        if parent and is_reply:  # one with a patch below scissors is both
            children.setdefault(parent, []).append(message)
    replies: dict[str, _Reply] = {}
    queue = list(patches)
    for parent in queue:  # grows while it is walked
        for message in children.get(parent, ()):
            if message.message_id in replies:
                continue
            above = None if parent in patches else replies[parent]
            patch = above.patch if above else patches[parent]
            on = patch.message.message_id
            if on not in texts:
                texts[on] = Text.of(patch.message.lines)
            replies[message.message_id] = _reply(message, parent, patch, texts[on], above)
            if message.message_id not in patches:
                queue.append(message.message_id)
    return replies


def _parent(message: Message, known: Iterable[str]) -> str:
    """The nearest mail that is here of those the message names as the ones it answers."""
    for candidate in (*message.in_reply_to, *reversed(message.references)):
        if candidate in known and candidate != message.message_id:
            return candidate
    return ""


def _unread(
    _error: Exception, message: Message, parent: str, patch: Patch, _text: Text,
    _above: _Reply | None, /,
) -> _Reply:  # fmt: skip
    """A reply that says nothing."""
    return _Reply(message, parent, patch, (), (), frozenset())


@reader(_unread)
def _reply(
    message: Message, parent: str, patch: Patch, text: Text, above: _Reply | None, /
) -> _Reply:
    """Find out what a reply quotes: of the reply above it, and of the patch."""
    lines = read_lines(message)
    candidates, loose = _quoted(lines)
    texts = [lines[number - 1].text for number in candidates]
    on_patch = align(texts, text, loose)
    on_parent = align(texts, above.text, loose) if above else on_patch
    anchors = [0] * len(lines)
    read = list(lines)
    for number, place, other in zip(candidates, on_patch, on_parent, strict=True):
        anchors[number - 1] = place or (above.anchors[other - 1] if above and other else 0)
        if (place or other) and lines[number - 1].kind is not ReplyLineKind.QUOTE:
            read[number - 1] = replace(lines[number - 1], kind=ReplyLineKind.QUOTE)
    for span in own_spans(read):
        at = _anchor(read, anchors, span)
        for number in span:
            anchors[number - 1] = at
    quotes = frozenset(other for other in on_parent if other)
    return _Reply(message, parent, patch, tuple(read), tuple(anchors), quotes)


def _quoted(lines: Sequence[ReplyLine]) -> tuple[list[int], frozenset[int]]:
    """The lines that may quote something, and the indexes of those without a mark.

    The latter stand right below a marked one: mailers that wrap quotes forget to mark the rest.
    """
    numbers: list[int] = []
    loose: set[int] = set()
    for number, line in enumerate(lines, 1):
        if line.kind is ReplyLineKind.QUOTE:
            numbers.append(number)
        elif (
            line.kind is ReplyLineKind.OWN
            and line.text.strip()
            and numbers[-1:] == [number - 1]
            and len(numbers) - 1 not in loose
        ):
            loose.add(len(numbers))
            numbers.append(number)
    return numbers, frozenset(loose)


def _anchor(lines: Sequence[ReplyLine], anchors: Sequence[int], span: Span) -> int:
    """The body line of the patch that the quote above a piece of text ends in."""
    for number in range(span.start - 1, 0, -1):
        if anchors[number - 1]:
            return anchors[number - 1]
        if lines[number - 1].kind is ReplyLineKind.OWN and lines[number - 1].text.strip():
            break
    return 0


def _comments(reply: _Reply) -> Iterator[Comment]:
    """The pieces of what a reply says."""
    over = _quoted_below(reply)
    for span in own_spans(reply.lines):
        yield Comment(
            message=reply.message,
            span=span,
            text="\n".join(reply.message.line(number) for number in span),
            on=reply.patch.message.message_id,
            at=reply.anchors[span.start - 1],
            over=over,
        )


def _quoted_below(reply: _Reply) -> tuple[int, ...]:
    """The lines of the patch that a top-posted reply quotes below all it says."""
    quotes = [n for n, line in enumerate(reply.lines, 1) if line.kind is ReplyLineKind.QUOTE]
    below = (span for span in own_spans(reply.lines) if quotes and span.start > quotes[0])
    if any(not _RULE.match(reply.lines[span.start - 1].text) for span in below):
        return ()
    return tuple(sorted({reply.anchors[number - 1] for number in quotes} - {0}))


class _Answers:
    """What the authors replied."""

    def __init__(self, replies: Iterable[_Reply]) -> None:
        self._whole: set[str] = set()  # mails answered without a quote
        quotes: dict[str, set[int]] = {}  # the lines of a mail they quote
        self._spoken: dict[tuple[str, str], datetime] = {}  # when a name was last used, by patch
        for reply in replies:
            if not reply.quotes:
                self._whole.add(reply.parent)
            quotes.setdefault(reply.parent, set()).update(reply.quotes)
            on, sent = reply.patch.message.message_id, _sent(reply.message)
            for name in _NAME.findall(reply.own):
                self._spoken[on, name] = max(self._spoken.get((on, name), sent), sent)
        self._quotes = {parent: sorted(numbers) for parent, numbers in quotes.items()}

    def has(self, comment: Comment) -> bool:
        """Whether an author replied and quoted the comment, or replied and quoted nothing.

        Or spoke later, below whatever he quoted of that patch's thread, of what the comment names.
        """
        message, span = comment.message, comment.span
        quotes = self._quotes.get(message.message_id, [])
        quoted = bisect_left(quotes, span.start) < bisect_left(quotes, span.stop)
        if quoted or message.message_id in self._whole:
            return True
        spoken = (self._spoken.get((comment.on, name)) for name in _NAME.findall(comment.text))
        return any(last is not None and _sent(message) <= last for last in spoken)


def _sent(message: Message) -> datetime:
    return message.date or _EPOCH


def _when(comment: Comment) -> tuple[datetime, str, int]:
    message = comment.message
    return (message.date or _EPOCH, message.message_id, comment.span.start)
