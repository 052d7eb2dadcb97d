"""Worker: the chances that people had in one piece of an archive, in any process."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from reviewbot.backtest.choice import Choice, day_of
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.checks.pages import asked_as
from reviewbot.checks.registry import select
from reviewbot.errors import ReviewbotError
from reviewbot.frozen import frozen
from reviewbot.results.results import NOTHING, results
from reviewbot.scan.known import outcomes
from reviewbot.scan.pieces import last_heads, reading
from reviewbot.trees.opened import Trees
from reviewbot.voices.chances import Chance, chances
from reviewbot.wanted import unlowered

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reviewbot.checks.api import Check
    from reviewbot.memory import Memory
    from reviewbot.results.results import Results
    from reviewbot.scan.pieces import Group, Piece


@frozen
class Asked:
    """Which series are learned from, and what is looked at around them.

    What is known of an earlier time is not worked out again if ``cached``.
    """

    choice: Choice
    tree: Path | None = None
    cached: bool = True


@frozen
class Heard:
    """The chances of a piece, how many series broke, the messages that cannot be read.

    ``fault`` says why no result was kept.
    """

    chances: tuple[Chance, ...] = ()
    failures: int = 0
    unread: tuple[str, ...] = ()
    fault: str = ""


def hear_piece(piece: Piece, asked: Asked) -> Heard:
    """The chances of the series of a piece; raises SourceError, UsageError."""
    if _is_before(piece, asked.choice.since):
        return Heard()
    checks = tuple(map(unlowered, select(())))
    found: list[Chance] = []
    failures = 0
    with (
        Trees(asked.tree) as trees,
        _results(piece, asked, checks, trees) as known,
        reading(piece, known) as read,
    ):

        def heard(group: Group, memory: Memory) -> Any:  # noqa: ANN401  as JSON has it
            return _heard(group, asked.choice, checks, trees, memory)

        for done in outcomes(read, known, heard):
            found += map(_chance, done["chances"])
            failures += done["failures"]
    return Heard(tuple(found), failures, read.unread, known.fault)


def _is_before(piece: Piece, since: str) -> bool:
    """Whether all series of a piece are older than that day."""
    return bool(since) and all(day_of(each)[: len(since)] < since for each in last_heads(piece))


def _heard(
    group: Group, choice: Choice, checks: tuple[Check, ...], trees: Trees, memory: Memory
) -> dict[str, Any]:
    """What one thread came to; a series that breaks costs itself."""
    hindsight = Hindsight(group.thread)
    rows: list[Any] = []
    failures = 0
    for series in filter(choice.holds, group.owned):
        try:
            rows += map(astuple, chances(hindsight, series, checks, trees, memory))
        except ReviewbotError:  # the user has to fix this
            raise
        except Exception:  # noqa: BLE001  the bulkhead between a series and all others
            memory.is_lasting = False
            failures += 1
    return {"chances": rows, "failures": failures}


def _chance(row: Any) -> Chance:  # noqa: ANN401  of JSON
    check, message_id, day, lists, people = row
    said = tuple((address, id_) for address, id_ in people)
    return Chance(check, message_id, day, tuple(lists), said)


def _results(
    piece: Piece, asked: Asked, checks: tuple[Check, ...], trees: Trees
) -> AbstractContextManager[Results]:
    """What is known of a piece."""
    if not asked.cached:
        return nullcontext(NOTHING)
    words = [asked_as(check).pattern for check in checks]
    rest = ("voices", piece.archive, repr(asked), words)
    return results(checks, *rest, beyond=True, tree=trees.state)
