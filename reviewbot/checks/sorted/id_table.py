"""Entry that is added out of order to a sorted table of devices.

Asks about those of the tables for the devicetree, I2C and SPI, of which the old ones are sorted; the
whole file has to be known. Not about a device beside its variants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Confidence, Remark, Severity, When
from reviewbot.context.c.file.id_tables import id_tables, is_one_of_alike
from reviewbot.context.ordering import Line, misplaced
from reviewbot.context.rows import post

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), signs=('{ "', "compatible", '{"'))

_OLD = 5  # that show somebody sorts


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each entry that is to be moved."""
    for file in context.files:
        after = post(context, file) if file.is_c and file.old_path else None
        if after is None:
            continue
        for entries in id_tables(after.source.decode("utf-8", "replace")):
            lines = [Line(entry.text, not after.adds(entry)) for entry in entries]
            for at, before in misplaced(lines, _OLD):
                one, is_variant = entries[at], is_one_of_alike(entries, at)
                if after.only_adds(one) and not is_variant:  # else it takes the place of another
                    facts = {"name": one.text, "before": before}
                    yield Remark(after.at(one), facts, Confidence.MODERATE)
