"""New file of C that uses names of headers which it includes only by way of others.

Reports, once a file, the headers of knowledge/headers.toml of which a name is used, if neither the
file nor its own headers include them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.helpers import are_there
from reviewbot.context.includes import new_files
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.includes import NewSource

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.MODERATE
WHEN = When(files=C, words=("include",))

_NOTE = "one of them belongs or is needed here"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers that each new file lacks."""
    table = by_name("headers", "headers", key="header")
    for source in new_files(context):
        missing = {name: each for name, each in table.items() if _lacks(source, name, each)}
        if all("minor" in each for each in missing.values()):
            continue
        there = [
            name for name, each in missing.items() if are_there(each.get("guard", ()), context)
        ]
        if there:
            places = {line for name in there for line in _places(source, name, table[name])}
            related = tuple(Related(at, _NOTE, again=True, counts=False) for at in sorted(places))
            facts = {"headers": tuple(sorted(there))}
            yield Remark(source.last.line.body_line, facts, related=related)


def _lacks(source: NewSource, header: str, known: dict[str, Any]) -> bool:
    """Whether a name of a header is used that nothing there includes."""
    is_included = header in source.included or not source.included.isdisjoint(known.get("or", ()))
    return not is_included and not (source.words - source.defined).isdisjoint(known["names"])


def _places(source: NewSource, header: str, known: dict[str, Any]) -> Iterator[int]:
    """Where a header belongs, and what it is first needed for."""
    yield source.place_of(header).line.body_line
    if use := source.first_use(frozenset(known["names"])):
        yield use.body_line
