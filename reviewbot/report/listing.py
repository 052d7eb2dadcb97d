"""The findings as a person reads them: the worst first, a line each; what people said, by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Severity
from reviewbot.report.paint import Paint, Piece
from reviewbot.report.summary import first, place, why_not_in_full
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review
    from reviewbot.report.links import Archive

_PAINT = {
    Severity.ERROR: Paint.ALARM,
    Severity.WARNING: Paint.WARNING,
    Severity.NOTE: None,
}
_WIDEST = max(len(each.name) for each in Severity)


def listing(review: Review, links: Archive) -> Iterator[tuple[str, list[Piece]]]:
    """The heading and the lines of each group that is not empty; the lines end in newlines.

    ``links`` is where mails can be read.
    """
    findings = sorted(review.findings, key=lambda each: -each.severity)  # else as they are
    drafted = [each for each in findings if each.drafted]
    said = [each for each in findings if not each.drafted and each.raised_by]
    rest = [each for each in findings if not each.drafted and not each.raised_by]
    if drafted:
        yield "Drafted:", _lines(drafted, review)
    if rest:
        head = "Also seen, not drafted:" if review.drafts else "Seen, not drafted:"
        yield head, _lines(rest, review)
    if said:
        yield "Said in the thread already:", list(_by_mail(said, review, links))


def _lines(findings: Iterable[Finding], review: Review, indent: str = "  ") -> list[Piece]:
    return [piece for each in findings for piece in _line(each, review, indent)]


def _line(finding: Finding, review: Review, indent: str) -> Iterator[Piece]:
    """``severity  file:line: what it says  [check id] (why it is not drafted)``."""
    name = finding.severity.name.lower()
    yield Piece(indent)
    yield Piece(f"{name:{_WIDEST}}", _PAINT[finding.severity])
    yield Piece(f"  {place(finding, review)}: {first(finding.text)}")
    yield Piece(f"  [{finding.check} {finding.id}]", Paint.FAINT)
    if not finding.drafted and not finding.raised_by:
        yield Piece(f" ({why_not_in_full(finding)})")
    yield Piece("\n")


def _by_mail(findings: Iterable[Finding], review: Review, links: Archive) -> Iterator[Piece]:
    """What each mail said first, below the name of who wrote it."""
    mails: dict[str, list[Finding]] = {}
    for each in findings:
        mails.setdefault(each.raised_by or "", []).append(each)
    for message_id, raised in mails.items():
        who = header_text(review.people.get(message_id, ""))
        yield Piece(f"  {who} in <" if who else "  <")
        yield Piece(header_text(message_id), link=links.url(message_id))
        yield Piece(">\n")
        yield from _lines(raised, review, " " * 4)
