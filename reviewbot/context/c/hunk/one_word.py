"""Lines in which a patch renames something and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import spend
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.patch import DiffLine, Hunk

_WORD = regex(r"\w+|[^\w\s]")


def is_renamed(hunk: Hunk, lines: Iterable[DiffLine]) -> bool:
    """Whether each of some lines was there with another word in place of one of its own."""
    spend(len(hunk.lines))
    old = [_WORD.findall(line.text) for line in hunk.lines if line.kind is REMOVED]
    new = [_WORD.findall(line.text) for line in lines]
    return bool(old) and all(any(_differ_in_one(each, one) for one in old) for each in new)


def _differ_in_one(new: list[str], old: list[str]) -> bool:
    if len(new) != len(old):
        return False
    return len({(a, b) for a, b in zip(new, old, strict=True) if a != b}) <= 1
