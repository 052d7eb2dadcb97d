"""Undoes ``format=flowed`` (RFC 3676), in which mailers send prose and, by accident, patches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.patch import Span
from reviewbot.thread.diff import find_diff, read_diff

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE = "-- "


def unflow(lines: Sequence[str], *, delsp: bool = False) -> list[str]:
    """The lines as they were written: no stuffed spaces, paragraphs joined, a diff left in lines.

    Quotes keep their lines: those are the quoted mail's own. Of the ways to read a diff the one
    that breaks the fewest files counts: without stuffing; as git-mailinfo(1) does, which joins
    all lines; as it came, for there are senders who announce the format and do not use it.
    ``delsp`` is the parameter of that name: the space of a soft line break is not text.
    """
    plain = [_unstuffed(line) for line in lines]
    diff = find_diff(plain)
    ways = (
        _joined(plain, diff, delsp=delsp),
        _joined(plain, Span(0, 0), delsp=delsp),
        list(lines),
    )
    return min(ways, key=_harm)


def _harm(lines: Sequence[str]) -> tuple[int, int]:
    """How many files of the diff are broken; of equals, the way that shows more files."""
    files, broken = read_diff(lines, find_diff(lines))
    return len(broken), -len(files)


def _unstuffed(line: str) -> str:
    return line.removeprefix(" ")


def _joined(lines: Sequence[str], keep: Span, *, delsp: bool) -> list[str]:
    """Join what ends in a space with the line after it; not the lines of ``keep``."""
    done: list[str] = []
    started = ""
    for number, line in enumerate(lines, 1):
        fixed = line == _SIGNATURE or line.startswith(">") or number in keep
        if fixed:
            done += [*([started] if started else []), line]
            started = ""
        elif line.endswith(" "):
            started += line[:-1] if delsp else line
        else:
            done.append(started + line)
            started = ""
    return [*done, started] if started else done
