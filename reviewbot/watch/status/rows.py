"""What the watch did, as rows that are shown."""

from __future__ import annotations

import enum
from functools import cached_property

from reviewbot.frozen import frozen


class Fate(enum.StrEnum):
    """What became of a draft; of several that hold, the first here.

    WRONG: feedback says so of a remark in it. SENT: seen on the list. EDITED: its text is another
    in the box. DELETED: gone from the box. WAITING: none of these.
    """

    WRONG = "wrong"
    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    WAITING = "waiting"


class Kind(enum.StrEnum):
    """What became of a series: drafts, nothing to say, or it was not for review."""

    DRAFTED = "drafted"
    SILENT = "silent"
    LEFT_OUT = "left out"


class Health(enum.StrEnum):
    """How a list is: WELL, or why not.

    BROKEN_OFF: its last turn did not end. DROPPED: the settings name it no longer.
    """

    WELL = "well"
    FAULT = "fault"
    BROKEN_OFF = "broken off"
    LATE = "late"
    NEVER = "never looked at"
    DROPPED = "no longer followed"

    @property
    def is_bad(self) -> bool:
        """Whether somebody should look at it."""
        return self not in (Health.WELL, Health.DROPPED)


@frozen
class SeriesRow:
    """A series that was settled."""

    list: str
    id: str
    subject: str
    author: str
    posted: float
    decided: float
    patches: int
    kind: Kind
    why: str
    drafts: int


@frozen
class RemarkRow:
    """A remark in a draft; ``applied``: its patch was applied, and what it is about was not mended."""

    id: str
    check: str
    place: str
    words: str
    sent: bool
    dropped: bool
    wrong: bool
    acted: bool
    applied: bool


@frozen
class DraftRow:
    """A draft: the mail it answers, and what became of it."""

    list: str
    series: str
    mail: str
    subject: str
    made: float
    posted: float
    fate: Fate
    remarks: tuple[RemarkRow, ...]


@frozen
class Counts:
    """Series by kind and drafts by fate."""

    kinds: dict[Kind, int]
    fates: dict[Fate, int]

    @property
    def series(self) -> int:
        """All series."""
        return sum(self.kinds.values())

    @property
    def drafts(self) -> int:
        """All drafts."""
        return sum(self.fates.values())


@frozen
class ListRow:
    """A list. ``newest`` is when its newest message was sent; ``unread`` messages could not be noted."""

    name: str
    url: str
    health: Health
    turn: float
    fault: str
    failed: float
    newest: float
    messages: int
    unread: int
    waiting: int
    counts: Counts
    reasons: tuple[tuple[str, int], ...]


@frozen
class CheckRow:
    """What became of the remarks of a check."""

    check: str
    drafted: int
    sent: int
    dropped: int
    wrong: int
    acted: int
    applied: int


@frozen
class MonthRow:
    """What was posted in a month (YYYY-MM), and what became of that."""

    month: str
    counts: Counts


@frozen(slots=False)
class Status:
    """All of it, at one moment; series and drafts are those posted last first."""

    now: float
    lists: tuple[ListRow, ...]
    series: tuple[SeriesRow, ...]
    drafts: tuple[DraftRow, ...]

    @cached_property
    def counts(self) -> Counts:
        """The counts of all lists."""
        return count(self.series, self.drafts)


def count(series: tuple[SeriesRow, ...], drafts: tuple[DraftRow, ...]) -> Counts:
    """Series by kind and drafts by fate."""
    return Counts(
        {kind: sum(one.kind is kind for one in series) for kind in Kind},
        {fate: sum(one.fate is fate for one in drafts) for fate in Fate},
    )
