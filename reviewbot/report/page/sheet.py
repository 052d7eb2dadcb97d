"""A mail as a sheet of the page: its parts, what became of it, what is to be answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import count as counter
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.report.page.blocks import Block, Margin, blocks_of
from reviewbot.report.page.mailto import Mailto, mailto
from reviewbot.report.page.notes import notes_of
from reviewbot.report.page.room import fitted
from reviewbot.report.page.said import Comments
from reviewbot.report.page.since import since
from reviewbot.report.people import person
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Coverage, Reference, Review
    from reviewbot.model.series import Series
    from reviewbot.report.page.notes import Note
    from reviewbot.report.page.said import Placed, Said
    from reviewbot.report.page.since import Since

SEVERITIES = ("error", "warning", "note")  # the worst first


@frozen
class Reply:
    """A draft as it would be sent."""

    subject: str
    headers: tuple[tuple[str, str], ...]
    body: str
    mailto: Mailto


@frozen
class Sheet:
    """A mail: its cover or patch.

    ``said`` is about all of it, ``gone`` are comments on an earlier revision whose lines are gone,
    ``unsaid`` is how many comments are not shown.
    """

    anchor: str
    subject: str
    author: str
    date: str
    message_id: str
    remark: str
    said: Sequence[Said]
    gone: Sequence[Said]
    unsaid: int
    blocks: tuple[Block, ...]
    replies: tuple[Reply, ...]
    is_cover: bool = False
    since: Since | None = None

    @property
    def notes(self) -> tuple[Note, ...]:
        """The findings, top to bottom."""
        return tuple(note for block in self.blocks for row in block.rows for note in row.notes)

    @property
    def severities(self) -> list[tuple[str, int]]:
        """How many findings it has of each severity it has any of."""
        found = Counter(note.severity for note in self.notes)
        return [(name, found[name]) for name in SEVERITIES if found[name]]

    @property
    def comments(self) -> int:
        """How many comments were made."""
        return (
            self.unsaid + len(self.said) + len(self.gone) + sum(block.said for block in self.blocks)
        )


def sheets(review: Review) -> list[tuple[Series, list[Sheet]]]:
    """Each series with its mails, as far as the page has room for them."""
    made = _Sheets(review)
    return fitted([(series, list(made.of(series))) for series in review.series])


class _Sheets:
    """Makes the sheets of a review, numbered as they come."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._numbers = counter(1)
        self._findings: Mapping[str, list[Finding]] = defaultdict(list)
        for finding in review.findings:
            self._findings[finding.message_id].append(finding)
        self._drafts: Mapping[str, list[Draft]] = defaultdict(list)
        for draft in review.drafts:
            self._drafts[draft.in_reply_to].append(draft)

    def of(self, series: Series) -> Iterator[Sheet]:
        """The sheets of one series."""
        prior = self._review.prior(series)
        comments = Comments(series, prior)
        for mail in series.mails:
            sheet = self._sheet(mail, comments.of(mail))
            yield replace(sheet, is_cover=mail is series.cover, since=since(mail, prior))

    def _sheet(self, mail: Patch, said: Placed) -> Sheet:
        anchor, message, review = f"m{next(self._numbers)}", mail.message, self._review
        findings = self._findings[message.message_id]
        notes = notes_of(findings, mail, anchor, review.people)
        linked = frozenset(each.at for finding in findings for each in finding.related)
        return Sheet(
            anchor=anchor,
            subject=header_text(message.subject) or "(no subject)",
            author=person(message.author),
            date=message.date.strftime("%Y-%m-%d %H:%M %z") if message.date else "",
            message_id=header_text(message.message_id),
            remark=_remark(mail, review.known.get(message.message_id), review.tree),
            said=said.at.get(0, ()),
            gone=said.gone,
            unsaid=said.left_out,
            blocks=tuple(blocks_of(mail, Margin(anchor, notes, said.at, linked))),
            replies=self._replies(mail, notes),
        )

    def _replies(self, mail: Patch, notes: Mapping[int, Sequence[Note]]) -> tuple[Reply, ...]:
        """The draft on a mail; of two patches quoted in one mail, each has its own."""
        drafted = any(not note.why_not for here in notes.values() for note in here)
        drafts = self._drafts[mail.answer_to.message_id]
        return (_reply(drafts.pop(0)),) if drafted and drafts else ()


def _remark(mail: Patch, known: Coverage | None, tree: Reference | None) -> str:
    """Note if the patch is only known from a quote, and at which level its files were seen."""
    parts = []
    if mail.quote:
        whole = "" if mail.quote.is_whole else ", in part"
        parts.append(f"only known from the quote in <{mail.quote.message.message_id}>{whole}")
    if known and mail.files and tree:  # without one, that is said at the top
        why = f" ({'; '.join(known.reasons)})" if known.reasons else ""
        parts.append(f"context: {known.level}{why}")
    return header_text("; ".join(parts))


def _reply(draft: Draft) -> Reply:
    subject = header_text(draft.subject)
    headers = [
        ("To", ", ".join(person(address) for address in draft.to)),
        ("Cc", ", ".join(person(address) for address in draft.cc)),
        ("Subject", subject),
    ]
    if draft.references:  # else the mail has no id that a reply could name
        headers.append(("In-Reply-To", f"<{header_text(draft.in_reply_to)}>"))
    shown = tuple((name, text) for name, text in headers if text)
    body = "\n".join(visible(line) for line in draft.body.split("\n"))
    return Reply(subject, shown, body, mailto(draft))
