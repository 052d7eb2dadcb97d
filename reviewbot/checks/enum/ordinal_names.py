r"""Added enumerators named by a rank, or without the prefix of their enum.

Two kinds. A rank of a rank: SECOND_HIGH beside HIGH, or a rank whose value is next to an extreme,
``INT_MAX - 1``. And a member that lacks the prefix that all others share and that is the enum's
tag. The remark stands at the plainest of them; the others are related.

Why it matters: when another user has to come in between, SECOND_HIGH becomes wrong and every user
is renumbered. Names that say what stands there put the order into the enum, once. A member
without the prefix is not found by who greps for it and may clash with another header.

Stays quiet: plain scales (LOW, MEDIUM, HIGH: speeds, levels, hardware priorities), ordinals that
count things (FIRST_LOW, FIRST_HIGH, SECOND_LOW, SECOND_HIGH), ranks whose comment says who they
are for, moved code; counts, bounds, and members that mean none or all of the others, enums that
are mixed or not in sight with three other members, names that differ by a plural or a model
number, interfaces whose names are given (user space, firmware).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.enums import Enum, Enumerator, enums
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True

ASKED_AS = (
    r"(?i)\bexplicit(?:ly)? (?:about|on|in)\b[^.?]{0,40}\b(?:are ordered|ordering|priorit\w+)\b"
    r"|\b(?:enum|enumerators?|priorit\w+|values?|states?)\b[^.?]{0,60}\b(?:named|called|names?)\b"
    r"[^.?]{0,30}\b(?:after|by) (?:what|who|their|its|the (?:user|purpose))\b"
    r"|\b(?:more )?(?:descriptive|meaningful|explicit|telling) names?\b[^.?]{0,60}"
    r"\b(?:enum|enumerators?|priorit\w+)\b"
    r"|\b(?:missing|same|lacks?|without|consistent|common|add) (?:the |a |an |enum )?prefix\b"
    r"[^.?]{0,60}\b(?:enum|enumerators?|states?|values?|others?|rest)\b"
    r"|\b(?:enum|enumerators?)\b[^.?]{0,60}\b(?:same|consistent|common|proper) prefix\b"
)


_OFFSET = re.compile(r"(?P<base>\w+|~ \w+) [-+] (?P<distance>\d{1,3})[uUlL]{0,3}")
_ALL_ONES = re.compile(r"~ 0[uUlL]{0,3}")
_MEMBERS = 3  # others that must share a prefix before a member can break it
_NEW_MEMBERS = 4  # the same in an enum that is new as a whole
_AT_ONCE = 2  # members without it; more of them are a series of their own
_WORDS = 3  # of a prefix; of two, one in common is only the namespace
_NEAR = 8  # how far from an extreme a value still says "next to it"
_MORE = 3  # how many of the other members a reader is shown


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each enum and kind.

    The fact ``kind`` is ``rank`` or ``prefix``; ``name`` the enumerator, ``value`` its value where
    that is next to an extreme, ``user`` the one file that uses it, ``prefix`` what it lacks.
    """
    found = [
        enum
        for file in context.files
        if file.is_c and not any(part in f"/{file.path}" for part in _known("foreign_paths"))
        for hunk in file.hunks
        if hunk.added_words
        for enum in enums(hunk)
    ]
    removed = _removed_names(context.files) if found else frozenset[str]()
    for enum in found:
        yield from _ranks(context, enum, removed)
        yield from _prefix(enum, removed)


@cache
def _known(entry: str) -> frozenset[str]:
    """All words of the entries of that name."""
    return frozenset(word for row in table("ordinals")[entry] for word in row["words"])


def _removed_names(files: Sequence[FileDiff]) -> frozenset[str]:
    """The words of all removed lines: a member among them was moved, not invented."""
    lines = (line for file in files for hunk in file.hunks for line in hunk.lines)
    gone = (line.text for line in lines if line.kind is Kind.REMOVED)
    return frozenset(word for text in gone for word in re.findall(r"\w+", text))


def _is_new(member: Enumerator, removed: frozenset[str]) -> bool:
    return member.line.kind is Kind.ADDED and member.name not in removed


# --- ranks


def _ranks(context: DiffContext, enum: Enum, removed: frozenset[str]) -> Iterator[Remark]:
    split = {member.name: _rank(member.name) for member in enum.members}
    ranked = [member for member in enum.members if split[member.name][1]]
    strong = [m for m in ranked if _is_new(m, removed) and _is_rank_of_rank(m, split)]
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
    yield Remark(
        first.line.body_line,
        _facts("rank", first.name, _next_to_extreme(first), _user(context, first.name), ""),
        Confidence.MODERATE if said else Confidence.HIGH,
        tuple(related),
    )


