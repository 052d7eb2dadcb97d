"""Functions that print, by ``prints.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


@cache
def reporters() -> frozenset[str]:
    """The functions that print that something failed."""
    return frozenset(table("prints")["reporters"]["names"])


@cache
def quiet_flags() -> frozenset[str]:
    """The flags that keep a function from printing."""
    return frozenset(table("prints")["quiet_flags"]["names"])


@cache
def allocators() -> frozenset[str]:
    """The functions that get memory; the memory management tells of its lack."""
    return frozenset(entry["name"] for entry in table("prints")["allocators"])


@cache
def nameless() -> frozenset[str]:
    """The functions that print without the name of what was not found."""
    return frozenset(
        entry["name"] for entry in table("prints")["functions"] if entry.get("is_nameless")
    )


@cache
def printing() -> dict[str, str]:
    """Each function that prints where it fails → how that shows; the allocators too."""
    functions = {entry["name"]: entry["failure"] for entry in table("prints")["functions"]}
    return {**functions, **dict.fromkeys(allocators(), "null")}
