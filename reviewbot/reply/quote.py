"""Quotes a mail around comments, no more of it than the comments need.

Knows lines and comments, nothing of diffs. A gap is one line ``[...]`` of our own, unquoted:
the author did not write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.regex import regex
from reviewbot.thread.clean import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ABOVE = 5  # quoted lines right above a comment, the line commented on included
REACH = 8  # how far up a line the comment covers may stand to be quoted with it
GAP = "[...]"

_ITEM = regex(r"[ \t]*(?:[-*+o•]|\(?\d{1,2}[.)])[ \t]")


@frozen
class Comment:
    """What to say below a line.

    ``landmarks`` are the body lines above it that tell where it stands (file and hunk header);
    without any, the line is prose and its paragraph is quoted, or its item of a list. ``covers``
    are lines further up the comment speaks of; ``shows`` are those quoted however far up they are.
    """

    text: str
    landmarks: tuple[int, ...] = ()
    covers: tuple[int, ...] = ()
    shows: tuple[int, ...] = ()


def quote(lines: Sequence[str], comments: Mapping[int, Comment], mark: str = "> ") -> str:
    """The quoted lines with the comments below theirs (body lines, 1-based); ends in a newline.

    No line is quoted twice and nothing below the last comment. ``mark`` is deeper where the mail
    replied to is itself a quote of these lines.
    """
    out: list[str] = []
    last = 0  # the last body line quoted
    for at in sorted(comments):
        comment = comments[at]
        for number in _wanted(lines, at, comment, last):
            if not {last, number} <= {*comment.landmarks}:  # "@@" itself tells of a gap
                after_comment = bool(out) and not out[-1]
                out += _gap(lines, last, number, mark, after_comment=after_comment)
            out.append(_quoted(lines[number - 1], mark))
            last = number
        out += ["", *comment.text.split("\n"), ""]
    return "\n".join(out[:-1]) + "\n"


def _wanted(lines: Sequence[str], at: int, comment: Comment, last: int) -> list[int]:
    """The body lines to quote for one comment, those up to ``last`` being quoted already."""
    landmarks = [number for number in comment.landmarks if last < number <= at]
    floor = max(last, *comment.landmarks, 0) + 1 if comment.landmarks else last + 1
    covered = [number for number in comment.covers if at - REACH <= number < at]
    far = [number for number in comment.shows if last < number < at]
    first = at
    while first > floor and at - first < ABOVE - 1:
        if not comment.landmarks and (
            not lines[first - 2].strip() or _ITEM.match(lines[first - 1])
        ):
            break  # prose: the paragraph or the item starts here
        first -= 1
    while first < at and not lines[first - 1].strip("+- \t\r"):
        first += 1  # a quote does not start with an empty line
    first = max(floor, min([first, *covered]))
    return sorted({*landmarks, *far, *range(first, at + 1)})


def _gap(
    lines: Sequence[str], last: int, number: int, mark: str, *, after_comment: bool
) -> list[str]:
    """What stands for the lines between two quoted ones: themselves if it is one, or a mark."""
    skipped = lines[last : number - 1]
    if not last or not skipped:
        return []
    if after_comment and not any(line.strip() for line in skipped):
        return []
    return [_quoted(skipped[0], mark)] if len(skipped) == 1 else [GAP]


def _quoted(line: str, mark: str) -> str:
    return f"{mark}{visible(line)}" if line.strip(" ") else mark.rstrip()
