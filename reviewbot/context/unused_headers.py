"""Headers of which a file uses nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.includes import NewSource

_CHARACTERS = 64  # looked through in a step


def idle_headers(source: NewSource) -> Mapping[str, Confidence]:
    """The headers of which nothing is used, and how sure that is."""
    known = by_name("unused_headers", "headers", key="header")
    words = "\n".join(source.words | source.to_come)
    found = {}
    for header in {each.header for each in source.own} & known.keys():
        spend(len(words) // _CHARACTERS)
        if not _words_of(header).search(words):
            found[header] = Confidence.HIGH if "sure" in known[header] else Confidence.MODERATE
    return found


@cache
def _words_of(header: str) -> re.Pattern[str]:
    """What the words of a header look like, each on a line."""
    words: str = by_name("unused_headers", "headers", key="header")[header]["words"]
    return re.compile(f"^(?:{words})$", re.MULTILINE)
