"""New C file that uses names of headers which it includes only by way of others.

Reports, once a file, the headers of knowledge/headers.toml of which a name is used, if neither the
file nor its own headers include them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.helpers import are_there
from reviewbot.context.includes import new_sources
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.includes import NewSource

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.LOW


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers that each new file lacks."""
    table = by_name("headers", "headers", key="header")
    for source in new_sources(context):
        missing = {name: each for name, each in table.items() if _lacks(source, name, each)}
        if all("minor" in each for each in missing.values()):
            continue
        there = [
            name for name, each in missing.items() if are_there(each.get("guard", ()), context)
        ]
        if there:
            yield Remark(source.last.line.body_line, {"headers": tuple(sorted(there))})


def _lacks(source: NewSource, header: str, known: dict[str, Any]) -> bool:
    """Whether a name of a header is used that nothing there includes."""
    is_included = header in source.included or not source.included.isdisjoint(known.get("or", ()))
    return not is_included and not source.words.isdisjoint(known["names"])
