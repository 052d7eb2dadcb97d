"""A review for a person at a terminal or in a pager: what was read, what was seen, the drafts.

Everything that came by mail passes ``visible``: no mail drives the reader's terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.report.paint import Paint, paint, paint_mail
from reviewbot.report.people import person
from reviewbot.report.summary import (
    context_line,
    defect_lines,
    failure_lines,
    first,
    newer_line,
    not_repeated_lines,
    outcome,
    place,
    series_line,
    skipped_lines,
    title,
    why_not,
)
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review

WIDTH = 78
MOST = 6  # lines of one kind in the summary; JSON has them all


def render(review: Review, *, color: bool = False, drafts: bool = True) -> str:
    """The report; ends in a newline. ``drafts=False`` leaves the drafts themselves out."""
    parts = [_summary(review, color=color)]
    done = [finding for finding in review.findings if finding.drafted]
    rest = [finding for finding in review.findings if not finding.drafted]
    if done:
        lines = [f"  {place(each, review)}: {each.check} {each.id}" for each in done]
        parts.append("\n".join([paint("Drafted:", Paint.TITLE, color=color), *lines]) + "\n")
    if rest:
        head = "Also seen, not drafted:" if review.drafts else "Seen, not drafted:"
        lines = [_seen(finding, review) for finding in rest]
        parts.append("\n".join([paint(head, Paint.TITLE, color=color), *lines]) + "\n")
    if drafts:
        count = len(review.drafts)
        for number, draft in enumerate(review.drafts, 1):
            name = f" draft {number} of {count}" if count > 1 else " draft"
            rule = paint(name.rjust(WIDTH, "-"), Paint.FAINT, color=color)
            parts.append(f"{rule}\n{_draft(draft, color=color)}")
    return "\n".join(parts)


def _summary(review: Review, *, color: bool) -> str:
    newer = newer_line(review)
    lines = [paint(newer, Paint.ALARM, color=color)] if newer else []
    lines.append(paint(f"{visible(review.source)}: {outcome(review)}", Paint.TITLE, color=color))
    lines += [f"  {series_line(series)}" for series in review.series]
    lines += [f"  {line}; --repeat-drafted drafts them" for line in not_repeated_lines(review)]
    if review.series:
        lines.append(f"  {context_line(review)}")
    lines += _clipped(
        f"left out: {title(series)}: {header_text(reason)}" for series, reason in review.left_out
    )
    lines += _clipped(skipped_lines(review))
    lines += _clipped(defect_lines(review.defects))
    for line in failure_lines(review.failures):
        lines.append(paint(f"  {line}", Paint.ALARM, color=color))
    return "\n".join(lines) + "\n"


def _clipped(lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    left = len(indented) - MOST
    return [*indented[:MOST], f"  ... and {left} more such"] if left > 0 else indented


def _seen(finding: Finding, review: Review) -> str:
    """``file:line: check id (why it is not drafted): what it says``."""
    where, why = place(finding, review), why_not(finding)
    return f"  {where}: {finding.check} {finding.id} ({why}): {first(finding.text)}"


def _draft(draft: Draft, *, color: bool) -> str:
    headers = [
        _header("To", [person(address) for address in draft.to], color=color),
        _header("Cc", _folded([person(address) for address in draft.cc]), color=color),
        _header("Subject", [header_text(draft.subject)], color=color),
    ]
    if draft.references:  # else the mail has no id that a reply could name
        headers.append(_header("In-Reply-To", [f"<{draft.in_reply_to}>"], color=color))
    body = "\n".join(visible(line) for line in draft.body.split("\n"))
    return "".join(headers) + "\n" + paint_mail(body, color=color)


def _folded(people: list[str]) -> list[str]:
    """The first of many; the draft itself has them all."""
    more = len(people) - MOST
    return people if more <= 1 else [*people[:MOST], f"and {more} more"]


def _header(name: str, values: list[str], *, color: bool) -> str:
    """A header folded between its values as mailers do; none where there are no values."""
    if not values:
        return ""
    lines = [f"{name}:"]
    for value in [*(f"{value}," for value in values[:-1]), values[-1]]:
        if len(lines[-1]) + 1 + len(value) > WIDTH and not lines[-1].endswith(":"):
            lines.append("   ")
        lines[-1] += f" {value}"
    return "".join(f"{paint(line, Paint.HEADER, color=color)}\n" for line in lines)
