"""Comments at their lines, and the mail quoted around them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.reply.joint import is_one_statement
from reviewbot.reply.quote import Comment, quote
from reviewbot.reply.shown import lines_with_names, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.model.patch import LineKind, Patch
    from reviewbot.reply.point import Point


def quoted(
    mail: Patch, points: Iterable[Point], whole: Callable[[Point], str]
) -> tuple[tuple[tuple[int, str], ...], str]:
    """What is said below which line, and the mail quoted around it."""
    by_line: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        by_line[_end(mail, point)].append(point)
    _bring_together(by_line)
    comments = {
        line: Comment(
            text="\n\n".join(map(whole, here)),
            landmarks=_all_landmarks(mail, (line, *shows)),
            covers=_covered(here, line),
            shows=shows,
        )
        for line, here in by_line.items()
        for shows in [_shows(mail, here, line)]
    }
    text = quote(mail.message.lines, comments, mark="> > " if mail.quote else "> ")
    return tuple((line, comments[line].text) for line in sorted(comments)), text


def _end(mail: Patch, point: Point) -> int:
    """The line a point is said below: of a statement of C that goes on, the last."""
    at = point.at
    file, first = mail.anchors.get(at, (None, None))
    if file is None or first is None or not file.is_c:
        return at
    lines = statement(mail, at)
    is_whole = all(_kind(mail, line) is first.kind for line in lines)
    return lines[-1] if is_whole else at


def _kind(mail: Patch, at: int) -> LineKind | None:
    """Whether a line is added, removed or neither; nothing of what is no line of the diff."""
    _, line = mail.anchors.get(at, (None, None))
    return line.kind if line else None


def _bring_together(by_line: dict[int, list[Point]]) -> None:
    """Move what is said of a statement down to what else is said of it, a few lines below."""
    for upper, lower in pairwise(sorted(by_line)):
        if is_one_statement(by_line[upper][-1], by_line[lower][0]):
            by_line[lower] = by_line.pop(upper) + by_line[lower]


def _covered(points: Iterable[Point], line: int) -> tuple[int, ...]:
    """The lines up to one that the points speak of."""
    found = (
        at
        for one in points
        for point in (one, *one.joined)
        for at in (
            point.finding.body_line,
            *(each.at for each in point.finding.related if not each.again),
        )
    )
    return tuple(sorted({at for at in found if at <= line}))


def _shows(mail: Patch, points: Iterable[Point], line: int) -> tuple[int, ...]:
    """The lines with the names the points speak of."""
    return tuple(
        at
        for point in points
        for one in (point, *point.joined)
        for at in lines_with_names(mail, one.finding, point.text, line)
    )


def _all_landmarks(mail: Patch, lines: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({mark for line in lines for mark in _landmarks(mail, line)}))


def _landmarks(mail: Patch, line: int) -> tuple[int, ...]:
    """The lines that tell where a diff line stands: ``---``, ``+++`` and ``@@``.

    The ``diff --git`` and ``index`` lines say nothing these do not.
    """
    for file in mail.files:
        for hunk in file.hunks:
            last = hunk.lines[-1].body_line if hunk.lines else hunk.body_line
            if hunk.body_line <= line <= last:
                first = file.hunks[0].body_line
                return (first - 2, first - 1, hunk.body_line)
    return ()
