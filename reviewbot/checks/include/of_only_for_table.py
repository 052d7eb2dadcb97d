"""New C file that includes a header of OF for nothing but the table of devices.

Reports ``<linux/of.h>`` and its like where the file has a table of ``of_device_id``, which
``<linux/mod_devicetable.h>`` declares, and no other word of OF. As a question where next to no file of the
folder with such a table includes that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.includes import new_sources
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import folder_of
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("include",))

_HEADERS = ("linux/of.h", "linux/of_device.h", "linux/of_platform.h")
_TABLE = "linux/mod_devicetable.h"
_SEVERAL, _FEW = 8, 0.1  # tables that show a way, and the share that goes another one
_USED = regex(
    r"(?!of_device_id$|of_match_table$)of_\w+|OF_\w+|\w*_of_node\w*|\w+_of_\w*(?:get|xlate|add)\w*"
    r"|device_node|devm_of_\w+|for_each_\w*of_\w+"
)
_PROPERTIES = regex(r"(?:device|fwnode)_(?:property|get|for)_?\w*|dev_fwnode|fwnode_handle")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the header of each such file."""
    for source in new_sources(context):
        of_headers = [each for each in source.own if each.header in _HEADERS]
        if not of_headers or "of_device_id" not in source.words:
            continue
        words = source.words | source.to_come
        for_properties = "linux/property.h" not in source.included and any(
            _PROPERTIES.fullmatch(word) for word in words
        )
        if not for_properties and not any(_USED.fullmatch(word) for word in words):
            facts: dict[str, Fact] = {
                "headers": tuple(each.header for each in of_headers),
                "is_there": _TABLE in source.included,
            }
            is_way = _is_way_of(folder_of(source.file), context)
            sure = Confidence.MODERATE if is_way else Confidence.HIGH
            yield Remark(of_headers[-1].line.body_line, facts, sure)


def _is_way_of(folder: str, context: DiffContext) -> bool:
    """Whether the files of a folder get the table by another header."""
    tree = tree_of(context)
    if tree is None:
        return False
    found = tree.files_with(("of_device_id", "mod_devicetable"), folder)
    tables = {*found["of_device_id"]}
    by_its_own = tables & {*found["mod_devicetable"]}
    return len(tables) >= _SEVERAL and len(by_its_own) < _FEW * len(tables)
