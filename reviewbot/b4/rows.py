"""A review as the rows b4 shows for a patch or a series.

``b4 review`` keeps one row a tool and mail: a second one of the same name would replace the first.
The series row stands at the cover, or at the first patch, and so has a name of its own. A row's
``details`` is a *string*; where that is a JSON list, b4 shows its entries line by line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from reviewbot.model.finding import Severity
from reviewbot.report.summary import (
    count,
    defect_lines,
    failure_lines,
    place,
    skipped_by_reason,
    why_not,
)
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review

Status = Literal["pass", "warn", "fail"]
Entry = dict[str, str]  # status, context, description
Row = dict[str, str]  # tool, status, summary, url, details

_WORST: tuple[Status, ...] = ("pass", "warn", "fail")


def tool(*, series: bool) -> str:
    """The name of the row."""
    return "reviewbot-series" if series else "reviewbot"


def row(name: str, status: Status, summary: str, entries: list[Entry] | None = None) -> Row:
    """One row as b4 reads it."""
    details = json.dumps(entries) if entries else ""
    return {"tool": name, "status": status, "summary": summary, "url": "", "details": details}


def rows(review: Review, *, only: str | None = None, notes: tuple[str, ...] = ()) -> list[Row]:
    """The review as the row of one mail (``only``, its id) or of the whole series.

    An error that would be drafted fails, another finding that would be warns; what is less sure
    or was said by somebody is shown and passes. What could not be looked at is told, too.
    """
    found = [f for f in review.findings if f.text and only in (None, f.message_id)]
    entries = [_finding(finding, review, short=only is not None) for finding in found]
    entries += _trouble(review, only)
    entries += [_entry("warn", "not seen", note) for note in notes]
    status = max((_status(entry) for entry in entries), key=_WORST.index, default=_WORST[0])
    sure = sum(1 for finding in found if not finding.held)
    parts = [count(sure, "finding")] if sure else []
    parts += [f"{len(found) - sure} not for a draft"] if len(found) > sure else []
    parts += [f"{count(len(review.failures), 'check')} failed"] if review.failures else []
    parts += [header_text(note) for note in notes]
    entries += [
        _entry("pass", "not checked", f"{', '.join(names)}: {reason}")
        for reason, names, _ in skipped_by_reason(review)
    ]
    return [row(tool(series=only is None), status, "; ".join(parts) or "no findings", entries)]


def _finding(finding: Finding, review: Review, *, short: bool) -> Entry:
    where = place(finding, review)
    if not short and finding.path is not None:
        where = f"patch {finding.patch}, {where}"
    text = header_text(finding.text)
    if finding.held:
        return _entry("pass", f"{where} {finding.check}", f"({why_not(finding)}) {text}")
    status: Status = "fail" if finding.severity is Severity.ERROR else "warn"
    return _entry(status, f"{where} {finding.check}", text)


def _trouble(review: Review, only: str | None) -> Iterator[Entry]:
    for line in defect_lines(d for d in review.defects if only in (None, d.message_id)):
        yield _entry("warn", "damaged mail", line)
    for line in failure_lines(review.failures):
        yield _entry("warn", "reviewbot", line)


def _entry(status: Status, context: str, description: str) -> Entry:
    return {"status": status, "context": header_text(context), "description": description}


def _status(entry: Entry) -> Status:
    return next(status for status in _WORST if status == entry["status"])
