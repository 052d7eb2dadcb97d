"""New file of C that uses names of headers which it includes only by way of others.

Reports, once a file, the headers of knowledge/headers.toml of which a name is used, if neither the
file nor its own headers include them. Where one of these is out of sight, it asks.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.helpers import are_there
from reviewbot.context.includes import all_new_files
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.includes import NewSource

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "direct_includes"
WHEN = When(files=C, words=("include",))

_NOTE = "one of them belongs or is needed here"
_MOST, _MOST_MINOR = 20, 5  # lines that need one header


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the headers that each new file lacks."""
    table = by_name("headers", "headers", key="header")
    for source in all_new_files(context):
        own = source.own_words - source.defined
        missing = {name: each for name, each in table.items() if _lacks(source, own, name, each)}
        if all("minor" in each for each in missing.values()):
            continue
        there = [
            name for name, each in missing.items() if are_there(each.get("guard", ()), context)
        ]
        if there:
            places = {each.line.body_line for each in source.own}
            places |= {line for name in there for line in _uses(source, table[name])}
            related = tuple(Related(at, _NOTE, again=True, counts=False) for at in sorted(places))
            facts = {"headers": tuple(sorted(there))}
            sure = Confidence.HIGH if source.is_whole else Confidence.MODERATE
            yield Remark(source.last.line.body_line, facts, sure, related)


def _lacks(source: NewSource, own: frozenset[str], header: str, known: dict[str, Any]) -> bool:
    """Whether the file's own code has a name of a header that nothing there includes."""
    is_included = header in source.included or not source.included.isdisjoint(known.get("or", ()))
    return not is_included and not own.isdisjoint(known["names"])


def _uses(source: NewSource, known: dict[str, Any]) -> Iterator[int]:
    """What a header is needed for, as far as one would name it; of a minor one the first lines."""
    most = _MOST_MINOR if "minor" in known else _MOST
    names = frozenset((*known["names"], *known.get("types", ())))
    return (each.body_line for each in islice(source.uses(names), most))
