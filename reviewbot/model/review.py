"""All that came of reviewing one source: what the reports and the outbox show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import field, frozen
from reviewbot.model.fixup import NOTHING, Mended
from reviewbot.model.series import Prior

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Failure, Finding, Skipped
    from reviewbot.model.mail import Defect
    from reviewbot.model.series import Series


@frozen
class Coverage:
    """How well a mail's surroundings were known: ``diff``, ``applied`` or ``exact``.

    ``reasons`` say why it is no better, a file or the tree each.
    """

    level: str
    reasons: tuple[str, ...] = ()


@frozen
class Reference:
    """The tree a review was made against: where it is, the commit's id, and its name for people.

    ``was_searched`` is true where that is large, and all of it was, for want of an index.
    """

    path: str
    commit: str
    name: str
    was_searched: bool = False


def nothing_before(_series: Series, /) -> Prior:
    """Nothing was posted or said before, as far as is known."""
    return Prior()


@frozen
class Review:
    """``series`` are the ones reviewed; ``left_out`` holds the others, each with the reason.

    ``known`` is by message-id. ``not_repeated`` tells of each earlier revision how many remarks
    were drafted on it and are not again; ``newer`` is the number and the message-id of the newest
    revision, where that is not reviewed. ``checks`` is how many looked, ``people`` who wrote the mails
    that findings were raised in, by message-id. ``prior`` tells what came before one of the series,
    and ``public`` are the ids of the mails that an archive of the list has, as far as is known.
    ``mended`` are the fix-ups, where they were asked for.
    """

    source: str
    series: tuple[Series, ...]
    left_out: tuple[tuple[Series, str], ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]
    defects: tuple[Defect, ...]
    drafts: tuple[Draft, ...]
    tree: Reference | None = None
    known: Mapping[str, Coverage] = field(default_factory=dict)
    not_repeated: tuple[tuple[int, int], ...] = ()
    newer: tuple[int, str] | None = None
    checks: int = 0
    people: Mapping[str, str] = field(default_factory=dict)
    prior: Callable[[Series], Prior] = field(default=nothing_before, repr=False, compare=False)
    public: frozenset[str] = frozenset()
    mended: Mended = NOTHING
