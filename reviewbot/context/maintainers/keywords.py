"""The sections of MAINTAINERS whose keywords are in a patch."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.maintainers.near import sections
from reviewbot.context.maintainers.regex import Regex, UnsupportedError
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import Tree
    from reviewbot.context.maintainers.section import Section

_FILES = regex(r"(?: mode change | ?rename (?:from|to) |diff --git a/|(?:\+\+\+|---)\s+\S|@@ -)")
_DIFF = regex(r"(?:\+\+\+|---)\s+\S")


def sections_named(lines: Sequence[str], tree: Tree) -> tuple[Section, ...]:
    """The sections with a word of theirs in the log, or in a line that is added or removed."""
    start = next((at for at, line in enumerate(lines) if _DIFF.match(line)), len(lines))
    log = [line for line in lines[:start] if not _FILES.match(line)]
    changes = [line for line in lines[start:] if not _FILES.match(line)]
    return tuple(
        section
        for section in sections(tree)
        if any(_has(word, log) or _has(rf"^[+-].*{word}", changes) for word in section.keywords)
    )


def _has(word: str, lines: Sequence[str]) -> bool:
    regex = _regex(word)
    return regex is not None and any(map(regex.is_in, lines))


@lru_cache(maxsize=512)
def _regex(word: str) -> Regex | None:
    """With what stands before it there: it belongs to the first of several alternatives only."""
    try:
        return Regex(word, verbose=True)
    except UnsupportedError:
        return None
