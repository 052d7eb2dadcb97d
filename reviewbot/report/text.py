"""A review for a person at a terminal or in a pager: what was read, what was seen, the drafts.

Everything that came by mail passes ``visible``: no mail drives the reader's terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.report.links import Archive
from reviewbot.report.listing import listing
from reviewbot.report.paint import Paint, Piece, mail, plain
from reviewbot.report.people import person
from reviewbot.report.summary import (
    context_line,
    defect_lines,
    failure_lines,
    newer_line,
    not_repeated_lines,
    outcome,
    series_line,
    skipped_lines,
    title,
)
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.draft import Draft
    from reviewbot.model.review import Review

WIDTH = 78
MOST = 6  # lines of one kind in the summary; JSON has them all


def render(review: Review, *, drafts: bool = True) -> str:
    """The report as a file or a pipe gets it; ends in a newline."""
    return plain(pieces(review, drafts=drafts))


def pieces(review: Review, *, drafts: bool = True, archive: str = "") -> Iterator[Piece]:
    """The report; ends in a newline. ``drafts=False`` leaves the drafts themselves out.

    ``archive`` is the URL of a mail with ``%s`` for its message-id.
    """
    links = Archive(archive, review.public)
    yield from _summary(review)
    for head, lines in listing(review, links):
        yield Piece("\n")
        yield Piece(head, Paint.TITLE)
        yield Piece("\n")
        yield from lines
    if drafts:
        count = len(review.drafts)
        for number, draft in enumerate(review.drafts, 1):
            name = f" draft {number} of {count}" if count > 1 else " draft"
            yield Piece("\n")
            yield Piece(name.rjust(WIDTH, "-"), Paint.FAINT)
            yield Piece("\n")
            yield from _draft(draft, links)


def _summary(review: Review) -> Iterator[Piece]:
    if newer := newer_line(review):
        yield Piece(newer, Paint.ALARM)
        yield Piece("\n")
    yield Piece(f"{visible(review.source)}: {outcome(review)}", Paint.TITLE)
    lines = [f"  {series_line(series)}" for series in review.series]
    lines += [f"  {line}; --repeat-drafted drafts them" for line in not_repeated_lines(review)]
    if review.series:
        lines.append(f"  {context_line(review)}")
    lines += _clipped(
        f"left out: {title(series)}: {header_text(reason)}" for series, reason in review.left_out
    )
    lines += _clipped(skipped_lines(review))
    lines += _clipped(defect_lines(review.defects))
    yield Piece("\n" + "".join(f"{line}\n" for line in lines))
    for line in failure_lines(review.failures):
        yield Piece(f"  {line}", Paint.ALARM)
        yield Piece("\n")


def _clipped(lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    left = len(indented) - MOST
    return [*indented[:MOST], f"  ... and {left} more such"] if left > 0 else indented


def _draft(draft: Draft, links: Archive) -> Iterator[Piece]:
    yield from _header("To", [person(address) for address in draft.to])
    yield from _header("Cc", _folded([person(address) for address in draft.cc]))
    yield from _header("Subject", [header_text(draft.subject)])
    if draft.references:  # else the mail has no id that a reply could name
        answered = draft.in_reply_to
        yield from _header("In-Reply-To", [f"<{answered}>"], links.url(answered))
    yield Piece("\n")
    yield from mail("\n".join(visible(line) for line in draft.body.split("\n")))


def _folded(people: list[str]) -> list[str]:
    """The first of many; the draft itself has them all."""
    more = len(people) - MOST
    return people if more <= 1 else [*people[:MOST], f"and {more} more"]


def _header(name: str, values: list[str], link: str = "") -> Iterator[Piece]:
    """A header folded between its values as mailers do; none where there are no values."""
    if not values:
        return
    lines = [f"{name}:"]
    for value in [*(f"{value}," for value in values[:-1]), values[-1]]:
        if len(lines[-1]) + 1 + len(value) > WIDTH and not lines[-1].endswith(":"):
            lines.append("   ")
        lines[-1] += f" {value}"
    for line in lines:
        yield Piece(line, Paint.HEADER, link)
        yield Piece("\n")
