"""What a page shows of a review: mails, their text and files line by line, notes at the lines.

All text is made ``visible`` here; it is escaped where it is put into HTML.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count as counter
from itertools import groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import LineKind
from reviewbot.report.people import person
from reviewbot.report.summary import first, place, why_not
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import DiffLine, FileDiff, Patch
    from reviewbot.model.review import Coverage, Reference, Review
    from reviewbot.model.series import Series

_KINDS = {LineKind.ADDED: "add", LineKind.REMOVED: "del", LineKind.CONTEXT: "ctx"}
_UNSAID = ("diff --git ", "index ", "--- ", "+++ ")  # of a file's header: its title has it all


@frozen
class Paragraph:
    """What a finding says, in one line to fill; or lines of code as they are."""

    is_code: bool
    text: str


@frozen
class Note:
    """A finding at its line. ``why_not`` is empty where it is drafted; ``related`` are links.

    ``line`` is that of the file, else of the mail; ``id`` is what ``reviewbot feedback`` takes.
    ``briefly`` is why not, for a list.
    """

    anchor: str
    line: int
    id: str
    check: str
    severity: str
    place: str
    first: str
    text: tuple[Paragraph, ...]
    why_not: str
    briefly: str
    related: tuple[tuple[str, str], ...]


@frozen
class Row:
    """A body line. ``kind``: add, del, ctx, hunk or text; ``old`` and ``new`` are line numbers."""

    anchor: str
    kind: str
    old: str
    new: str
    text: str
    notes: tuple[Note, ...]


@frozen
class Block:
    """Rows that belong together: a file's, or a part of a mail's text (``title`` empty)."""

    title: str
    added: int
    removed: int
    rows: tuple[Row, ...]

    @property
    def notes(self) -> int:
        """How many findings it has."""
        return sum(len(row.notes) for row in self.rows)


@frozen
class Reply:
    """A draft as it would be sent."""

    subject: str
    headers: tuple[tuple[str, str], ...]
    body: str


@frozen
class Sheet:
    """A mail: its cover or patch."""

    anchor: str
    subject: str
    author: str
    date: str
    message_id: str
    remark: str
    blocks: tuple[Block, ...]
    replies: tuple[Reply, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its findings, top to bottom."""
        return tuple(note for block in self.blocks for row in block.rows for note in row.notes)


