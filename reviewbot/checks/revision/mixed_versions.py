"""A mail whose subject names another version than its series has.

Reports the first cover letter or patch without a version or with another one than most patches of the
series, as after ``git format-patch`` was run again for one of them; once a series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex
from reviewbot.thread.inbody import written
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
MAILED = True
NIT = True
ASIDE = True
VARIES = ("said",)
FINAL_ONLY = True

_BEHIND = regex(r"\[[^\]]{0,60}\d/\d{1,4}[ ,]{1,3}v\d")  # of who writes covers by hand, each time


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of a mail that says another version."""
    series, mail = context.series, context.patch
    if mail.quote or any(other.subject.revision != series.revision for other in series.mails):
        return  # a patch of an older revision is kept
    first = _first_that_differs(series)
    if first and first.message.message_id == mail.message.message_id:  # once for all of them
        own = read_subject(mail.subject.text)
        at = next((n for n in context.body.log if context.message.line(n).strip()), 1)
        said = f"v{own.revision}" if own.is_versioned else ""
        facts = {"said": said, "right": f"v{series.revision}"}
        is_habit = any(_BEHIND.search(other.subject.text) for other in series.mails)
        yield Remark(at, facts, Confidence.MODERATE if is_habit else Confidence.HIGH)


@once_for_each
def _first_that_differs(series: Series) -> Patch | None:
    return next((mail for mail in series.mails if _differs(mail, series)), None)


def _differs(mail: Patch, series: Series) -> bool:
    """Whether its subject says another version, and no subject in its body says what it is."""
    is_other = read_subject(mail.subject.text).revision != series.revision
    return is_other and not written(mail.message, mail.body, "subject")
