"""A patch mail: subject, spans of the body, files, hunks and lines."""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from reviewbot.frozen import frozen
from reviewbot.lazy import lazy
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.mail import Message


@frozen
class Subject:
    """A subject line taken apart.

    ``title`` is what would be the commit's subject. ``tags`` are the words of the brackets that
    are neither a version nor a number, as written (``RFC``, ``PATCH``, ``net-next``). ``is_pull``
    tells that it asks to pull a branch, so that no diff below it is a submission.
    ``is_versioned`` tells that a bracket names the ``revision``; of the patches of a series it is
    the one the series has. ``index``/``expected`` are the ``n/m`` (``None`` where there is none;
    0 is a cover). ``inserted`` is 5 for ``1.5/2`` and 2 for ``1b/2``: such a patch, put in later,
    comes after patch ``index``.
    """

    text: str
    title: str
    tags: tuple[str, ...] = ()
    is_reply: bool = False
    is_patch: bool = False
    is_pull: bool = False
    is_rfc: bool = False
    is_resend: bool = False
    revision: int = 1
    is_versioned: bool = False
    index: int | None = None
    inserted: int = 0
    expected: int | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it comes in its series; what has no number is the first."""
        return (1 if self.index is None else self.index, self.inserted)

    @property
    def is_cover(self) -> bool:
        """Whether it is numbered as a cover: ``0/3``, but not ``0.5/3``, a patch put in before the first."""
        return self.index == 0 and not self.inserted

    @property
    def label(self) -> str:
        """``2/3``, ``1.5/2``: how people call it; empty where it has no number."""
        part = f".{self.inserted}" if self.inserted else ""
        return "" if self.index is None else f"{self.index}{part}/{self.expected}"


@frozen
class Span:
    """Body lines ``start`` up to but not including ``stop``, both 1-based."""

    start: int
    stop: int

    def __contains__(self, line: int) -> bool:
        return self.start <= line < self.stop

    def __bool__(self) -> bool:
        return self.stop > self.start

    def __len__(self) -> int:
        return max(self.stop - self.start, 0)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.stop))


@frozen
class Body:
    """The spans of a patch mail's body, in this order; an absent one is empty.

    Git's own terms (git-format-patch(1), git-mailinfo(1)): in-body headers, commit log,
    trailers, notes below ``---``, diffstat, diff, signature below ``-- ``.
    """

    headers: Span
    log: Span
    trailers: Span
    notes: Span
    diffstat: Span
    diff: Span
    signature: Span


class LineKind(enum.Enum):
    """The marker of a diff line."""

    __hash__ = object.__hash__  # that of enum is a function of Python, and asked for each line

    ADDED = "+"
    REMOVED = "-"
    CONTEXT = " "


ADDED, REMOVED, CONTEXT = LineKind  # to look one up in its class takes ten times as long


class DiffLine:
    """One line of a hunk, that equals itself only.

    ``text`` is without marker. ``old`` and ``new`` are 1-based lines of the pre- and the
    post-image, ``None`` on the side the line is not part of. ``eol`` is false where the file ends
    in this line, without a newline. No frozen dataclass and no tuple with names, for there are many: it
    is made in half of the time, and so are its fields read. Nobody changes one.
    """

    __slots__ = ("body_line", "eol", "kind", "new", "old", "text")

    def __init__(  # noqa: PLR0913, PLR0917  it is what there is of a line
        self,
        kind: LineKind,
        text: str,
        body_line: int,
        old: int | None,
        new: int | None,
        eol: bool = True,  # noqa: FBT001, FBT002  see above: told by its place
    ) -> None:
        self.kind = kind
        self.text = text
        self.body_line = body_line
        self.old = old
        self.new = new
        self.eol = eol

    def __repr__(self) -> str:
        return f"DiffLine({self.kind}, {self.text!r}, {self.body_line}, {self.old}, {self.new}, {self.eol})"


@frozen(slots=False, eq=False)
class Hunk:
    """One ``@@`` block, equal to itself only; ``section`` is the text behind the second ``@@``."""

    body_line: int
    old_start: int
    old_count: int
    new_start: int
    new_count: int
    section: str
    lines: tuple[DiffLine, ...]

    @lazy
    def pre(self) -> tuple[DiffLine, ...]:
        """The hunk's part of the pre-image."""
        return tuple(line for line in self.lines if line.kind is not ADDED)

    @lazy
    def post(self) -> tuple[DiffLine, ...]:
        """The hunk's part of the post-image."""
        return tuple(line for line in self.lines if line.kind is not REMOVED)

    @lazy
    def words(self) -> frozenset[str]:
        """The words of the post-image: what is not among them no closer look will find."""
        return self.added_words.union(words_in(self._text_of(CONTEXT)))

    @lazy
    def added_words(self) -> frozenset[str]:
        """The words of the added lines."""
        return frozenset(words_in(self.added_text))

    @lazy
    def removed_words(self) -> frozenset[str]:
        """The words of the removed lines: what the patch puts there may have been there before."""
        return frozenset(words_in(self.removed_text))

    @lazy
    def removed_text(self) -> str:
        """The removed lines as they are."""
        return self._text_of(REMOVED)

    @lazy
    def added_text(self) -> str:
        """The added lines as they are."""
        return self._text_of(ADDED)

    def _text_of(self, kind: LineKind) -> str:
        return "\n".join([line.text for line in self.lines if line.kind is kind])


