"""Whether a member may have had another name before."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.model.patch import DiffLine

_LIKE = 0.6  # likeness (difflib) of a name and a slip or a form of it


def is_former_name(old: str, name: str, line: DiffLine) -> bool:
    """Whether an old name is like that of a member, shares a word with it, or is its type."""
    one, other = old.lower(), name.lower()
    shares_word = not set(one.split("_")).isdisjoint(other.split("_"))
    is_like = SequenceMatcher(None, one, other).ratio() >= _LIKE
    return shares_word or is_like or bool(re.search(rf"\b{re.escape(old)}\b", line.text))
