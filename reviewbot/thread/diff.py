"""Diffs to files, hunks and lines with body line numbers; the only importer of unidiff.

unidiff is given one file at a time and nothing but diff lines: prose between diffs makes it see
phantom files, and one bad hunk would cost the whole patch. It reads the headers and checks the
counts; the lines, of which each must know its body line, are made here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from unidiff.patch import PatchedFile, PatchSet

from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED, CONTEXT, REMOVED, DiffLine, FileDiff, Hunk, Span
from reviewbot.regex import regex
from reviewbot.thread.paths import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.thread.paths import Names

_STARTS = ("diff --git ", "--- ")
_GIT = regex(r"diff --git \S")
_OLD = regex(r"--- \S")
_NEW = regex(r"\+\+\+ \S")
_HUNK_LIKE = regex(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_LINE = r"([0-9]{1,9})"  # of a file: no file of an honest mail has more
_HUNK = regex(rf"@@ -{_LINE}(?:,{_LINE})? \+{_LINE}(?:,{_LINE})? @@")
_EXTENDED = regex(
    r"(?:index [0-9a-f]|(?:old|new) mode |(?:new|deleted) file mode |(?:dis)?similarity index "
    r"|(?:rename|copy) (?:from|to) |Binary files |GIT binary patch)"
)
_INDEX = regex(r"index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: (\d{6}))?")
_KINDS = {"+": ADDED, "-": REMOVED, " ": CONTEXT}
_ABOVE = regex(r"Index: \S|={60,}$|diff -\S+ ")  # what quilt and diff(1) write above a file
_CUT_OFF = 2  # empty context lines a mailer may take from the end of a mail
_COUNTS = {"": (1, 1), " ": (1, 1), "+": (0, 1), "-": (1, 0), "\\": (0, 0)}  # old and new lines


@frozen
class BrokenFile:
    """A file of a diff that cannot be parsed: most often wrapped by the sender's mailer."""

    path: str
    body_line: int
    reason: str


@frozen
class _Piece:
    """Body lines of one file's diff; ``fault`` is what the counts of a hunk revealed."""

    span: Span
    fault: str


def find_diff(lines: Sequence[str]) -> Span:
    """From the first file header that has a hunk or extended headers to the last diff line."""
    start = stop = 0
    for piece in _pieces(lines, Span(1, len(lines) + 1)):
        start = start or piece.span.start
        stop = piece.span.stop
    while start > 1 and _ABOVE.match(lines[start - 2]):
        start -= 1
    return Span(start, stop) if start else Span(len(lines) + 1, len(lines) + 1)


def cut_off(lines: Sequence[str]) -> int:
    """How many empty context lines are missing at the end of a mail: some mailers strip them."""
    at = len(lines)
    while at and lines[at - 1][:1] in _COUNTS:
        at -= 1
    header = _HUNK.match(lines[at - 1]) if at else None
    if not header:
        return 0
    old, new = (int(count) if count else 1 for count in header.group(2, 4))
    for line in lines[at:]:
        counts = _COUNTS[line[:1]]
        old, new = old - counts[0], new - counts[1]
    return old if old == new and 0 < old <= _CUT_OFF else 0


def read_diff(
    lines: Sequence[str], span: Span
) -> tuple[tuple[FileDiff, ...], tuple[BrokenFile, ...]]:
    """Parse the files whose diffs stand in ``span`` of the body ``lines``."""
    whole: list[tuple[PatchedFile, list[str], int]] = []
    broken: list[BrokenFile] = []
    for piece in _pieces(lines, span):
        text = [lines[number - 1].removesuffix("\r") for number in piece.span]
        fault = piece.fault
        parsed: list[PatchedFile] = []
        if not fault:
            try:
                parsed = list(PatchSet((line + "\n" for line in text), metadata_only=True))
            except Exception as error:  # noqa: BLE001  whatever a file makes it raise, the others are read
                fault = str(error).strip().partition("\n")[0] or type(error).__name__
            else:
                fault = "" if len(parsed) == 1 else f"{len(parsed)} files where one was expected"
        if fault:
            old, new = paths([text[: _first_hunk(text)]])[0]
            broken.append(BrokenFile(new or old or text[0], piece.span.start, fault))
        else:
            whole.append((parsed[0], text, piece.span.start))
    names = paths(text[: _first_hunk(text)] for _, text, _ in whole)
    files = (_file(*one, name) for one, name in zip(whole, names, strict=True))
    return tuple(files), tuple(broken)


def _pieces(lines: Sequence[str], span: Span) -> Iterator[_Piece]:
    """The diff of one file after the other, prose between them left out."""
    number = span.start
    while number < span.stop:
        if lines[number - 1].startswith(_STARTS) and _starts_file(lines, number, span.stop):
            piece = _one_file(lines, number, span.stop)
            number = piece.span.stop
            yield piece
        else:
            number += 1