@frozen(slots=False, eq=False)
class FileDiff:
    """The change of one file; equal to itself only, for a diff may have two files of one path.

    Paths are without ``a/``/``b/`` and ``None`` where git says ``/dev/null``. They come from a
    mail: never open one. Blob ids are the abbreviated ids of the ``index`` line, ``""`` if absent.
    """

    body_line: int
    old_path: str | None
    new_path: str | None
    old_blob: str
    new_blob: str
    old_mode: str
    new_mode: str
    is_rename: bool
    is_copy: bool
    is_binary: bool
    hunks: tuple[Hunk, ...]

    @property
    def path(self) -> str:
        """The path after the patch, or before it where the file is deleted."""
        return self.new_path or self.old_path or ""

    @property
    def is_c(self) -> bool:
        """Whether this is C source or a C header, by its name."""
        return self.path.endswith((".c", ".h"))

    def hunk_of(self, line: DiffLine) -> tuple[Hunk, int]:
        """The hunk one of its lines is in, and the index it has there."""
        hunk = self.hunks[bisect_right(self.hunks, line.body_line, key=_body_line) - 1]
        return hunk, bisect_right(hunk.lines, line.body_line, key=_body_line) - 1

    def added(self) -> Iterator[DiffLine]:
        """The added lines, in order."""
        return self._lines(ADDED)

    def removed(self) -> Iterator[DiffLine]:
        """The removed lines, in order."""
        return self._lines(REMOVED)

    def _lines(self, kind: LineKind) -> Iterator[DiffLine]:
        for hunk in self.hunks:
            for line in hunk.lines:
                if line.kind is kind:
                    yield line


@frozen(slots=False)
class Quote:
    """Where a patch that is only known from a reply was read.

    ``message`` is the reply; ``lines`` has, for each body line of the patch, the body line of
    the reply that quotes it. ``is_whole`` tells that the diff is all there, as its own diffstat
    counts it.
    """

    message: Message
    lines: tuple[int, ...]
    is_whole: bool


@frozen(slots=False)
class Patch:
    """A message with what it carries: a patch, or a cover (``files`` empty).

    Where ``quote`` is set the mail itself is not there: ``message`` is what a reply quotes of it.
    """

    message: Message
    subject: Subject
    body: Body
    files: tuple[FileDiff, ...]
    quote: Quote | None = None

    @property
    def answer_to(self) -> Message:
        """The mail a comment on this patch replies to: itself, or the reply that quotes it."""
        return self.quote.message if self.quote else self.message

    def line_there(self, line: int) -> int:
        """The body line of ``answer_to`` that shows body line ``line`` of the patch."""
        return self.quote.lines[line - 1] if self.quote else line

    @lazy
    def change(self) -> frozenset[tuple[str, LineKind, str]]:
        """The paths with the lines of their hunks: equal for a patch that is posted once more."""
        return frozenset(
            (file.path, line.kind, line.text)
            for file in self.files
            for hunk in file.hunks
            for line in hunk.lines
        )

    @lazy
    def anchors(self) -> Mapping[int, tuple[FileDiff, DiffLine | None]]:
        """Body line → the file and diff line there (``None`` on file and hunk headers)."""
        return _Anchors(self.files)


class _Anchors(Mapping[int, tuple[FileDiff, DiffLine | None]]):
    """Looked up by bisection: of a large patch only a few lines are asked for."""

    def __init__(self, files: tuple[FileDiff, ...]) -> None:
        self._files = files

    def __getitem__(self, line: int) -> tuple[FileDiff, DiffLine | None]:
        file = _last(self._files, line)
        if file is None:
            raise KeyError(line)
        hunk = _last(file.hunks, line)
        if hunk is None or line == hunk.body_line:
            if line == file.body_line or file.hunks:
                return file, None
            raise KeyError(line)
        found = _last(hunk.lines, line)
        if found is None or found.body_line != line:
            raise KeyError(line)
        return file, found

    def __iter__(self) -> Iterator[int]:
        for file in self._files:
            yield file.body_line
            if file.hunks:
                yield from range(file.body_line + 1, file.hunks[0].body_line)
            for hunk in file.hunks:
                yield hunk.body_line
                yield from (line.body_line for line in hunk.lines)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_At = TypeVar("_At")
_body_line = attrgetter("body_line")


def _last(parts: Sequence[_At], line: int) -> _At | None:
    """The last part that starts at or above a body line."""
    index = bisect_right(parts, line, key=_body_line)
    return parts[index - 1] if index else None
