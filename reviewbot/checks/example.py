"""Examples in short form to real patches.

A short form is a mail body whose hunk headers need no numbers: ``@@`` or ``@@ section``; a file
starts with ``--- a/path`` and ``+++ b/path`` (or one ``=== path`` line for both). Everything
before the first file is the log. Counts are worked out here, so an example reads as a diff does.
"""

from __future__ import annotations

import re

from reviewbot.context.levels import DiffContext
from reviewbot.model.mail import Address, Message
from reviewbot.model.patch import Patch
from reviewbot.model.series import Series
from reviewbot.thread.body import read_body
from reviewbot.thread.diff import read_diff
from reviewbot.thread.subject import read_subject

_FILE = re.compile(r"=== (\S+)$")
_HUNK = re.compile(r"@@(?: (?!-\d)(.*))?$")


def expand(short: str) -> str:
    """The short form with whole file and hunk headers."""
    out: list[str] = []
    lines = short.rstrip("\n").split("\n")
    old, new = 1, 1
    for number, line in enumerate(lines):
        if path := _FILE.match(line):
            out += [f"--- a/{path[1]}", f"+++ b/{path[1]}"]
            old, new = 1, 1
        elif header := _HUNK.match(line):
            body = _hunk_body(lines, number + 1)
            removed = sum(not text.startswith("+") for text in body)
            added = sum(not text.startswith("-") for text in body)
            section = f" {header[1]}" if header[1] else ""
            out.append(f"@@ -{old},{removed} +{new},{added} @@{section}")
            old, new = old + removed + 100, new + added + 100
        else:
            out.append(line)
    return "\n".join(out) + "\n"


def _hunk_body(lines: list[str], start: int) -> list[str]:
    stop = start
    while stop < len(lines) and not _FILE.match(lines[stop]) and not _HUNK.match(lines[stop]):
        if lines[stop].startswith(("--- a/", "diff --git ")):
            break
        stop += 1
    return lines[start:stop]


def example_patch(short: str, subject: str = "[PATCH] example: change a thing") -> Patch:
    """The patch a short form stands for, as if it had come by mail."""
    message = Message(
        message_id="example@example.org",
        subject=subject,
        author=Address("A. Author", "author@example.org"),
        date=None,
        in_reply_to=(),
        references=(),
        to="",
        cc="",
        reply_to="",
        lines=tuple(expand(short).rstrip("\n").split("\n")),
    )
    body = read_body(message.lines)
    files, broken = read_diff(message.lines, body.diff)
    if broken:
        raise ValueError(f"broken example: {broken[0].reason}")
    return Patch(message, read_subject(subject), body, files)


def example_context(short: str, subject: str = "[PATCH] example: change a thing") -> DiffContext:
    """The context of a single patch made of a short form."""
    patch = example_patch(short, subject)
    series = Series(patch.subject.title, 1, patch.subject.is_rfc, None, (patch,), 1)
    return DiffContext(patch, series)
