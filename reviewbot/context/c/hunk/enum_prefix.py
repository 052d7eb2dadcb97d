"""Members a patch adds to an enumeration without the prefix that all others share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.changed_enums import known_words
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.changed_enums import ChangedEnum
    from reviewbot.context.c.hunk.enums import Enumerator

_MIN_SHARING = 3  # others that must share a prefix before a member can break it
_MIN_SHARING_NEW = 4  # the same in an enum that is new as a whole
_MAX_WITHOUT = 2  # members without it; more of them are a series of their own
_MIN_WORDS = 3  # of a prefix; of two, one in common is only the namespace


@frozen
class PrefixBreak:
    """``members`` are new and lack the ``prefix`` the enum's tag asks for; ``others`` have it.

    ``is_slip``: the first of them nearly has it, and does not follow a bound.
    """

    prefix: str
    members: tuple[Enumerator, ...]
    others: tuple[Enumerator, ...]
    is_slip: bool


def prefix_break(changed: ChangedEnum) -> PrefixBreak | None:
    """How an enum breaks its prefix; ``None`` where it does not, or has none to break."""
    members, prefix = changed.enum.members, _tag_prefix(changed.enum.tag)
    sharing = [member for member in members if prefix and _has(member, prefix)]
    others = [
        member for member in members if not (_has(member, prefix) or _is_outside(member.name))
    ]
    without = [member for member in others if changed.is_new(member)]
    if not sharing or not without or len(without) < len(others):
        return None  # or mixed before
    older = [member for member in sharing if member.line.kind is not ADDED]
    is_new = changed.enum.whole and not older
    is_one_of_new = is_new and len(without) == 1 and len(sharing) >= _MIN_SHARING_NEW
    if not is_one_of_new and (len(older) < _MIN_SHARING or len(without) > _MAX_WITHOUT):
        return None
    broken = [m for m in without if m is not members[0] and not _is_variant(m.name, prefix)]
    if not broken:
        return None
    before = members[members.index(broken[0]) - 1]
    is_slip = _is_slip(broken[0].name, prefix) and not _words(before.name) & known_words("bounds")
    spelled = sharing[0].name[: len(prefix)]
    return PrefixBreak(spelled, tuple(broken), tuple(older or sharing), is_slip)


def _tag_prefix(tag: str) -> str:
    """The prefix a tag asks for: ``foo_state`` or ``foo_state_t`` → ``FOO_STATE_``."""
    base = re.sub(r"_(?:t|e|enum)$", "", tag).upper()
    return f"{base}_" if "_" in base else ""


def _has(member: Enumerator, prefix: str) -> bool:
    return member.name.upper().startswith(prefix)


def _words(name: str) -> set[str]:
    return set(name.upper().split("_"))


def _is_outside(name: str) -> bool:
    """Whether a member is no value of the series: a bound, or "none of these"."""
    outside = known_words("outside") | known_words("bounds")
    return name.startswith("_") or not _words(name).isdisjoint(outside)


def _is_slip(name: str, prefix: str) -> bool:
    """Whether one word of the prefix is missing or another one: too near to be meant."""
    want = prefix.rstrip("_").split("_")
    have = name.upper().split("_")
    if not _MIN_WORDS <= len(want) <= len(have):
        return False
    wrong = sum(a != b for a, b in zip(want, have, strict=False))
    dropped = any(have[: len(want) - 1] == want[:i] + want[i + 1 :] for i in range(len(want)))
    return (wrong == 1 and len(have) > len(want)) or dropped


def _is_variant(name: str, prefix: str) -> bool:
    """Whether a name has the prefix but for a plural or a number."""
    want = _plain(prefix.rstrip("_"))
    return _plain(name)[: len(want)] == want


def _plain(name: str) -> list[str]:
    return [word.rstrip("S") for word in re.sub(r"\d", "", name.upper()).split("_")]
