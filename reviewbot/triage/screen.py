"""One remark on a terminal, as whoever decides on it wants to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence
from reviewbot.report.paint import Paint, Piece
from reviewbot.report.paint import mail as painted_mail
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.report.links import Archive
    from reviewbot.triage.table import Remark

_SURE = {Confidence.HIGH: "sure", Confidence.MODERATE: "likely", Confidence.LOW: "unsure"}


def screen(remark: Remark, people: Mapping[str, str], links: Archive) -> Iterator[Piece]:
    """The mail, the lines with the comment below them, and what is known of it.

    ``people`` are who wrote the mails it may have been raised in, by message-id, and
    ``links`` where those can be read.
    """
    yield Piece("\n")
    yield Piece(header_text(remark.mail.message.subject) or "(no subject)", Paint.TITLE)
    body = "\n".join(visible(line) for line in remark.quoted.split("\n"))
    yield from painted_mail(f"\n{body}\n")
    finding = remark.finding
    known = f"{finding.severity.name.lower()}, {_SURE[finding.confidence]}"
    yield Piece(f"{finding.check} {finding.id}: {known}", Paint.FAINT)
    yield from _said(remark, people, links)
    yield Piece("\n")


def _said(remark: Remark, people: Mapping[str, str], links: Archive) -> Iterator[Piece]:
    """What was said of it elsewhere, and why it would not be drafted."""
    finding, told = remark.finding, {remark.finding.confidence.name.lower(), ""}
    for what, id_ in (("raised", finding.raised_by), ("drafted", finding.drafted_on)):
        if id_:
            on = "in" if what == "raised" else "on"
            told.add(f"{what} {on} <{id_}>")
            who = header_text(people.get(id_, ""))
            yield Piece(f"; {what}{f' by {who}' if who else ''} {on} <", Paint.FAINT)
            yield Piece(header_text(id_), Paint.FAINT, links.url(id_))
            yield Piece(">", Paint.FAINT)
    if remark.against not in told:
        yield Piece(f"; not drafted: {header_text(remark.against)}", Paint.FAINT)
