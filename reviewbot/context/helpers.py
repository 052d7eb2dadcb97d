"""Whether the helpers that a remark recommends are there for the author to use.

The tree at hand tells; without one, the date of the mail and the release that brought the helper.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.context.levels import DiffContext, TreeContext
from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import Tree

_HEADERS = "include"
_VERSION = regex(r"^(VERSION|PATCHLEVEL)\s*=\s*(\d+)", re.MULTILINE)


def are_there(names: Iterable[str], context: DiffContext) -> bool:
    """Whether all of these functions, macros or types can be used where a patch applies."""
    if isinstance(context, TreeContext):
        return all(_is_declared(name, context.tree) for name in names)
    return all(_is_released(name, context.message.date) for name in names)


def is_released(release: str, context: DiffContext) -> bool:
    """Whether a patch applies to that release or a later one, as ``6.18``."""
    makefile = context.tree.read("Makefile") if isinstance(context, TreeContext) else None
    if makefile:
        numbers = dict(_VERSION.findall(makefile.decode("utf-8", "replace")))
        at_hand = [int(numbers.get(part, 0)) for part in ("VERSION", "PATCHLEVEL")]
        return at_hand >= [int(part) for part in release.split(".")]
    day = context.message.date
    return day is not None and _released()[release] <= day


def _is_declared(name: str, tree: Tree) -> bool:
    """Whether a header has the word: the one we know it from, else any of them."""
    known = by_name("helpers", "helper").get(name)
    headers = (tree.read(f"{_HEADERS}/{path}") for path in known["headers"]) if known else ()
    word = re.compile(rb"\b%s\b" % re.escape(name.encode()))
    if any(header and word.search(header) for header in headers):
        return True
    return bool(tree.files_with((name,), _HEADERS)[name])


def _is_released(name: str, day: datetime | None) -> bool:
    """Whether a release before that day has it; not so where it is not known."""
    known: dict[str, Any] | None = by_name("helpers", "helper").get(name)
    if known is None or day is None:
        return False
    return _released()[known["since"]] <= day


@cache
def _released() -> dict[str, datetime]:
    """When each release came out."""
    days = table("releases")["released"]
    return {name: datetime.fromisoformat(f"{day}T00:00:00+00:00") for name, day in days.items()}
