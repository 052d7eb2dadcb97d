"""Property that a driver reads and no binding describes.

Asks about properties that are read where they were not, are in no binding of the tree or of the
series, and in no revision of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.binding.properties import is_standard
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.described import undescribed
from reviewbot.context.driver_files import is_for_devicetree, was_in_directory
from reviewbot.knowledge.load import names_in, table

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True


def _reads() -> frozenset[str]:
    """The functions that read a property."""
    return names_in("property_reads", "functions")


_READ = Pattern("$callee($node, $name, ...)", callee=_reads)
WHEN = When(patterns=(_READ,))


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each read of such a property."""
    other = table("property_reads")["elsewhere"]
    for match in new_code(context, _READ, commented=True) if context.tree else ():
        name, file = match["name"].strip('"'), file_of(context, match)
        if not match["name"].startswith('"') or file is None or is_standard(name):
            continue
        if name.startswith(tuple(other["prefixes"])) or file.path.startswith(
            tuple(other["directories"])
        ):
            continue
        if not is_for_devicetree(file, context) or was_in_directory(name, file, context):
            continue
        if undescribed({name}, context):
            yield Remark(match.line.body_line, {"name": name}, Confidence.MODERATE)
