"""Variables that hold what a function says of its success, by ``error_codes.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Collection


@cache
def code_names() -> Collection[str]:
    """What they are called."""
    names: list[str] = table("error_codes")["names"]
    return tuple(names)
