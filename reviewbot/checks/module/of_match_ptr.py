"""Added of_match_ptr() or ACPI_PTR() around the match table of a driver.

Reports ``.of_match_table = of_match_ptr(table)`` and ``.acpi_match_table = ACPI_PTR(table)`` where
the table is in sight; with it the #ifdef that has nothing but the table inside. Not where as many drivers
of the directory have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.match_tables import match_tables
from reviewbot.context.c.hunk.new import file_of, is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import folder_of
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.match_tables import MatchTable

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("macro",)
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "plain_match_table"

_SOME = 3  # drivers whose way is no chance
_WRAPPED = (
    Pattern(".of_match_table = of_match_ptr($table)"),
    Pattern(".acpi_match_table = ACPI_PTR($table)"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added macro around a table that can be there at any time."""
    tables = {name: table for file in context.files for name, table in match_tables(file).items()}
    for match in (m for each in _WRAPPED for m in new_code(context, each)):
        table = tables.get(match["table"])
        if table is not None and _can_stay(table, context) and not _is_way_here(match, context):
            facts: dict[str, str | int] = {
                "macro": match.tokens[3].text,
                "table": table.name,
                "guard": table.around.opening.text.strip() if table.around else "",
                "acpi": int(_has_acpi(match)),
            }
            fix = swapped(match.fragment, match.tokens[3:], table.name) if not table.around else ()
            yield Remark(match.line.body_line, facts, fix=fix)


def _can_stay(table: MatchTable, context: DiffContext) -> bool:
    """Whether the table is built always, or the patch itself adds what keeps it from that."""
    if table.around is not None:
        return is_new(context, table.around.opening)
    return not table.is_conditional


def _has_acpi(match: Match) -> bool:
    """Whether the structure around it is a driver of a bus that ACPI tells devices of any model on."""
    drivers = by_name("bus_drivers", "drivers", key="struct")
    above = (token.text for token in reversed(match.code.tokens[: match.start]))
    struct = next((text for text in above if text in drivers), "")
    return bool(struct) and "acpi" in drivers[struct]


def _is_way_here(match: Match, context: DiffContext) -> bool:
    """Whether half of the other drivers of the directory wrap theirs, and not only one or two."""
    tree, file = tree_of(context), file_of(context, match)
    if not tree or not file:
        return False
    member, macro = match.tokens[1].text, match.tokens[3].text
    uses = tree.uses((member,), folder_of(file))[member]
    others = [use.text for use in uses if use.path != file.path and f".{member}" in use.text]
    wrapped = sum(f" {macro}(" in text for text in others)
    return wrapped >= _SOME and wrapped * 2 >= len(others)
