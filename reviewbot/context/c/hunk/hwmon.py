"""What is known of a driver of a hardware monitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.model.patch import FileDiff

_NUMBERS = ("long", "int", "s32", "s64", "unsigned long", "u64", "u32")


def is_hwmon(file: FileDiff) -> bool:
    """Whether a file is a driver of one, by its directory or what it includes."""
    is_there = file.path.startswith("drivers/hwmon/") and not file.path.endswith("/hwmon.c")
    return is_there or any("linux/hwmon.h" in hunk.added_text for hunk in file.hunks)


def takes_value(function: Function, name: str = "") -> bool:
    """Whether a function is given a ``long``, as what writes one is; ``name`` is a number in it."""
    known = declarations(function)
    is_given = any(
        each.is_parameter and each.type == "long" for same in known.values() for each in same
    )
    return is_given and (not name or any(one.type in _NUMBERS for one in known.get(name, ())))
