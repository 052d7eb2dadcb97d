"""New C file that includes a header of which it has no word.

Reports the headers of knowledge/unused_headers.toml; those that something may need without a word
of them are only asked about.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.fix import without
from reviewbot.context.includes import new_sources
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.includes import NewSource

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("include",))

_CHARACTERS = 64  # looked through in a step


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers of each new file that it does not use, those that are sure apart."""
    for source in new_sources(context):
        idle = _idle(source)
        for confidence in (Confidence.HIGH, Confidence.MODERATE):
            found = [each for each in source.own if idle.get(each.header) is confidence]
            if found:
                first, *others = (each.line.body_line for each in found)
                related = tuple(Related(at, "is not used, either") for at in others)
                headers = tuple(dict.fromkeys(each.header for each in found))
                fix = without(each.line for each in found)
                yield Remark(first, {"headers": headers}, confidence, related, fix=fix)


def _idle(source: NewSource) -> Mapping[str, Confidence]:
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
