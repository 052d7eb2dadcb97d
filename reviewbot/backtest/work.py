"""Worker: replays and scores the series of one piece, in any process."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.already_said import NEAR, mark_already_said
from reviewbot.backtest.after import Reading
from reviewbot.backtest.applied import applied
from reviewbot.backtest.choice import Choice, day_of
from reviewbot.backtest.count import Tally, from_json, to_json, total
from reviewbot.backtest.drawn import drawn, kind_of
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.backtest.rows import Row
from reviewbot.checks.pages import asked_as, how_asked
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.errors import ReviewbotError
from reviewbot.frozen import field, frozen
from reviewbot.memory import Memory
from reviewbot.model.finding import Confidence
from reviewbot.results.results import NOTHING, results
from reviewbot.scan.known import outcomes
from reviewbot.scan.pieces import reading
from reviewbot.trees.opened import Trees
from reviewbot.wanted import unlowered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from reviewbot.backtest.after import After
    from reviewbot.backtest.hindsight import Moment
    from reviewbot.checks.api import Check
    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.results.results import Results
    from reviewbot.scan.pieces import Group, Piece
    from reviewbot.trees.table import Entry


@frozen
class Asked:
    """What to replay, and where: ``tree`` and ``trees`` are as in ``reviewbot scan``.

    ``checks`` empty means all of them. What is known of an earlier time is not worked out again if ``cached``.
    """

    checks: tuple[str, ...] = ()
    choice: Choice = field(default_factory=Choice)
    tree: Path | None = None
    trees: tuple[Entry, ...] = ()
    cached: bool = field(default=False, repr=False)


def backtest_piece(piece: Piece, asked: Asked) -> Tally:
    """Replay the series of a piece; raises SourceError, UsageError."""
    # what is not drafted could not be measured otherwise
    checks = tuple(map(unlowered, select(asked.checks)))
    with (
        Trees(asked.tree, asked.trees) as trees,
        _results(piece, asked, checks, trees) as known,
        reading(piece, known) as read,
    ):
        replaying = _Replaying(Path(piece.archive).name, checks, trees)

        def replayed(group: Group, memory: Memory) -> Any:  # noqa: ANN401  as JSON has it
            hindsight = Hindsight(group.thread)
            chosen = asked.choice.of(piece, (group,))
            return to_json(total(replaying.tally(hindsight, one, memory) for _, one in chosen))

        if asked.choice.quotas is None:
            tallies = [from_json(each) for each in outcomes(read, known, replayed)]
        else:  # a sample is drawn from all there are
            drawn = asked.choice.of(piece, read.groups)
            tallies = [
                replaying.tally(Hindsight(group.thread), one, Memory()) for group, one in drawn
            ]
        return total((Tally(unread={piece.archive: read.unread}, fault=known.fault), *tallies))


def _results(
    piece: Piece, asked: Asked, checks: tuple[Check, ...], trees: Trees
) -> AbstractContextManager[Results]:
    """What is known of a piece."""
    if not asked.cached or asked.choice.quotas is not None:
        return nullcontext(NOTHING)
    words = [asked_as(check).pattern for check in checks]
    rest = ("backtest", piece.archive, repr(asked), words)
    return results(checks, *rest, beyond=True, tree=trees.state)


@frozen
class _Replaying:
    """With what all series of a piece are replayed."""

    archive: str
    checks: tuple[Check, ...]
    trees: Trees

    def tally(self, hindsight: Hindsight, series: Series, memory: Memory) -> Tally:
        """What replaying one series came to; one that breaks costs itself."""
        try:
            moment = hindsight.moment(series)
            if moment is None:
                return Tally()
            replay = _Replay(hindsight, series, moment, self.checks, self.trees, memory)
            return replay.tally(self.archive)
        except ReviewbotError:  # the user has to fix this
            raise
        except Exception:  # noqa: BLE001  the bulkhead between a series and the whole replay
            memory.is_lasting = False
            return Tally(series=1, failures=1)


@frozen(slots=False)
class _Replay:
    """One series reviewed at its moment, and compared with what came after."""

    hindsight: Hindsight
    series: Series
    moment: Moment
    checks: tuple[Check, ...]
    trees: Trees
    memory: Memory

    def tally(self, archive: str) -> Tally:
        """All there is to count of it."""
        moment, series = self.moment, self.moment.series
        fresh = {mail.message.message_id: mail for mail in moment.fresh}
        with self.trees.under(series) as ground:
            result = run(
                (series,),
                self.checks,
                ground.repository,
                lambda _: moment.prior,
                memory=self.memory,
            )
        found = tuple(
            finding
            for finding in result.findings
            if finding.confidence > Confidence.LOW and finding.message_id in fresh
        )
        then = mark_already_said(found, (series,), how_asked(self.checks), lambda _: moment.prior)
        later = mark_already_said(found, (series,), how_asked(self.checks), lambda _: moment.later)
        comments = [c for c in self.hindsight.comments_on(self.series) if c.on in fresh]
        reading = Reading(self.hindsight, self.checks, self.trees)
        after = reading.after(self.series, moment, found, applied(self.series, comments))
        rows = tuple(
            self._row(archive, one, before, after, fresh[one.message_id])
            for one, before in zip(later, then, strict=True)
        )
        asked, met = _asked(comments, later, self.checks)
        lines, differ = drawn(fresh, after)
        patches = sum(bool(mail.files) for mail in moment.fresh)
        return Tally(rows, 1, patches, len(result.failures), asked, met, lines, differ)

    def _row(
        self, archive: str, finding: Finding, before: Finding, after: After, mail: Patch
    ) -> Row:
        """One finding with what became of it; ``before`` is how it was marked at the moment."""
        twin = after.twins.get(finding.message_id)
        return Row(
            archive=archive,
            date=day_of(mail.message),
            message_id=finding.message_id,
            subject=mail.message.subject,
            revision=self.moment.series.revision,
            check=finding.check,
            severity=finding.severity.name.lower(),
            confidence=finding.confidence.name.lower(),
            kind=kind_of(mail, finding),
            path=finding.path,
            line=finding.line,
            body_line=finding.body_line,
            quote=finding.quote,
            facts=json.dumps(dict(finding.facts), sort_keys=True),
            outcome=after.outcome(finding, mail).value,
            agreed_by=finding.raised_by,
            known=before.raised_by is not None,
            following=twin.message.message_id if twin else None,
        )


def _asked(
    comments: Iterable[Comment], findings: Iterable[Finding], checks: Iterable[Check]
) -> tuple[Counter[str], Counter[str]]:
    """By check, the comments that ask for such a thing, and those of them at a finding of it."""
    patterns = [(check.name, asked_as(check)) for check in checks]
    places: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        places.setdefault((finding.check, finding.message_id), []).append(finding)
    asked, met = Counter[str](), Counter[str]()
    for comment in comments:
        text = comment.text[:10_000]
        for name, pattern in patterns:
            if pattern.search(text):
                asked[name] += 1
                met[name] += any(_is_at(comment, f) for f in places.get((name, comment.on), ()))
    return asked, +met


def _is_at(comment: Comment, finding: Finding) -> bool:
    if finding.raised_by == comment.message.message_id:
        return True
    lines = (finding.body_line, *(related.at for related in finding.related))
    return bool(comment.at) and any(abs(comment.at - line) <= NEAR for line in lines)
