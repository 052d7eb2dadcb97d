"""Alias of a new driver that its table of devices makes as well.

Asks, in a new file of C, about MODULE_ALIAS() of a bus of which there is a table that has the name,
and of the platform bus where there is a table for the devicetree or ACPI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.fix import without
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("MODULE_ALIAS",))

_ALIAS = regex(r'MODULE_ALIAS\("(\w+):([\w-]+)"\);\s*')
_PARENT = regex(r"\b(?:dev_get_drvdata|dev_get_regmap)\([^;]{0,80}parent")
_TABLE = regex(r"MODULE_DEVICE_TABLE\((\w+),")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each alias there is already."""
    for file in context.files:
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path):
            for line, table in _made_twice(file):
                fix = without([line])
                yield Remark(line.body_line, {"table": table}, Confidence.MODERATE, fix=fix)


def _made_twice(file: FileDiff) -> Iterator[tuple[DiffLine, str]]:
    """Each such alias, and the kind of the table that makes it needless."""
    lines = [line for line in file.added() if line.text.strip()]
    tables = [match[1] for line in lines if (match := _TABLE.match(line.text))]
    is_part = any(_PARENT.search(line.text) for line in lines)  # made by name, by its parent
    for line in lines if tables else ():
        if match := _ALIAS.fullmatch(line.text):
            bus, name = match[1], f'"{match[2]}"'
            of_firmware = next((each for each in tables if each in ("of", "acpi")), "")
            if bus in tables and any(name in each.text for each in lines if "{" in each.text):
                yield line, bus
            elif bus == "platform" and bus not in tables and of_firmware and not is_part:
                yield line, of_firmware
