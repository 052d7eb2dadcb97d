"""The tables of devices that a file has, and the options they are built with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.conditionals import conditionals
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.c.hunk.conditionals import Conditional
    from reviewbot.model.patch import DiffLine, FileDiff

_TABLE = regex(r"struct (?:of|acpi)_device_id (\w+)\[")
_DIRECTIVE = regex(r"[ \t]*#[ \t]*(?:if|else|elif|endif)")
_ONLY_TABLE = regex(
    r"(?:static )?(?:const )?struct (\w+_device_id) (\w+)\[\][^=;]*= \{[^;]*\};(?: MODULE_DEVICE_TABLE\(\w+, ?\w+\);)?"
)


@frozen(eq=False)
class MatchTable:
    """A table in sight; ``around`` is the conditional that has nothing but it inside.

    ``is_conditional`` tells that the directive above it is one of conditional inclusion.
    """

    name: str
    line: DiffLine
    around: Conditional | None
    is_conditional: bool


@once_for_each
def match_tables(file: FileDiff) -> Mapping[str, MatchTable]:
    """The tables of ``of_device_id`` and ``acpi_device_id`` that the hunks show, by name."""
    found: dict[str, MatchTable] = {}
    for hunk in file.hunks if file.is_c else ():
        if hunk.words.isdisjoint(("of_device_id", "acpi_device_id")):
            continue
        alone = {
            only[2]: each
            for each in conditionals(hunk)
            if (only := _ONLY_TABLE.fullmatch(each.code))
        }
        above = ""
        for line in hunk.post:
            if _DIRECTIVE.match(line.text):
                above = line.text.replace("#", "").split()[0]
            elif table := _TABLE.search(line.text):
                name = table[1]
                is_conditional = above not in ("", "endif")
                found[name] = MatchTable(name, line, alone.get(name), is_conditional)
    return found