def sheets(review: Review) -> tuple[tuple[Series, tuple[Sheet, ...]], ...]:
    """Each series with its mails."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in review.findings:
        findings[finding.message_id].append(finding)
    drafts: dict[str, list[Draft]] = defaultdict(list)
    for draft in review.drafts:
        drafts[draft.in_reply_to].append(draft)
    numbers = counter(1)

    def sheet(mail: Patch) -> Sheet:
        anchor = f"m{next(numbers)}"
        message = mail.message
        notes = _notes(findings[message.message_id], mail, anchor, review)
        drafted = any(not note.why_not for here in notes.values() for note in here)
        mine = drafts[mail.answer_to.message_id]  # of two quoted in one mail, each has its own
        return Sheet(
            anchor=anchor,
            subject=header_text(message.subject) or "(no subject)",
            author=person(message.author),
            date=message.date.strftime("%Y-%m-%d %H:%M %z") if message.date else "",
            message_id=header_text(message.message_id),
            remark=_remark(mail, review.known.get(message.message_id), review.tree),
            blocks=tuple(_blocks(mail, anchor, notes)),
            replies=(_reply(mine.pop(0)),) if drafted and mine else (),
        )

    return tuple((series, tuple(sheet(mail) for mail in series.mails)) for series in review.series)


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


def _notes(
    findings: Sequence[Finding], mail: Patch, anchor: str, review: Review
) -> Mapping[int, list[Note]]:
    """The notes by body line; the worst first."""
    notes: dict[int, list[Note]] = defaultdict(list)
    ordered = sorted(findings, key=lambda f: (f.body_line, -f.severity, f.check))
    for number, finding in enumerate(ordered, 1):
        notes[finding.body_line].append(
            Note(
                anchor=f"{anchor}f{number}",
                line=finding.line or finding.body_line,
                id=finding.id,
                check=finding.check,
                severity=finding.severity.name.lower(),
                place=place(finding, review),
                first=first(finding.text),
                text=tuple(_paragraphs(finding.text)),
                why_not="" if finding.drafted else why_not(finding),
                briefly="raised" if finding.raised_by else why_not(finding),
                related=tuple(
                    (f"{anchor}l{each.at}", f"{_at(mail, each.at)}: {header_text(each.note)}")
                    for each in finding.related
                ),
            )
        )
    return notes


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """A comment as it was before it was filled for a mail."""
    for kind, group in groupby(text.split("\n"), _kind):
        lines = [visible(line) for line in group]
        if kind == "code":
            yield Paragraph(is_code=True, text=dedent("\n".join(lines)))
        elif kind:
            yield Paragraph(is_code=False, text=" ".join(lines))


def _kind(line: str) -> str:
    """Of a line of a comment: ``code``, ``prose`` or empty."""
    if not line.strip():
        return ""
    return "code" if line.startswith((" ", "\t")) else "prose"


def _at(mail: Patch, body_line: int) -> str:
    file, line = mail.anchors.get(body_line, (None, None))
    if file is None or line is None:
        return f"line {body_line} of the mail"
    return f"{header_text(file.path)}:{line.new or line.old}"


def _blocks(mail: Patch, anchor: str, notes: Mapping[int, list[Note]]) -> Iterator[Block]:
    files = _files(mail)

    def file_of(line: int) -> int:
        return files.get(line, -1)

    for index, numbers in groupby(range(1, len(mail.message.lines) + 1), file_of):
        file = mail.files[index] if index >= 0 else None
        rows = [_row(mail, line, anchor, notes.get(line, ())) for line in numbers]
        if file:
            lines = [line for hunk in file.hunks for line in hunk.lines]
            yield Block(
                title=_title(file),
                added=sum(line.kind is LineKind.ADDED for line in lines),
                removed=sum(line.kind is LineKind.REMOVED for line in lines),
                rows=tuple(r for r in rows if r.notes or not _is_unsaid(r)),
            )
        elif shown := _text(rows, mail):
            yield Block("", 0, 0, shown)


def _files(mail: Patch) -> dict[int, int]:
    """Body line → index of the file whose diff it is part of."""
    found: dict[int, int] = {}
    for index, file in enumerate(mail.files):
        later = mail.files[index + 1 : index + 2]
        stop = later[0].body_line if later else len(mail.message.lines) + 1
        after = _last(file) + 1
        if file.hunks:  # "\\ No newline at end of file" is no line of its own
            more = after < stop and mail.message.line(after).startswith("\\")
            after += more
        else:  # renamed, binary, or only its mode: the rest of the header
            while after < stop and mail.message.line(after).strip():
                after += 1
        found |= dict.fromkeys(range(file.body_line, after), index)
    return found


def _last(file: FileDiff) -> int:
    if not file.hunks:
        return file.body_line
    hunk = file.hunks[-1]
    return hunk.lines[-1].body_line if hunk.lines else hunk.body_line


def _is_unsaid(row: Row) -> bool:
    return row.kind == "text" and row.text.startswith(_UNSAID)


def _text(rows: Sequence[Row], mail: Patch) -> tuple[Row, ...]:
    """A part of the mail's text, without blank lines around it and the signature."""
    signature = {f"l{line}" for line in mail.body.signature}
    kept = [r for r in rows if r.notes or "l" + r.anchor.rpartition("l")[2] not in signature]
    filled = [index for index, row in enumerate(kept) if row.text.strip() or row.notes]
    return tuple(kept[filled[0] : filled[-1] + 1]) if filled else ()


def _row(mail: Patch, number: int, anchor: str, notes: Sequence[Note]) -> Row:
    file, line = mail.anchors.get(number, (None, None))
    text = visible(mail.message.line(number))
    name = f"{anchor}l{number}"
    if line is not None:
        return _code(line, name, notes)
    kind = "hunk" if file and text.startswith("@@") else "text"
    return Row(name, kind, "", "", text, tuple(notes))


def _code(line: DiffLine, name: str, notes: Sequence[Note]) -> Row:
    text = line.kind.value + visible(line.text)
    old, new = (str(number or "") for number in (line.old, line.new))
    return Row(name, _KINDS[line.kind], old, new, text, tuple(notes))


def _title(file: FileDiff) -> str:
    """The path, and what became of the file besides its lines."""
    title = header_text(file.path)
    if file.old_path and file.new_path and file.old_path != file.new_path:
        what = "copied" if file.is_copy else "renamed"
        title = f"{header_text(file.old_path)} → {title} ({what})"
    elif not file.old_path:
        title += " (new)"
    elif not file.new_path:
        title += " (deleted)"
    return title + (" (binary)" if file.is_binary else "")


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
    return Reply(subject, shown, _lines(draft.body))


def _lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))
