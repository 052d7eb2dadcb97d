"""Our words, filled to the width of a mail; code is left as it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 72

_CODE = ("    ", "\t")
# a line of ours that starts with one of these would be read as a quote, or dropped by b4
_BAD_START = regex(r"[>#|]")
_BEFORE_BAD_START = regex(r"(?<! ) +(?=[>#|])")
_GLUE = "\0"  # not in our words: the facts went through clean()


def reflow(text: str) -> str:
    """Paragraphs filled to 72 columns; lines indented by a tab or 4 spaces stay as they are.

    Lines that follow each other are one paragraph; words are never broken. No empty line comes
    first, last or twice, no newline at the end.
    """
    out: list[str] = []
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip() and not line.startswith(_CODE):
            paragraph.append(line.strip())
            continue
        out += _filled(" ".join(paragraph))
        paragraph = []
        if line.strip() or (out and out[-1]):
            out.append(line.rstrip())
    return "\n".join(out).strip("\n")


def _filled(paragraph: str) -> Iterator[str]:
    glued = _BEFORE_BAD_START.sub(_GLUE, paragraph)
    for line in textwrap.wrap(glued, WIDTH, break_long_words=False, break_on_hyphens=False):
        filled = line.replace(_GLUE, " ")
        yield f" {filled}" if _BAD_START.match(filled) else filled
