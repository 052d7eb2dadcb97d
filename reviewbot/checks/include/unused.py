"""New C file that includes a header of which it has no word.

Reports the headers of knowledge/unused_headers.toml; those that something may need without a word
of them are only asked about.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.includes import new_sources
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.includes import Include, NewSource

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers of each new file that it does not use, those that are sure apart."""
    for source in new_sources(context):
        for confidence in (Confidence.HIGH, Confidence.MODERATE):
            idle = [each for each in source.own if _sureness(each, source) is confidence]
            if idle:
                first, *others = (each.line.body_line for each in idle)
                related = tuple(Related(at, "is not used, either") for at in others)
                headers = tuple(each.header for each in idle)
                yield Remark(first, {"headers": headers}, confidence, related)


def _sureness(include: Include, source: NewSource) -> Confidence | None:
    """How sure it is that nothing uses the header."""
    known = by_name("unused_headers", "headers", key="header").get(include.header)
    if known is None or any(_words_of(include.header).fullmatch(word) for word in source.words):
        return None
    return Confidence.HIGH if known.get("sure") else Confidence.MODERATE


@cache
def _words_of(header: str) -> re.Pattern[str]:
    """What the words of a header look like."""
    words: str = by_name("unused_headers", "headers", key="header")[header]["words"]
    return re.compile(words)
