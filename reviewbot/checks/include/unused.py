"""New C file that includes a header of which it has no word.

Reports the headers of knowledge/unused_headers.toml; those that something may need without a word
of them are only asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.fix import without
from reviewbot.context.includes import new_sources
from reviewbot.context.unused_headers import idle_headers

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("include",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers of each new file that it does not use, those that are sure apart."""
    for source in new_sources(context):
        idle = idle_headers(source)
        for confidence in (Confidence.HIGH, Confidence.MODERATE):
            found = [each for each in source.own if idle.get(each.header) is confidence]
            if found:
                first, *others = (each.line.body_line for each in found)
                related = tuple(Related(at, "is not used, either") for at in others)
                headers = tuple(dict.fromkeys(each.header for each in found))
                fix = without(each.line for each in found)
                yield Remark(first, {"headers": headers}, confidence, related, fix=fix)
