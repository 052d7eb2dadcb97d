"""The spans of a patch mail's body, as git-mailinfo(1) reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.model.patch import Body, Span
from reviewbot.regex import regex
from reviewbot.thread.diff import find_diff
from reviewbot.thread.scissors import is_scissors

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_BODY_HEADER = regex(
    r"(?:From|Date|Subject|Message-ID|MIME-Version|Content-(?:Type|Transfer-Encoding)):\s"
    r"|\[PATCH\]\s|From \S+ Mon Sep 17 ",
    re.IGNORECASE,
)
_FORMAT_PATCH = regex(r"From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$")  # git's own date
_STAT = regex(r" \S.*\|\s+(?:\d+|Bin\b)| \d+ files? changed| (?:create|delete|rename) mode ")
_TRAILER = regex(
    r" ?(?:[a-z][\w-]*-(?:by|to|from|id|commit|patch)|fixes|links?|bug-?link|closes|cc|references?)"
    r"[ \t]?:[ \t]*\S",
    re.IGNORECASE,
)
_TAG = regex(r" ?[a-z][a-z-]{0,40}-by[ \t]?:", re.IGNORECASE)
# what authors take for the separator and git-am(1) does not
_RULE = regex(r"(?:-{1,2}|-{4,}|\.{3,}|_{3,}|={3,}|\*{3,})\s*$")
_SIGNATURE = 4  # lines of one below a "--" without its blank (RFC 3676, section 4.3)


def read_body(lines: Sequence[str], patch_at: int = 0) -> Body:
    """Find the spans in ``lines`` (body line 1 is ``lines[0]``).

    ``patch_at`` is the line an attached patch begins at, 0 if none is.
    """
    end = len(lines) + 1
    diff = find_diff(lines)
    signature = _signature(lines, diff)
    text_end = min(diff.start if diff else end, signature.start)
    headers = _headers(lines, min(max(patch_at, 1), text_end), text_end)
    separator = _separator(lines, headers.stop, text_end)
    log = Span(headers.stop, min(separator, text_end))
    rule = _rule(lines, log)
    trailers = _trailers(lines, Span(log.start, rule))
    notes_start = min((separator if rule == log.stop else rule) + 1, text_end)
    stat = _diffstat(lines, log.start if separator >= text_end else notes_start, text_end)
    if separator >= text_end and stat and stat.start < trailers.start:
        # a cover letter: the shortlog and the diffstat end its text
        log = Span(log.start, stat.start)
        trailers = Span(stat.start, stat.start)
    return Body(
        headers=headers,
        log=Span(log.start, trailers.start),
        trailers=trailers,
        notes=Span(notes_start, stat.start if stat else text_end),
        diffstat=stat,
        diff=diff,
        signature=signature,
    )


def pasted(lines: Sequence[str], patch_at: int = 0) -> Span:
    """The patch below scissors, pasted as git-format-patch(1) writes it, or attached.

    From the line that cuts it off to the end of its diff; empty where there is no such patch.
    """
    cuts = patch_at or any(is_scissors(line) or _FORMAT_PATCH.match(line) for line in lines)
    body = read_body(lines, patch_at) if cuts else None
    if not body or not body.diff or not (patch_at or body.headers.start > 1):
        return Span(1, 1)
    return Span(max(body.headers.start - 1, 1), body.diff.stop)


def _signature(lines: Sequence[str], diff: Span) -> Span:
    """From the last ``-- `` (RFC 3676, section 4.3) outside the diff to the end."""
    end = len(lines) + 1
    floor = diff.stop if diff else 1
    below = 0
    for number in range(len(lines), floor - 1, -1):
        line = lines[number - 1]
        if line == "-- " or (line == "--" and (diff or below <= _SIGNATURE)):
            return Span(number, end)
        below += bool(line.strip())
    return Span(end, end)


def _headers(lines: Sequence[str], start: int, stop: int) -> Span:
    """In-body ``From:``, ``Date:``, ``Subject:`` at the top, or below where a patch is pasted.

    That is a scissors line above the ``---``, or the first line of what git-format-patch(1) writes.
    """
    log_ends = _separator(lines, start, stop)
    for number in range(start, stop):
        line = lines[number - 1]
        if _FORMAT_PATCH.match(line) or (number < log_ends and is_scissors(line)):
            start = number + 1
    number = start
    while number < stop and not lines[number - 1].strip():
        number += 1
    first = number
    while number < stop and (
        _IN_BODY_HEADER.match(lines[number - 1])
        or (number > first and lines[number - 1].startswith((" ", "\t")))
    ):
        number += 1
    while number < stop and not lines[number - 1].strip():
        number += 1
    return Span(start, number)


def _separator(lines: Sequence[str], start: int, stop: int) -> int:
    """The first ``---`` line; ``stop`` where there is none."""
    for number in range(start, stop):
        if lines[number - 1].rstrip() == "---":
            return number
    return stop


def _rule(lines: Sequence[str], log: Span) -> int:
    """A line below the trailers that its author takes for the ``---``; ``log.stop`` without one."""
    above = ""
    found = log.stop
    for number in log:
        line = lines[number - 1]
        if _TAG.match(line):
            found = log.stop  # these are the trailers
        elif found == log.stop and _RULE.match(line) and _TRAILER.match(above):
            found = number
        if line.strip():
            above = line
    return found


def _diffstat(lines: Sequence[str], start: int, stop: int) -> Span:
    """The last run of diffstat lines in the span."""
    last = stop
    while last > start and not lines[last - 2].strip():
        last -= 1
    number = last
    while number > start and _STAT.match(lines[number - 2]):
        number -= 1
    if number < last:
        return Span(number, last)
    for number in range(start, stop):  # something stands between diffstat and diff
        if _STAT.match(lines[number - 1]):
            after = number
            while after < stop and _STAT.match(lines[after - 1]):
                after += 1
            return Span(number, after)
    return Span(stop, stop)


def _trailers(lines: Sequence[str], log: Span) -> Span:
    """The last paragraph of the log, if it is trailers (git-interpret-trailers(1))."""
    stop = log.stop
    while stop > log.start and not lines[stop - 2].strip():
        stop -= 1
    start = stop
    while start > log.start and lines[start - 2].strip():
        start -= 1
    block = [lines[number - 1] for number in range(start, stop)]
    hits = sum(bool(_TRAILER.match(line)) for line in block)
    if hits * 4 < max(len(block), 1):
        return Span(stop, stop)
    first = next(i for i, line in enumerate(block) if _TRAILER.match(line))
    return Span(start + first, stop)
