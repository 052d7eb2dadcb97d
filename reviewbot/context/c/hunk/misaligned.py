"""Added lines that do not begin where the parenthesis they are in would have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_STRING
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.model.finding import Confidence
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.wrapped import Wrapped

_ENOUGH = 10  # lines that show a habit
_MOSTLY = 0.9  # of them are aligned
_OFTEN = 0.7  # of them are, where one that begins right of the place is no style of its own
_MANY = 0.4  # of them are, where all that are not are told once one of them is
_PARTS = frozenset((",", "(", "&&", "||"))  # what is above; behind others stands part of a value
_TESTS = frozenset(("&&", "||"))  # whose operands may stand two tabs further in
_SLIP = 2  # columns; more is another way to indent


def misaligned(inside: Sequence[Wrapped]) -> Iterator[tuple[Wrapped, Confidence]]:
    """The added lines of a file that are not aligned, and how sure it is that they should be."""
    added = [line for line in inside if line.line.kind is ADDED]
    tight = _tight(inside) if added else set()
    lines = [line for line in inside if _counts(line) and line.place not in tight] if added else []
    aligned = sum(line.indent == line.wanted for line in lines)
    is_habit = len(lines) >= _ENOUGH and aligned >= _MOSTLY * len(lines)
    for line in added:
        is_off = line.indent != line.wanted and line.place not in tight and _counts(line)
        if is_off and (is_habit or _is_slip(line)):
            yield line, Confidence.HIGH
        elif _is_beyond(line) and aligned >= _OFTEN * len(lines):
            yield line, Confidence.MODERATE


def with_like(off: Sequence[Wrapped], inside: Sequence[Wrapped]) -> Sequence[Wrapped]:
    """Added lines that are not aligned for sure, and beside them the others of a file that aligns many.

    Who is told of one should hear of all: also of strings and of those that have tabs alone.
    """
    tight = _tight(inside) if off else set()
    like = [
        line
        for line in (inside if off else ())
        if _has_place(line) and line.before not in _TESTS and line.place not in tight
    ]
    others = [line for line in like if line.indent != line.wanted]
    if len(like) - len(others) < _MANY * len(like):
        return off
    every = {*off, *(line for line in others if line.line.kind is ADDED)}
    return [line for line in inside if line in every]


def _tight(inside: Sequence[Wrapped]) -> set[tuple[int, int | None]]:
    """The parentheses in which a line has no room to be aligned."""
    return {line.place for line in inside if not _fits(line)}


def _has_place(line: Wrapped) -> bool:
    """Whether there is one place for it to be aligned with."""
    is_plain = line.depth == 1 and line.before in _PARTS and not line.line.text.endswith("\\")
    return is_plain and line.wanted is not None


def _counts(line: Wrapped) -> bool:
    """Whether that is so, and it is no string, which many let stand further left."""
    return _has_place(line) and line.first.kind is not A_STRING


def _fits(line: Wrapped) -> bool:
    """Whether there is room for it where it would be aligned, or it begins right of that now."""
    wanted = line.wanted or 0
    return wanted + line.width <= COLUMNS or wanted <= line.indent


def _is_beyond(line: Wrapped) -> bool:
    """Whether it begins right of where it would be aligned."""
    is_plain = line.before in _PARTS and not line.line.text.endswith("\\")
    return is_plain and line.wanted is not None and line.indent > line.wanted


def _is_slip(line: Wrapped) -> bool:
    """Whether it is nearly aligned, and not indented by tabs alone, which is another style."""
    return abs(line.indent - (line.wanted or 0)) <= _SLIP and " " in margin(line.line.text)
