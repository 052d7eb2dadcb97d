"""Whether the helpers that a remark recommends are there for the author to use.

The tree at hand tells, but it may be of a later day than the mail: what a release brought that came out long
after the mail was not there for its author. Without a tree only that release tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reviewbot.context.age import Release, at_hand, is_of_later, release, released
from reviewbot.context.levels import DiffContext, TreeContext
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reviewbot.context.levels import Tree

_HEADERS = "include"


def are_there(names: Iterable[str], context: DiffContext) -> bool:
    """Whether all of these functions, macros or types can be used where a patch applies."""
    day = context.message.date
    if isinstance(context, TreeContext):
        return all(
            not is_of_later(_since(name), day) and _is_declared(name, context.tree)
            for name in names
        )
    return all(_is_out(_since(name), day) for name in names)


def is_released(name: str, context: DiffContext) -> bool:
    """Whether a patch applies to that release or a later one, as ``6.18``."""
    wanted, day = release(name), context.message.date
    there = at_hand(context)
    return there >= wanted and not is_of_later(wanted, day) if there else _is_out(wanted, day)


def is_to_come(name: str, context: DiffContext) -> bool:
    """Whether that release was not there yet, by the tree at hand or by the date of the mail.

    Not so where neither tells.
    """
    wanted, there = release(name), at_hand(context)
    return is_of_later(wanted, context.message.date) or (bool(there) and there < wanted)


def _since(name: str) -> Release:
    """The release that brought a helper; empty where it is not known."""
    known: dict[str, Any] | None = by_name("helpers", "helper").get(name)
    return release(known["since"]) if known else ()


def _is_declared(name: str, tree: Tree) -> bool:
    """Whether a header has the word: the one we know it from, else any of them."""
    known = by_name("helpers", "helper").get(name)
    headers = (tree.read(f"{_HEADERS}/{path}") for path in known["headers"]) if known else ()
    word = re.compile(rb"\b%s\b" % re.escape(name.encode()))
    if any(header and word.search(header) for header in headers):
        return True
    return bool(tree.files_with((name,), _HEADERS)[name])


def _is_out(name: Release, day: datetime | None) -> bool:
    """Whether a release was there on that day; not so where either is not known."""
    return bool(name) and day is not None and released()[name] <= day
