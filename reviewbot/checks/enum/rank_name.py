"""An added enumerator that is named by a rank, not by who it is for.

Reports a rank of a rank: SECOND_HIGH beside HIGH, or a rank whose value is next to an extreme,
``INT_MAX - 1``. The remark stands at the plainest of an enum; the other ranks are related.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.changed_enums import changed_enums, known_words
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.changed_enums import ChangedEnum
    from reviewbot.context.c.hunk.enums import Enumerator
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True


_OFFSET = re.compile(r"(?P<base>\w+|~ \w+) [-+] (?P<distance>\d{1,3})[uUlL]{0,3}")
_ALL_ONES = re.compile(r"~ 0[uUlL]{0,3}")
_NEAR = 8  # how far from an extreme a value still says "next to it"


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each enum.

    The fact ``name`` is the enumerator, ``value`` its value where that is next to an extreme,
    ``user`` the one file that uses it.
    """
    for changed in changed_enums(context):
        yield from _ranks(context, changed)


def _ranks(context: DiffContext, changed: ChangedEnum) -> Iterator[Remark]:
    enum = changed.enum
    split = {member.name: _rank(member.name) for member in enum.members}
    ranked = [member for member in enum.members if split[member.name][1]]
    strong = [m for m in ranked if changed.is_new(m) and _is_rank_of_rank(m, split)]
    if not strong:
        return
    first = max(strong, key=lambda m: (bool(_next_to_extreme(m)), _has_ordinal(split[m.name][1])))
    head = split[first.name][0]
    others = [m for m in ranked if m is not first and split[m.name][0] == head]
    if not others:
        return
    related = [Related(m.line.body_line, "named by its rank, too") for m in others]
    if enum.line:
        related.insert(0, Related(enum.line.body_line, "the enum"))
    said = any(_says_user(comment) for comment in first.comments)
    facts: dict[str, Fact] = {
        "name": first.name,
        "value": _next_to_extreme(first),
        "user": _user(context, first.name),
    }
    yield Remark(
        first.line.body_line,
        facts,
        Confidence.MODERATE if said else Confidence.HIGH,
        tuple(related),
    )


def _rank(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the words of rank at its end, and these words."""
    words = name.upper().split("_")
    known = known_words("ranks") | known_words("ordinals")
    start = len(words)
    while start and words[start - 1] in known:
        start -= 1
    return "_".join(words[:start]), tuple(words[start:])


def _has_ordinal(words: Sequence[str]) -> bool:
    return any(word in known_words("ordinals") for word in words)


def _is_rank_of_rank(member: Enumerator, split: dict[str, tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the name or the value is said relative to the rank of another member."""
    head, words = split[member.name]
    siblings = {rest for start, rest in split.values() if start == head} - {words}
    plain = {rest[0] for rest in siblings if len(rest) == 1 and rest[0] in known_words("ranks")}
    grades = [word for word in words if word in known_words("ranks")]
    if not grades or not plain:
        return False
    if _next_to_extreme(member):
        return True
    if len(words) == 1:
        return _compared_with().get(words[0]) in plain
    ordinals = set(words) - known_words("ranks")
    counts_things = any(ordinals & set(rest) for rest in siblings)  # FIRST_LOW, FIRST_HIGH
    return bool(ordinals) and grades[0] in plain and not counts_things


@cache
def _compared_with() -> dict[str, str]:
    rows = table("ordinals")["comparatives"]
    return {word: of for row in rows for word, of in zip(row["words"], row["of"], strict=True)}


def _next_to_extreme(member: Enumerator) -> str:
    """The value as it is written, where it is an extreme plus or minus a little."""
    value = spelled(member.value)
    bare = _OFFSET.fullmatch(value.strip("( )"))
    if not bare or not 0 < int(bare["distance"]) <= _NEAR:
        return ""
    if bare["base"] not in known_words("extremes") and not _ALL_ONES.fullmatch(bare["base"]):
        return ""
    return value.replace("( ", "(").replace(" )", ")").replace("~ ", "~")


def _says_user(comment: str) -> bool:
    """Whether a comment says who a rank is for: by a phrase, or by naming a thing of the code."""
    return any(phrase in comment.lower() for phrase in known_words("users")) or bool(
        re.search(r"[a-z0-9]_[a-z0-9]|\w\(\)", comment)
    )


def _user(context: DiffContext, name: str) -> str:
    """The only file of the series whose added lines use the enumerator outside of enums."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    users = set()
    for patch in context.series.patches:
        for file in patch.files:
            if file.path.endswith(".c") and any(word.search(line.text) for line in file.added()):
                users.add(file.path)
    return users.pop() if len(users) == 1 else ""
