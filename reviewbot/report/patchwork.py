"""A review as checks of a patchwork server: what ``POST /api/patches/ID/checks/`` takes, by patch.

Each patch has the check ``reviewbot``, which says that it was looked at, and one for each family of
checks that would draft something: a warning, or a failure if it is as bad as the user says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.regex import regex
from reviewbot.report.line import place
from reviewbot.report.summary import count
from reviewbot.thread.clean import escaped, header_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Finding, Severity
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review

NAME = "reviewbot"
LONGEST = 200  # characters of a description: it is shown in a column
_NO_SLUG = regex(r"[^-a-zA-Z0-9_]+")  # what no context may have

Check = dict[str, Any]  # state, context, description, target_url


def document(review: Review, fails: Severity | None) -> list[dict[str, Any]]:
    """The checks of each patch that was mailed, in the order of the series.

    A family fails that has a finding as bad as ``fails``.
    """
    return [
        {
            "msgid": mail.message.message_id,
            "name": header_text(mail.message.subject),
            "checks": list(_checks(review, mail, fails)),
        }
        for one in review.series
        for mail in one.patches
        if not mail.quote
    ]


def dumps(document: list[dict[str, Any]]) -> str:
    """The document as text with a newline at its end; a terminal may show it."""
    import json  # noqa: PLC0415  report/json.py is of the same name

    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def check(state: str, context: str, description: str) -> Check:
    """One check."""
    return {"state": state, "context": context, "description": description, "target_url": None}


def _checks(review: Review, mail: Patch, fails: Severity | None) -> Iterator[Check]:
    families: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.message_id == mail.message.message_id and finding.text and not finding.held:
            families.setdefault(finding.check.partition(".")[0], []).append(finding)
    if not any(failure.message_id in ("", mail.message.message_id) for failure in review.failures):
        remarks = sum(map(len, families.values()))
        said = count(remarks, "remark") if remarks else "nothing to say"
        yield check("success", NAME, f"looked at: {said}")
    for family, findings in sorted(families.items()):
        is_bad = fails is not None and any(each.severity >= fails for each in findings)
        context = f"{NAME}-{_NO_SLUG.sub('-', family)}"
        yield check("fail" if is_bad else "warning", context, _description(findings, mail))


def _description(findings: list[Finding], mail: Patch) -> str:
    """The worst, where it is, and how many more there are."""
    worst = max(findings, key=lambda finding: finding.severity)
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    where = place(worst, mail, where=lambda _, line: f"message, line {line}")
    said = f"{where}: {header_text(worst.text)}"
    left = LONGEST - len(more)
    return (said if len(said) <= left else f"{said[: left - 3].rstrip()}...") + more
