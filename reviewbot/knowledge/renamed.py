"""Former names of checks: what was written down under one still holds.

The one place that knows them; whoever compares the name of a check with what a user, a file or a
table says asks here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Container


def is_called(check: str, name: str) -> bool:
    """Whether a check is meant by a name: its own, that of its family, or a former one."""
    return name in (check, check.partition(".")[0], *former_names(check))


def former_names(check: str) -> tuple[str, ...]:
    """What a check was called before, or the checks it was part of; empty for most."""
    return _former().get(check, ())


def recorded_name(check: str, names: Container[str]) -> str:
    """The name a check has in a table: its own, else a former one, else ``""``."""
    return next((name for name in (check, *former_names(check)) if name in names), "")


@cache
def _former() -> dict[str, tuple[str, ...]]:
    return {entry["name"]: tuple(entry["was"]) for entry in table("renamed")["check"]}
