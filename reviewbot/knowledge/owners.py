"""Calls that release something without being its release, by ``owners.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Container


@cache
def _dropped() -> dict[str, int]:
    return {
        name: entry["argument"] for entry in table("owners")["drops"] for name in entry["names"]
    }


def dropped_by(callee: str) -> int | None:
    """The argument the function drops the reference of, from 0; ``None`` where it drops none."""
    return _dropped().get(callee)


def ends_owner(callee: str) -> bool:
    """Whether the function may run the release callback of the object it is given."""
    return any(callee in entry["names"] for entry in table("owners")["ends_owner"])


def drops_embedded(callee: str) -> bool:
    """Whether the function may free what the object it is given is embedded in."""
    return any(
        callee.startswith(tuple(entry["starts"])) or callee.endswith(tuple(entry["ends"]))
        for entry in table("owners")["drops_embedded"]
    )


def hands_over(callee: str) -> bool:
    """Whether what the function is given is released with the device from then on."""
    return any(part in callee for entry in table("owners")["hands_over"] for part in entry["parts"])


def is_managed_by(callee: str, called: Container[str]) -> bool:
    """Whether what the function acquires is released by itself since one of ``called`` ran."""
    return any(
        entry["by"] in called and callee.startswith(tuple(entry["prefixes"]))
        for entry in table("owners")["manages"]
    )
