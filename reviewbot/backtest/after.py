"""What came after a series, and what that makes of its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.backtest.counterfactual import counterparts, reworded, with_revision_of
from reviewbot.backtest.outcome import Outcome, became
from reviewbot.engine import run
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.backtest.hindsight import Hindsight, Moment
    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.trees.opened import Trees


@frozen(slots=False)
class After:
    """What came after a series.

    ``twins`` are its mails in the next revision and ``said`` what the checks say of that;
    ``reworded`` and ``repeated`` the same with only the words of the next revision. ``done`` are
    the mails somebody said to have applied as they were. Mails are named by message-id.
    """

    twins: Mapping[str, Patch]
    said: Sequence[Finding]
    reworded: Mapping[str, Patch]
    repeated: Sequence[Finding]
    done: frozenset[str]

    def outcome(self, finding: Finding, mail: Patch) -> Outcome:
        """What became of a finding on a mail of the series."""
        name = finding.message_id
        if finding.raised_by:
            return Outcome.AGREED
        if name not in self.twins:
            return Outcome.IGNORED if name in self.done else Outcome.UNKNOWN
        if finding.path is None and mail.files:
            return became(finding, mail, self.reworded[name], self.repeated)
        return became(finding, mail, self.twins[name], self.said)


@frozen(slots=False)
class Reading:
    """A thread read to its end, and what it is looked at with."""

    hindsight: Hindsight
    checks: Sequence[Check]
    trees: Trees

    def after(
        self, series: Series, moment: Moment, found: Sequence[Finding], done: frozenset[str]
    ) -> After:
        """The next revision, and what the checks that found something say of it."""
        following = self.hindsight.following(series)
        if following is None:
            return After({}, (), {}, (), done)
        posted = self.hindsight.moment(following)
        then = moment.series
        stand_in = with_revision_of(posted.series if posted else following, then)
        twins = counterparts(then, stand_in)
        words = reworded(then, twins)
        of_lines = [one.check for one in found if one.path or _is_cover(one)]
        return After(
            twins,
            self._said(stand_in, moment, of_lines),
            {patch.message.message_id: patch for patch in words.patches},
            self._said(words, moment, [one.check for one in found if not one.path]),
            done,
        )

    def _said(self, series: Series, moment: Moment, names: Sequence[str]) -> Sequence[Finding]:
        checks = tuple(check for check in self.checks if check.name in names)
        if not checks:
            return ()
        with self.trees.under(series) as ground:
            return run((series,), checks, ground.repository, lambda _: moment.prior).findings


def _is_cover(finding: Finding) -> bool:
    return finding.patch == 0
