"""What is missing of the series a message belongs to, and by what it could be found."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from reviewbot.model.wanted import SearchRequest
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread

_EARLIEST, _LATEST = date(1991, 8, 25), date(2100, 1, 1)  # what no honest mail is dated beyond
_ANSWERED = timedelta(days=60)  # how long before a reply the mail may have been sent


def wanted(thread: Thread, message_id: str) -> SearchRequest | None:
    """What to look for; ``None`` where the message belongs to no series.

    A patch that is only known from a quote is wanted too: its mail may be somewhere. Of a later
    revision nothing but a search tells.
    """
    series = thread.series_of(message_id)
    if series is None:
        replies = (each for each in thread.messages if each.message_id == message_id)
        return next(map(_by_reply, replies), None)
    quoted = {patch.subject.place[0] for patch in series.patches if patch.quote}
    missing = sorted({*series.missing, *quoted})
    if missing and series.cover is None and series.expected > 1:
        missing.insert(0, 0)
    present = {one.revision for one in thread.revisions_of(series)}
    earlier = set(range(1, series.revision)) - present
    days = [_day(mail.message) for mail in series.mails if not mail.quote]
    quotes = [_day(mail.answer_to) for mail in series.mails]
    return SearchRequest(
        message_id=message_id,
        author=series.author,
        first=min(days) if days else min(quotes) - _ANSWERED,
        last=max(days or quotes),
        expected=series.expected,
        missing=tuple(missing),
        earlier=tuple(sorted(earlier)),
        change_id=next(iter(series.change_ids), ""),
        titles=tuple(_titles(series)),
        later=True,
    )


def _by_reply(reply: Message) -> SearchRequest | None:
    """A reply whose thread holds nothing of the series, but its subject names a patch of it."""
    subject = read_subject(reply.subject)
    if not (subject.is_reply and subject.is_patch):
        return None
    index = 1 if subject.index is None else subject.index
    day = _day(reply)
    return SearchRequest(
        message_id=reply.message_id,
        author="",
        first=day - _ANSWERED,
        last=day,
        expected=subject.expected or 1,
        missing=tuple(sorted({0, index})) if subject.expected else (index,),
        earlier=(),
        change_id="",
        titles=(subject.title,),
    )


def _day(message: Message) -> date:
    """The UTC day of a mail; of one without a date, or with an impossible one, the nearest."""
    try:
        day = message.date.astimezone(UTC).date() if message.date else _EARLIEST
    except OverflowError:
        day = _EARLIEST
    return min(max(day, _EARLIEST), _LATEST)


def _titles(series: Series) -> Iterable[str]:
    here = {mail.subject.title.lower() for mail in series.mails if not mail.quote}
    listed = shortlog(series.cover.message.lines, series.expected) if series.cover else ()
    known = [*listed, *(patch.subject.title for patch in series.patches), series.title]
    return dict.fromkeys(sorted(filter(None, known), key=lambda title: title.lower() in here))