def _starts_file(lines: Sequence[str], number: int, stop: int) -> bool:
    line = lines[number - 1]
    following = lines[number : min(number + 2, stop - 1)]
    if _GIT.match(line):
        return bool(following) and bool(_EXTENDED.match(following[0]) or _OLD.match(following[0]))
    return bool(
        _OLD.match(line)
        and len(following) == 2  # noqa: PLR2004  the +++ and the @@ line
        and _NEW.match(following[0])
        and _HUNK_LIKE.match(following[1])
    )


def _one_file(lines: Sequence[str], start: int, stop: int) -> _Piece:
    """Headers, then hunks as long as their counts say."""
    number = start + 1
    while number < stop and _is_header(lines[number - 1]):
        if lines[number - 1].startswith("GIT binary patch"):
            return _Piece(Span(start, _end_of_binary(lines, number, stop)), "")
        number += 1
    while number < stop and lines[number - 1].startswith("@@"):
        number, fault = _one_hunk(lines, number, stop)
        if fault:
            return _Piece(Span(start, _resume(lines, number, stop)), fault)
    return _Piece(Span(start, number), "")


def _is_header(line: str) -> bool:
    return bool(_EXTENDED.match(line) or _OLD.match(line) or _NEW.match(line))


def _one_hunk(lines: Sequence[str], number: int, stop: int) -> tuple[int, str]:
    """The line after the hunk whose ``@@`` is at ``number``, and what is wrong with it."""
    header = _HUNK.match(lines[number - 1])
    if not header:
        return number, f"line {number} of the mail is not a hunk header git would accept"
    old, new = (int(count) if count else 1 for count in header.group(2, 4))
    number += 1
    while old > 0 or new > 0:
        line = lines[number - 1] if number < stop else "(end)"
        counts = _COUNTS.get(line[:1] if line[:1] != "\r" else line.rstrip("\r")[:1])
        if counts is None:
            return number, f"line {number} of the mail is not a diff line; was it wrapped?"
        old -= counts[0]
        new -= counts[1]
        number += 1
    if old < 0 or new < 0:
        return number, f"the hunk before line {number} of the mail is longer than its header says"
    if number < stop and lines[number - 1].startswith("\\ "):
        number += 1
    return number, ""


def _end_of_binary(lines: Sequence[str], number: int, stop: int) -> int:
    """A binary patch ends where the next file or the signature starts."""
    while number < stop and not _GIT.match(lines[number - 1]) and lines[number - 1] != "-- ":
        number += 1
    return number


def _resume(lines: Sequence[str], number: int, stop: int) -> int:
    """Where to look for the next file after a broken one."""
    while number < stop and not _starts_file(lines, number, stop) and lines[number - 1] != "-- ":
        number += 1
    return number


def _file(parsed: PatchedFile, text: Sequence[str], start: int, names: Names) -> FileDiff:
    info = text[: _first_hunk(text)]
    index = next(filter(None, map(_INDEX.match, info)), None)
    blobs = index.group(1, 2) if index else ("", "")
    return FileDiff(
        body_line=start,
        old_path=names[0],
        new_path=names[1],
        old_blob=blobs[0],
        new_blob=blobs[1],
        old_mode=parsed.source_mode or "",
        new_mode=parsed.target_mode or "",
        is_rename=any(line.startswith("rename from ") for line in info),
        is_copy=any(line.startswith("copy from ") for line in info),
        is_binary=parsed.is_binary_file,
        hunks=tuple(_hunks(parsed, text, start)),
    )


def _first_hunk(text: Sequence[str]) -> int:
    return next((i for i, line in enumerate(text) if line.startswith("@@ ")), len(text))


def _hunks(parsed: PatchedFile, text: Sequence[str], start: int) -> Iterator[Hunk]:
    headers = [i for i in range(_first_hunk(text), len(text)) if text[i].startswith("@@ ")]
    for hunk, (header, stop) in zip(parsed, pairwise([*headers, len(text)]), strict=True):
        lines = text[header + 1 : stop]
        yield Hunk(
            body_line=start + header,
            old_start=hunk.source_start,
            old_count=hunk.source_length,
            new_start=hunk.target_start,
            new_count=hunk.target_length,
            section=hunk.section_header,
            lines=tuple(
                _diff_lines(lines, start + header + 1, hunk.source_start, hunk.target_start)
            ),
        )


def _diff_lines(text: Sequence[str], number: int, old: int, new: int) -> Iterator[DiffLine]:
    """The lines of a hunk; ``number`` is the body line of the first."""
    following = (*(line.startswith("\\ ") for line in text[1:]), False)
    for line, is_last in zip(text, following, strict=True):
        kind = _KINDS.get(line[:1], CONTEXT)  # an editor may have cut off the blank
        content = line[1:]
        if line.startswith("\\"):
            pass
        elif kind is ADDED:
            yield DiffLine(kind, content, number, None, new, not is_last)
            new += 1
        elif kind is REMOVED:
            yield DiffLine(kind, content, number, old, None, not is_last)
            old += 1
        else:
            yield DiffLine(kind, content, number, old, new, not is_last)
            old, new = old + 1, new + 1
        number += 1
