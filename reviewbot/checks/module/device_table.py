"""Table of devices in a new driver without MODULE_DEVICE_TABLE().

Reports, in added files that can be modules, a table of ids that a driver names but the file does not
export, so that the module is not loaded for its devices. It asks of one that the bus does not go by. Where another name
is exported, which nothing has, that is the remark.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.built_in import built_in
from reviewbot.context.c.hunk.exported_tables import is_unexported, misnamed
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import put_below, swapped
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
KINDS = ("misnamed",)


def _types() -> Sequence[str]:
    """The types of the entries of such tables."""
    types: list[str] = table("device_tables")["tables"]["types"]
    return types


_TABLE = Pattern("struct $type $name[] = {", type=_types)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each table that is not exported."""
    known = table("device_tables")["tables"]
    for match in new_code(context, _TABLE):
        file = file_of(context, match)
        is_module = known["module"] in match.fragment.words
        name = PurePosixPath(file.path).stem if file else ""
        is_module = is_module and name not in built_in(context.series)
        if file and is_new_file(file) and is_module and is_unexported(match):
            bus = match["type"].removesuffix(known["suffix"])
            wrong = misnamed(match, bus)
            facts = {
                "export": f"{known['exports']}({bus}, {match['name']});",
                "misnamed": wrong.text if wrong else "",
            }
            line, fix = match.line, _exporting(match, facts["export"])
            if wrong:
                line, fix = wrong.line, swapped(match.fragment, [wrong], match["name"])
            sure = Confidence.MODERATE if _is_untold(match) and not wrong else Confidence.HIGH
            yield Remark(line.body_line, facts, sure, fix=fix)


def _exporting(match: Match, export: str) -> Fix:
    """With that line below the table."""
    end = match.code.closing.get(match.stop - 1)
    return put_below(match.code.tokens[end].line, export) if end else ()


def _is_untold(match: Match) -> bool:
    """Whether the bus of the driver names devices in another way to user space."""
    known = table("device_tables")["untold"]
    return match["type"] == known["type"] and known["driver"] in match.fragment.words
