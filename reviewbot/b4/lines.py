"""A review as the lines that ``b4 am``, ``b4 shazam`` and ``b4 prep`` read with ``--check``.

b4 0.16 marks a patch by what the command says of it: nothing at all is a success, a line with
``ERROR:`` a failure, any other line a warning, and so is every line on stderr a failure. So what is
no more than a hint has no line here, and stderr is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence, Severity
from reviewbot.report.line import line
from reviewbot.report.summary import defect_lines, failure_lines

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review

_FAILS = "ERROR:"


def lines(review: Review) -> list[str]:
    """What would be drafted, or asked of an author, a line for each, and what was not looked at."""
    mails = {mail.message.message_id: mail for one in review.series for mail in one.mails}
    said = []
    for finding in review.findings:
        if finding.text and not finding.held and finding.confidence > Confidence.LOW:
            told = line(finding, mails[finding.message_id], where=_in_message)
            fails = finding.severity is Severity.ERROR
            said.append(told.replace(" error: ", f" {_FAILS} ", 1) if fails else _warns(told))
    trouble = (*defect_lines(review.defects), *failure_lines(review.failures))
    return said + [instead(each) for each in trouble]


def instead(why: str) -> str:
    """What is said where something kept us from looking: the patch may be fine."""
    return _warns(f"note: {why}")


def _warns(told: str) -> str:
    """A line in which b4 finds no failure, whatever of the patch is quoted in it."""
    return told.replace(_FAILS, _FAILS.lower())


def _in_message(_: Patch, body_line: int) -> str:
    return f"message, line {body_line}"
