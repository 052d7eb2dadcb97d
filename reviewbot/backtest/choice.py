"""Which series of the archives are replayed."""

from __future__ import annotations

import hashlib
import heapq
from datetime import UTC
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen, replace
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.model.mail import Head, Message
    from reviewbot.model.series import Series
    from reviewbot.scan.pieces import Group, Piece

_DAY = regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@frozen
class Choice:
    """Series of these days and lists.

    ``since`` and ``until`` are a day, month or year as ISO 8601 writes it, both included;
    ``lists`` are addresses or parts of them, of which a series was sent to one; ``sample`` is how
    many series to draw, all where it is ``None``; ``quotas`` how many of them from each piece.
    Raises UsageError for what is no date.
    """

    since: str = ""
    until: str = ""
    lists: tuple[str, ...] = ()
    sample: int | None = None
    quotas: Mapping[Piece, int] | None = None

    def __post_init__(self) -> None:
        for text in (self.since, self.until):
            if text and not _DAY.fullmatch(text):
                raise UsageError(f"{text} is not a date; write 2024, 2024-03 or 2024-03-01")

    def holds(self, series: Series) -> bool:
        """Whether its first mail is of these days and was sent to one of the lists."""
        first = series.mails[0].answer_to
        day = day_of(first)
        if self.since and day[: len(self.since)] < self.since:
            return False
        if self.until and not day[: len(self.until)] <= self.until:
            return False
        to = f"{first.to} {first.cc}".lower()
        return not self.lists or any(name.lower() in to for name in self.lists)

    def of(self, piece: Piece, found: Iterable[Group]) -> Iterable[tuple[Group, Series]]:
        """The series to replay of what a piece holds."""
        held = ((group, one) for group in found for one in group.owned if self.holds(one))
        if self.quotas is None:
            return held
        return heapq.nsmallest(self.quotas[piece], held, key=lambda pair: _lot(pair[1]))


def spread(choice: Choice, pieces: Sequence[Piece]) -> Choice:
    """The choice with its sample spread evenly over the pieces."""
    if choice.sample is None:
        return choice
    each, rest = divmod(choice.sample, len(pieces) or 1)
    quotas = {piece: each + (number < rest) for number, piece in enumerate(pieces)}
    return replace(choice, quotas=quotas)


def day_of(message: Message | Head) -> str:
    """The day of a mail in UTC, as ISO 8601 writes it; empty where it has no date."""
    return message.date.astimezone(UTC).date().isoformat() if message.date else ""


def _lot(series: Series) -> str:
    """A place in the draw that depends on nothing but the series."""
    message_id = series.mails[0].answer_to.message_id
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()
