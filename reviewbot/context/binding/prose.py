"""Whether text in YAML needs a block that keeps its lines as they are."""

from __future__ import annotations

import re

from reviewbot.regex import regex

_SHORTEST = 50  # characters of a line that was filled, not broken by hand
_BEGINS = regex(
    r"""
    [ \t]                           # indented further
  | [-*+<>|]                        # an item of a list, a table, what is quoted
  | \(?\d+[.):]|[A-Za-z\d][.)][ ]   # a numbered item
  | \w+[ ]?(?:=|-[ ]|–|:)           # an entry: 0 = off
  | 0x
    """,
    re.VERBOSE,
)
# what a plain scalar cannot have: a colon or hash as YAML sees it, and what it would take it for
_MEANS = regex(r":(?:\s|\Z)|\s\#|\A[-?:,\[\]{}#&*!|>'\"%@`]")
_KEPT = regex(r"\t|[^\s.?!:] {2,}|```|::")  # columns


def is_plain_paragraph(text: str) -> bool:
    """Whether it says the same as a plain scalar: one paragraph, filled, without signs of YAML."""
    lines = text.rstrip("\n").split("\n")
    return (
        all(line.strip() and not _BEGINS.match(line) for line in lines)
        and all(len(line) >= _SHORTEST for line in lines[:-1])
        and not _MEANS.search(text.rstrip("\n"))
        and not _KEPT.search(text)
    )
