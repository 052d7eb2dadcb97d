"""An added enumerator without the prefix that all others of its enum share.

Reports a member that lacks the prefix of the others, where that is the enum's tag. The remark
stands at the first of an enum; those that lack it, too, and some of the others are related.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.changed_enums import changed_enums, known_words
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.changed_enums import ChangedEnum

SEVERITY = Severity.NOTE
NIT = True


_MEMBERS = 3  # others that must share a prefix before a member can break it
_NEW_MEMBERS = 4  # the same in an enum that is new as a whole
_AT_ONCE = 2  # members without it; more of them are a series of their own
_WORDS = 3  # of a prefix; of two, one in common is only the namespace
_MORE = 3  # how many of the other members a reader is shown


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each enum: the fact ``name`` is the enumerator, ``prefix`` what it lacks."""
    for changed in changed_enums(context):
        yield from _prefix(changed)


def _prefix(changed: ChangedEnum) -> Iterator[Remark]:
    enum = changed.enum
    prefix = _tag_prefix(enum.tag)
    if not prefix:
        return
    keep = [m for m in enum.members if m.name.upper().startswith(prefix)]
    others = [m for m in enum.members if m not in keep and not _is_outside(m.name)]
    breaks = [m for m in others if changed.is_new(m)]
    if not breaks or len(breaks) < len(others):
        return  # mixed before
    shares = [m for m in keep if m.line.kind is not LineKind.ADDED]
    fresh = not shares and enum.whole and len(breaks) == 1 and len(keep) >= _NEW_MEMBERS
    if not fresh and (len(shares) < _MEMBERS or len(breaks) > _AT_ONCE):
        return
    breaks = [m for m in breaks if m is not enum.members[0] and not _is_variant(m.name, prefix)]
    if not breaks:
        return
    first = breaks[0]
    before = enum.members[enum.members.index(first) - 1]
    slip = _is_slip(first.name, prefix) and not _words(before.name) & known_words("bounds")
    related = [Related(m.line.body_line, "lacks it, too") for m in breaks[1:]]
    related += [Related(m.line.body_line, "has the prefix") for m in (shares or keep)[:_MORE]]
    yield Remark(
        first.line.body_line,
        {"name": first.name, "prefix": keep[0].name[: len(prefix)]},
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
    return name.startswith("_") or bool(
        _words(name) & (known_words("outside") | known_words("bounds"))
    )


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
