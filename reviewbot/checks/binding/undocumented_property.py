"""Property that a driver reads and no binding describes.

Asks about properties that are read where they were not, are in no binding of the tree or of the
series, and in no revision of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.binding.properties import is_standard
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.property_reads import READ
from reviewbot.context.described import undescribed
from reviewbot.context.driver_files import introduced, is_for_devicetree
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(patterns=(READ,))


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each read of such a property."""
    found = [
        (match.line, match["name"].strip('"'), file)
        for match in (new_code(context, READ, commented=True) if context.tree else ())
        if match["name"].startswith('"') and (file := file_of(context, match))
    ]
    asked = [(file, name) for _, name, file in found if _is_described_by_bindings(name, file)]
    left = undescribed(introduced(asked, context), context) if asked else ()
    for line, name, file in found:
        if name in left and is_for_devicetree(file, context):
            yield Remark(line.body_line, {"name": name}, Confidence.MODERATE)


def _is_described_by_bindings(name: str, file: FileDiff) -> bool:
    """Whether a property is of a kind that each binding describes for itself."""
    other = table("property_reads")["elsewhere"]
    is_elsewhere = file.path.startswith(tuple(other["directories"]))
    return not (is_elsewhere or is_standard(name) or name.startswith(tuple(other["prefixes"])))
