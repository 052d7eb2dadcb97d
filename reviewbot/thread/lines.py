"""The body lines of a text."""

from __future__ import annotations

from reviewbot.thread.border import BeyondError

MAX_LINES = 1_000_000  # of a mail; lore's largest patches have some 200,000


def body_lines(text: str) -> tuple[str, ...]:
    """Split at LF only: form feeds and U+2028 are text in mail and in source.

    The CR of a CRLF body is the transport's when most lines have it, else it is content. Raises
    BeyondError where there are too many.
    """
    if text.count("\n") > MAX_LINES:
        raise BeyondError("oversized", f"its body has over {MAX_LINES} lines and is not read")
    lines = text.split("\n")
    if lines and not lines[-1].strip("\r"):
        lines.pop()
    if "\r" in text and sum(line.endswith("\r") for line in lines) * 2 > len(lines):
        return tuple(line.removesuffix("\r") for line in lines)
    return tuple(lines)
