"""Whether the helpers that a remark recommends are there for the author to use.

The tree at hand tells, but it may be of a later day than the mail: what a release brought that came out long
after the mail was not there for its author. Without a tree only that release tells.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.context.levels import DiffContext, TreeContext
from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import Tree

_HEADERS = "include"
_AHEAD = timedelta(weeks=12)  # before its release what is new is in linux-next already
_VERSION = regex(r"^(VERSION|PATCHLEVEL)\s*=\s*(\d+)", re.MULTILINE)


def are_there(names: Iterable[str], context: DiffContext) -> bool:
    """Whether all of these functions, macros or types can be used where a patch applies."""
    day = context.message.date
    if isinstance(context, TreeContext):
        return all(
            not _is_of_later(_since(name), day) and _is_declared(name, context.tree)
            for name in names
        )
    return all(_is_out(_since(name), day) for name in names)


def is_released(release: str, context: DiffContext) -> bool:
    """Whether a patch applies to that release or a later one, as ``6.18``."""
    day = context.message.date
    makefile = context.tree.read("Makefile") if isinstance(context, TreeContext) else None
    if makefile:
        numbers = dict(_VERSION.findall(makefile.decode("utf-8", "replace")))
        at_hand = [int(numbers.get(part, 0)) for part in ("VERSION", "PATCHLEVEL")]
        is_in_tree = at_hand >= [int(part) for part in release.split(".")]
        return is_in_tree and not _is_of_later(release, day)
    return _is_out(release, day)


def _since(name: str) -> str:
    """The release that brought a helper; empty where it is not known."""
    known: dict[str, Any] | None = by_name("helpers", "helper").get(name)
    return known["since"] if known else ""


def _is_declared(name: str, tree: Tree) -> bool:
    """Whether a header has the word: the one we know it from, else any of them."""
    known = by_name("helpers", "helper").get(name)
    headers = (tree.read(f"{_HEADERS}/{path}") for path in known["headers"]) if known else ()
    word = re.compile(rb"\b%s\b" % re.escape(name.encode()))
    if any(header and word.search(header) for header in headers):
        return True
    return bool(tree.files_with((name,), _HEADERS)[name])


def _is_out(release: str, day: datetime | None) -> bool:
    """Whether a release was there on that day; not so where either is not known."""
    return bool(release) and day is not None and _released()[release] <= day


def _is_of_later(release: str, day: datetime | None) -> bool:
    """Whether nothing of a release was there on that day; not so where either is not known."""
    return bool(release) and day is not None and day < _released()[release] - _AHEAD


@cache
def _released() -> dict[str, datetime]:
    """When each release came out."""
    days = table("releases")["released"]
    return {name: datetime.fromisoformat(f"{day}T00:00:00+00:00") for name, day in days.items()}
