"""Enumerators whose names end with a rank: ``FROB_PRIO_HIGH``, ``FROB_PRIO_SECOND_HIGH``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.changed_enums import known_words
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.enums import Enum, Enumerator

_OFFSET = regex(r"(?P<base>\w+|~ \w+) [-+] (?P<distance>\d{1,3})[uUlL]{0,3}")
_ALL_ONES = regex(r"~ 0[uUlL]{0,3}")
_NEAR = 8  # how far from an extreme a value still says "next to it"
_IN_CODE = regex(r"[a-z0-9]_[a-z0-9]|\w\(\)")


@frozen(eq=False)
class Ranked:
    """An enumerator, and its name cut in two: ``words`` are those of rank at the end."""

    member: Enumerator
    head: str
    words: tuple[str, ...]

    @property
    def has_ordinal(self) -> bool:
        """Whether one of the words is an ordinal number."""
        return not known_words("ordinals").isdisjoint(self.words)

    @property
    def near_extreme(self) -> str:
        """The value as it is written, where it is an extreme plus or minus a little."""
        value = spelled(self.member.value)
        offset = _OFFSET.fullmatch(value.strip("( )"))
        if not offset or not 0 < int(offset["distance"]) <= _NEAR:
            return ""
        if offset["base"] not in known_words("extremes") and not _ALL_ONES.fullmatch(
            offset["base"]
        ):
            return ""
        return value.replace("( ", "(").replace(" )", ")").replace("~ ", "~")


def ranked(enum: Enum) -> tuple[Ranked, ...]:
    """The members of an enum whose names end with a rank."""
    cut = (_cut(member) for member in enum.members)
    return tuple(rank for rank in cut if rank.words)


def _cut(member: Enumerator) -> Ranked:
    words = member.name.upper().split("_")
    known = known_words("ranks") | known_words("ordinals")
    start = len(words)
    while start and words[start - 1] in known:
        start -= 1
    return Ranked(member, "_".join(words[:start]), tuple(words[start:]))


def is_relative(rank: Ranked, others: Sequence[Ranked]) -> bool:
    """Whether the name or the value is said relative to the rank of another member."""
    siblings = {other.words for other in others if other.head == rank.head} - {rank.words}
    single = {words[0] for words in siblings if len(words) == 1} & known_words("ranks")
    grades = [word for word in rank.words if word in known_words("ranks")]
    if not grades or not single:
        return False
    if rank.near_extreme:
        return True
    if len(rank.words) == 1:
        return _compared_with().get(rank.words[0]) in single
    ordinals = set(rank.words) - known_words("ranks")
    counts_things = any(ordinals & set(words) for words in siblings)  # FIRST_LOW, FIRST_HIGH
    return bool(ordinals) and grades[0] in single and not counts_things


@cache
def _compared_with() -> dict[str, str]:
    """A rank that only compares → the one it compares with."""
    rows = table("ordinals")["comparatives"]
    return {word: of for row in rows for word, of in zip(row["words"], row["of"], strict=True)}


def says_user(comment: str) -> bool:
    """Whether a comment says who a rank is for: by a phrase, or by naming a thing of the code."""
    is_phrase = any(phrase in comment.lower() for phrase in known_words("users"))
    return is_phrase or bool(_IN_CODE.search(comment))