def _rank(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the words of rank at its end, and these words."""
    words = name.upper().split("_")
    known = _known("ranks") | _known("ordinals")
    start = len(words)
    while start and words[start - 1] in known:
        start -= 1
    return "_".join(words[:start]), tuple(words[start:])


def _has_ordinal(words: Sequence[str]) -> bool:
    return any(word in _known("ordinals") for word in words)


def _is_rank_of_rank(member: Enumerator, split: dict[str, tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the name or the value is said relative to the rank of another member."""
    head, words = split[member.name]
    siblings = {rest for start, rest in split.values() if start == head} - {words}
    plain = {rest[0] for rest in siblings if len(rest) == 1 and rest[0] in _known("ranks")}
    grades = [word for word in words if word in _known("ranks")]
    if not grades or not plain:
        return False
    if _next_to_extreme(member):
        return True
    if len(words) == 1:
        return _compared_with().get(words[0]) in plain
    ordinals = set(words) - _known("ranks")
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
    if bare["base"] not in _known("extremes") and not _ALL_ONES.fullmatch(bare["base"]):
        return ""
    return value.replace("( ", "(").replace(" )", ")").replace("~ ", "~")


def _says_user(comment: str) -> bool:
    """Whether a comment says who a rank is for: by a phrase, or by naming a thing of the code."""
    return any(phrase in comment.lower() for phrase in _known("users")) or bool(
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


# --- prefix


def _prefix(enum: Enum, removed: frozenset[str]) -> Iterator[Remark]:
    prefix = _tag_prefix(enum.tag)
    if not prefix:
        return
    keep = [m for m in enum.members if m.name.upper().startswith(prefix)]
    others = [m for m in enum.members if m not in keep and not _is_outside(m.name)]
    breaks = [m for m in others if _is_new(m, removed)]
    if not breaks or len(breaks) < len(others):
        return  # mixed before
    shares = [m for m in keep if m.line.kind is not Kind.ADDED]
    fresh = not shares and enum.whole and len(breaks) == 1 and len(keep) >= _NEW_MEMBERS
    if not fresh and (len(shares) < _MEMBERS or len(breaks) > _AT_ONCE):
        return
    breaks = [m for m in breaks if m is not enum.members[0] and not _is_variant(m.name, prefix)]
    if not breaks:
        return
    first = breaks[0]
    before = enum.members[enum.members.index(first) - 1]
    slip = _is_slip(first.name, prefix) and not _words(before.name) & _known("bounds")
    related = [Related(m.line.body_line, "lacks it, too") for m in breaks[1:]]
    related += [Related(m.line.body_line, "has the prefix") for m in (shares or keep)[:_MORE]]
    yield Remark(
        first.line.body_line,
        _facts("prefix", first.name, "", "", keep[0].name[: len(prefix)]),
        Confidence.HIGH if slip else Confidence.MODERATE,
        tuple(related),
    )


def _tag_prefix(tag: str) -> str:
    """The prefix a tag asks for: ``foo_state`` or ``foo_state_t`` → ``FOO_STATE_``."""
    base = re.sub(r"_(?:t|e|enum)$", "", tag).upper()
    return f"{base}_" if "_" in base else ""


def _words(name: str) -> set[str]:
    return set(name.upper().split("_"))


def _is_outside(name: str) -> bool:
    return name.startswith("_") or bool(_words(name) & (_known("outside") | _known("bounds")))


def _is_slip(name: str, prefix: str) -> bool:
    """Whether one word of the prefix is missing or another one: too near to be meant."""
    want = prefix.rstrip("_").split("_")
    have = name.upper().split("_")
    if not _WORDS <= len(want) <= len(have):
        return False
    wrong = sum(a != b for a, b in zip(want, have, strict=False))
    dropped = any(have[: len(want) - 1] == want[:i] + want[i + 1 :] for i in range(len(want)))
    return (wrong == 1 and len(have) > len(want)) or dropped


def _is_variant(name: str, prefix: str) -> bool:
    """Whether a name has the prefix but for a plural or a number."""

    def plain(text: str) -> list[str]:
        return [word.rstrip("S") for word in re.sub(r"\d", "", text.upper()).split("_")]

    want = plain(prefix.rstrip("_"))
    return plain(name)[: len(want)] == want


def _facts(kind: str, name: str, value: str, user: str, prefix: str) -> dict[str, Fact]:
    return {"kind": kind, "name": name, "value": value, "user": user, "prefix": prefix}
