"""What is done with one piece, in whatever process: its series replayed and scored."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.backtest.applied import applied
from reviewbot.backtest.choice import Choice, day_of
from reviewbot.backtest.count import Tally, total
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.backtest.outcome import Outcome, became, counterpart, differs, in_place_of
from reviewbot.backtest.rows import Row
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.finding import Confidence
from reviewbot.raised import NEAR, mark_raised
from reviewbot.scan.pieces import groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.backtest.hindsight import Moment
    from reviewbot.checks.api import Check
    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.scan.pieces import Piece

_DRAWN = 3  # lines drawn from each patch, and from its log


@dataclass(frozen=True, slots=True)
class Asked:
    """What to replay: ``checks`` empty means all of them; ``tree`` as in ``reviewbot scan``."""

    checks: tuple[str, ...] = ()
    choice: Choice = field(default_factory=Choice)
    tree: Path | None = None


def backtest_piece(piece: Piece, asked: Asked) -> Tally:
    """Replay the series of a piece; raises SourceError, UsageError."""
    # measured as if never demoted: else what was demoted once could not be measured again
    checks = tuple(replace(check, demoted="") for check in select(asked.checks))
    tallies: list[Tally] = []
    seen: tuple[object, Hindsight] | None = None
    with Repository(asked.tree) if asked.tree else nullcontext() as repository:
        for group, series in asked.choice.of(piece, groups(piece)):
            if seen is None or seen[0] is not group.thread:
                seen = group.thread, Hindsight(group.thread)
            moment = seen[1].moment(series)
            if moment:
                replay = _Replay(seen[1], series, moment, checks, repository)
                tallies.append(replay.tally(Path(piece.archive).name))
    return total(tallies)


@dataclass(frozen=True, slots=True)
class _Next:
    """A mail of the next revision, and whether somebody said to have applied the mail itself."""

    twin: Patch | None
    is_applied: bool


@dataclass(frozen=True)
class _Replay:
    """One series reviewed at its moment, and compared with what came after."""

    hindsight: Hindsight
    series: Series
    moment: Moment
    checks: tuple[Check, ...]
    repository: Repository | None

    def tally(self, archive: str) -> Tally:
        """All there is to count of it."""
        moment, series = self.moment, self.moment.series
        fresh = {mail.message.message_id: mail for mail in moment.fresh}
        result = run((series,), self.checks, self.repository, lambda _: moment.past)
        found = tuple(
            finding
            for finding in result.findings
            if finding.confidence > Confidence.LOW and finding.message_id in fresh
        )
        then = mark_raised(found, (series,), self.checks, lambda _: moment.past)
        later = mark_raised(found, (series,), self.checks, lambda _: moment.later)
        comments = [c for c in self.hindsight.comments_on(self.series) if c.on in fresh]
        following, said = self._following(found)
        done = applied(self.series, comments)
        nexts = {
            name: _Next(counterpart(mail, series, following) if following else None, name in done)
            for name, mail in fresh.items()
        }
        rows = tuple(
            self._row(archive, one, before, nexts[one.message_id], said)
            for one, before in zip(later, then, strict=True)
        )
        asked, met = _asked(comments, later, self.checks)
        drawn, changed = _drawn(fresh, nexts)
        patches = sum(bool(mail.files) for mail in moment.fresh)
        return Tally(rows, 1, patches, len(result.failures), asked, met, drawn, changed)

    def _following(self, found: Sequence[Finding]) -> tuple[Series | None, Sequence[Finding]]:
        """The next revision as the series stood in its place, and what the checks say of it."""
        following = self.hindsight.following(self.series)
        if following is None:
            return None, ()
        posted = self.hindsight.moment(following)
        stand_in = in_place_of(posted.series if posted else following, self.moment.series)
        names = {finding.check for finding in found}
        checks = tuple(check for check in self.checks if check.name in names)
        if not checks:
            return stand_in, ()
        past = self.moment.past
        return stand_in, run((stand_in,), checks, self.repository, lambda _: past).findings

    def _row(
        self, archive: str, finding: Finding, before: Finding, after: _Next, said: Iterable[Finding]
    ) -> Row:
        """One finding with what became of it; ``before`` is how it was marked at the moment."""
        mails = {mail.message.message_id: mail for mail in self.moment.fresh}
        mail = mails[finding.message_id]
        if finding.raised_by:
            outcome = Outcome.AGREED
        else:
            outcome = became(finding, mail, after.twin, said)
            if outcome is Outcome.UNKNOWN and after.twin is None and after.is_applied:
                outcome = Outcome.IGNORED
        return Row(
            archive=archive,
            date=day_of(mail.message),
            message_id=finding.message_id,
            subject=mail.message.subject,
            revision=self.moment.series.revision,
            check=finding.check,
            severity=finding.severity.name.lower(),
            confidence=finding.confidence.name.lower(),
            path=finding.path,
            line=finding.line,
            body_line=finding.body_line,
            quote=finding.quote,
            facts=json.dumps(dict(finding.facts), sort_keys=True),
            outcome=outcome.value,
            agreed_by=finding.raised_by,
            known=before.raised_by is not None,
            following=after.twin.message.message_id if after.twin else None,
        )


def _asked(
    comments: Iterable[Comment], findings: Iterable[Finding], checks: Iterable[Check]
) -> tuple[Counter[str], Counter[str]]:
    """By check, the comments that ask for such a thing, and those of them at a finding of it."""
    patterns = [(check.name, re.compile(check.asked_as)) for check in checks]
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


def _drawn(
    mails: Mapping[str, Patch], nexts: Mapping[str, _Next]
) -> tuple[Counter[str], Counter[str]]:
    """Lines drawn without looking: how many there are, and how many differ in the next revision."""
    drawn, changed = Counter[str](), Counter[str]()
    for name, mail in mails.items():
        after = nexts[name]
        if not mail.files or not (after.twin or after.is_applied):
            continue
        for kind, at in _sample(mail):
            drawn[kind] += 1
            changed[kind] += after.twin is not None and differs(mail, at, after.twin)
    return drawn, +changed


def _sample(mail: Patch) -> Iterator[tuple[str, int]]:
    """Lines spread evenly over what the patch adds, and over its log."""
    code = [line.body_line for file in mail.files for line in file.added() if line.text.strip()]
    log = [number for number in mail.body.log if mail.message.line(number).strip()]
    for kind, lines in (("code", code), ("log", log)):
        count = min(_DRAWN, len(lines))
        for number in range(count):
            yield kind, lines[(2 * number + 1) * len(lines) // (2 * count)]
