"""Why a finding is not drafted: one ordered list of reasons, of which the first that holds counts.

What only a whole draft tells (said higher up already, too little for a mail) is decided where
drafts are put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.backports import is_backport, is_not_to_apply, is_unfinished
from reviewbot.context.projects import project_of
from reviewbot.context.pulled import is_pulled
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence, Severity
from reviewbot.reply.frames import addressed
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.checks.api import Check
    from reviewbot.context.projects import Project
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

NOBODY = "nobody to write to: the mail does not tell whose it is"


@frozen
class Policy:
    """Policy: what is drafted, and whose addresses are left out.

    ``ask`` moderate findings as questions; ``me``, my addresses in lower case; ``as_final``:
    say of an RFC, too, what only matters in a version to be applied; ``repeat_raised``: say what
    somebody said already, and ``repeat_drafted`` what was drafted on an earlier revision;
    ``asides``: write a mail for asides alone; ``nits``: say them beside a bug, too; ``own``: all
    that is found is told to the author, who has not sent it yet.
    """

    ask: bool = False
    me: frozenset[str] = frozenset()
    as_final: bool = False
    repeat_raised: bool = False
    repeat_drafted: bool = False
    asides: bool = False
    nits: bool = False
    own: bool = False


@frozen
class _Place:
    """The mail a finding is on, its series, the project that is for, and whether it asks to pull."""

    mail: Patch
    series: Series
    project: Project
    is_pulled: bool


def reasons(
    series: Iterable[Series], checks: Iterable[Check], policy: Policy
) -> Callable[[Finding], str]:
    """A function that says why a finding is not for a draft; ``""`` where it is for one.

    Findings of other series go by themselves alone.
    """
    by_name = {check.name: check for check in checks}
    places = {
        mail.message.message_id: _Place(mail, one, project, pulled)
        for one in series
        for project, pulled in [(project_of(one), is_pulled(one))]
        for mail in one.mails
    }

    def reason(finding: Finding) -> str:
        if finding.suppressed:
            return f"suppressed: {finding.suppressed}"
        check, place = by_name[finding.check], places.get(finding.message_id)
        if place and (why := _of_place(check, place, finding, policy)):
            return why
        return _of_finding(finding, policy) or (_of_author(place.mail, policy) if place else "")

    return reason


def _of_place(check: Check, place: _Place, finding: Finding, policy: Policy) -> str:
    """What the mail and the project it is for have against it."""
    if is_backport(place.mail):
        return "a copy of a commit"
    if is_not_to_apply(place.mail):
        return "not meant to be applied"
    if check.kernel_only and not place.project.has(check.name):
        return f"a rule of the kernel, and this is for {place.project.name}"
    return "" if policy.as_final or policy.own else _of_stage(check, place, finding, policy)


def _of_stage(check: Check, place: _Place, finding: Finding, policy: Policy) -> str:
    """What it is too early for, or too late.

    Of the lines of an RFC reviewers say what they insist on, and who asks for questions chooses.
    """
    if (check.mailed or check.nit) and place.is_pulled:
        return "not for commits that are to be pulled"
    is_for_drafts = finding.insisted or (policy.ask and finding.path is not None)
    if check.final_only and place.series.is_rfc and not is_for_drafts:
        return "not for an RFC"
    if (check.final_only or check.nit) and is_unfinished(place.mail):
        return "not for work in progress"
    is_of_form = check.final_only or check.severity is Severity.NOTE
    if is_of_form and place.mail.quote:
        return "of form, of a patch that is only quoted"  # who quotes it is not who wrote it
    return "not for a sketch in a reply" if is_of_form and _is_sketch(place.mail) else ""


def _is_sketch(mail: Patch) -> bool:
    """Whether it came with a reply, to show what is meant; a new version is to be applied.

    That is attached, or pasted into an answer to a numbered patch, and has no number itself.
    """
    sent = read_subject(mail.message.subject)
    is_aside = sent.index is not None and mail.subject.index is None
    is_shown = mail.message.patch_at > 0 or is_aside
    return sent.is_reply and is_shown and mail.subject.revision == 1


def _of_finding(finding: Finding, policy: Policy) -> str:
    """What was said of it, and how sure it is."""
    if policy.own:
        return ""
    if finding.raised_by and not policy.repeat_raised:
        return f"raised in <{finding.raised_by}>"
    if finding.drafted_on and not policy.repeat_drafted:
        return f"drafted on <{finding.drafted_on}>"
    least = Confidence.MODERATE if policy.ask else Confidence.HIGH
    unsure = finding.unwanted or finding.confidence.name.lower()
    return unsure if finding.confidence < least else ""


def _of_author(mail: Patch, policy: Policy) -> str:
    """A list or a relay is nobody to send a draft to."""
    if policy.own or addressed(mail, policy.me)[0]:
        return ""
    return NOBODY
