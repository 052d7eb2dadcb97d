"""The name that a member had before, where its description still has that."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.kernel_doc import Documented
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_LIKE = 0.6  # likeness (difflib) of a name and a slip or a form of it


def _may_be(old: str, name: str, line: DiffLine) -> bool:
    """Whether an old name is like that of a member, shares a word with it, or is its type."""
    one, other = old.lower(), name.lower()
    shares_word = not set(one.split("_")).isdisjoint(other.split("_"))
    is_like = SequenceMatcher(None, one, other).ratio() >= _LIKE
    return shares_word or is_like or bool(re.search(rf"\b{re.escape(old)}\b", line.text))


def former_name(struct: Documented, context: DiffContext) -> str:
    """The only description without member, where it is the patch's, and one member has none."""
    if len(struct.unknown) != 1 or len(struct.missing) != 1:
        return ""
    ((old, line),), ((name, at),) = struct.unknown.items(), struct.missing.items()
    word = re.compile(rf"\b{re.escape(old)}\b")
    is_of_patch = is_new(context, line) or any(map(word.search, context.removed()))
    return old if is_new(context, at) and is_of_patch and _may_be(old, name, at) else ""
