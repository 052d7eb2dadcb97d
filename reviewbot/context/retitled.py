"""Whether titles of patches are those of others in other words."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_REWORDED = 0.6  # likeness (difflib) of two titles of one patch
_STEM = 3  # letters two words begin with, to be of one thing: count, counting
_SAY_NOTHING = frozenset(("and", "for", "int", "not", "the", "thi", "use", "wit"))  # stems
_BRACKETS = regex(r"(?:\[[^\[\]]*\]\s*)+")
_PREFIX = regex(
    r"(?<![^\s:])(?:[^\s:]++(?: [^\s:]++)?: *+)++(?:\([^()\s]+\) )?"
)  # "hwmon: (frob) "
_WORD = regex(r"\w{2,}")


def plain_title(title: str) -> str:
    """A title without brackets in front, to compare."""
    return " ".join(_BRACKETS.sub("", title, count=1).split()).lower()


def is_reworded(title: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the title reworded, or has all its words; all are plain."""
    words, bare = _words(title), _without_prefix(title)
    return any(
        SequenceMatcher(None, bare, _without_prefix(other)).ratio() >= _REWORDED
        or (words and words <= _words(other))
        or (_words(other) and _words(other) <= words)
        for other in others
    )


def share_stem(title: str, other: str) -> bool:
    """Whether a word of one title begins as one of the other, their prefixes included."""
    return not _stems(title).isdisjoint(_stems(other))


def _stems(title: str) -> frozenset[str]:
    """How its words begin; short words tell nothing."""
    words = (word for word in _WORD.findall(title.lower()) if len(word) >= _STEM)
    return frozenset(word[:_STEM] for word in words) - _SAY_NOTHING


def _without_prefix(title: str) -> str:
    """A title without the prefix of its subsystem."""
    return _PREFIX.sub("", title, count=1) or title


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_without_prefix(title)))
