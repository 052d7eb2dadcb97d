"""Lowers findings of taste on lines that a reviewer of an earlier revision let pass.

Measured: of the remarks that two maintainers would not have sent, most were on lines they had reviewed
before. What is easily overlooked (``knowledge/overlooked.toml``) may be found late all the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.overlooked import overlooked
from reviewbot.model.finding import Confidence, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series


def mark_let_pass(
    findings: Iterable[Finding], series: Iterable[Series], prior: Callable[[Series], Prior]
) -> tuple[Finding, ...]:
    """The findings, those on lines that somebody let pass with his mail as the reason."""
    mails = {
        mail.message.message_id: read
        for one in series
        for read in [_Reviewed(one, prior(one))]
        for mail in one.mails
    }
    hard_to_see = overlooked()
    return tuple(
        finding if finding.check in hard_to_see else _marked(finding, mails) for finding in findings
    )


def _marked(finding: Finding, mails: Mapping[str, _Reviewed]) -> Finding:
    reviewed = mails.get(finding.message_id)
    is_taste = finding.severity is Severity.NOTE and finding.path and not finding.raised_by
    if not reviewed or not is_taste or finding.confidence <= Confidence.LOW:
        return finding
    by = [reviewed.by(finding.message_id, at) for at in finding.places]
    if not all(by):  # some of it is new
        return finding
    why = f"a reviewer let it pass in <{by[0]}>"
    spared = finding.confidence is Confidence.HIGH
    return replace(finding, confidence=Confidence.LOW, unwanted=why, spared=spared)


@frozen(slots=False)
class _Reviewed:
    """A series, and the lines of what came before it that somebody else reviewed."""

    series: Series
    prior: Prior

    def by(self, message_id: str, at: int) -> str:
        """The message-id of the review of what a line of a mail was before; empty for none."""
        mail = self._mails[message_id]
        file, line = mail.anchors.get(at, (None, None))
        return self._lines.get((file.path, line.text.strip()), "") if file and line else ""

    @cached_property
    def _mails(self) -> Mapping[str, Patch]:
        return {mail.message.message_id: mail for mail in self.series.mails}

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], str]:
        """Path and text of each added line that was reviewed → the review."""
        return {key: review for mail, review in self._reviews() for key in _added(mail)}

    def _reviews(self) -> Iterator[tuple[Patch, str]]:
        """The earlier mails that somebody else than the author commented on, and in which mail."""
        before = (*self.series.replaced, *self.prior.postings)
        older = {mail.message.message_id: mail for mail in before}
        for comment in self.prior.comments:
            mail = older.get(comment.on)
            if mail and comment.message.author.email.lower() != self.series.author:
                yield mail, comment.message.message_id


def _added(mail: Patch) -> Iterator[tuple[str, str]]:
    return ((file.path, line.text.strip()) for file in mail.files for line in file.added())
