"""A mail's text and files, row by row, with notes and comments at the rows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import LineKind
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Patch
    from reviewbot.report.page.notes import Note
    from reviewbot.report.page.said import Said

_KINDS = {LineKind.ADDED: "add", LineKind.REMOVED: "del", LineKind.CONTEXT: "ctx"}
_UNSAID = ("diff --git ", "index ", "--- ", "+++ ")  # of a file's header: its title has it all


@frozen
class Row:
    """A body line. ``kind``: add, del, ctx, hunk or text; ``old`` and ``new`` are line numbers.

    ``anchor`` is empty where nothing leads to it.
    """

    anchor: str
    kind: str
    old: str
    new: str
    text: str
    notes: Sequence[Note] = ()
    said: Sequence[Said] = ()


@frozen
class Block:
    """Rows that belong together: a file's, or a part of a mail's text (``title`` empty).

    ``left_out`` rows are not shown, for the page is long.
    """

    title: str
    added: int
    removed: int
    rows: tuple[Row, ...]
    left_out: int = 0

    @property
    def notes(self) -> int:
        """How many findings it has."""
        return sum(len(row.notes) for row in self.rows)

    @property
    def said(self) -> int:
        """How many comments it has."""
        return sum(len(row.said) for row in self.rows)


@frozen
class Margin:
    """What stands beside the lines of a mail, by body line; ``linked`` are those led to."""

    anchor: str
    notes: Mapping[int, Sequence[Note]]
    said: Mapping[int, Sequence[Said]]
    linked: frozenset[int]


def blocks_of(mail: Patch, margin: Margin) -> Iterator[Block]:
    """The parts of a mail, in their order."""
    files = _files(mail)

    def file_of(line: int) -> int:
        return files.get(line, -1)

    for index, numbers in groupby(range(1, len(mail.message.lines) + 1), file_of):
        file = mail.files[index] if index >= 0 else None
        rows = [(line, _row(mail, line, margin)) for line in numbers]
        if file:
            lines = [line for hunk in file.hunks for line in hunk.lines]
            yield Block(
                title=_title(file),
                added=sum(line.kind is LineKind.ADDED for line in lines),
                removed=sum(line.kind is LineKind.REMOVED for line in lines),
                rows=tuple(row for _, row in rows if _is_marked(row) or not _is_unsaid(row)),
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


def _is_marked(row: Row) -> bool:
    return bool(row.notes or row.said)


def _is_unsaid(row: Row) -> bool:
    return row.kind == "text" and row.text.startswith(_UNSAID)


def _text(rows: Sequence[tuple[int, Row]], mail: Patch) -> tuple[Row, ...]:
    """A part of the mail's text, without blank lines around it and the signature."""
    kept = [row for line, row in rows if _is_marked(row) or line not in mail.body.signature]
    filled = [at for at, row in enumerate(kept) if row.text.strip() or _is_marked(row)]
    return tuple(kept[filled[0] : filled[-1] + 1]) if filled else ()


def _row(mail: Patch, number: int, margin: Margin) -> Row:
    file, line = mail.anchors.get(number, (None, None))
    notes, said = margin.notes.get(number, ()), margin.said.get(number, ())
    anchor = f"{margin.anchor}l{number}" if notes or said or number in margin.linked else ""
    if line is not None:
        return _code(line, anchor, notes, said)
    text = visible(mail.message.line(number))
    kind = "hunk" if file and text.startswith("@@") else "text"
    return Row(anchor, kind, "", "", text, notes, said)


def _code(line: DiffLine, anchor: str, notes: Sequence[Note], said: Sequence[Said]) -> Row:
    text = line.kind.value + visible(line.text)
    old, new = (str(number or "") for number in (line.old, line.new))
    return Row(anchor, _KINDS[line.kind], old, new, text, notes, said)


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
