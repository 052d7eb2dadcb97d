"""Functions whose error code has to be passed on, by ``told_codes.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import by_name, table


@cache
def told_codes() -> dict[str, str]:
    """Function → a code it may fail with, which tells its callers something: ``-EPROBE_DEFER``."""
    return {name: entry["code"] for name, entry in by_name("told_codes", "functions").items()}


@cache
def told_failures() -> dict[str, str]:
    """Function → how its failure shows."""
    return {name: entry["failure"] for name, entry in by_name("told_codes", "functions").items()}


@cache
def deferring() -> frozenset[str]:
    """The functions that may fail only because what they need is not there yet."""
    code = table("probe")["defer"]["code"]
    return frozenset(name for name, told in told_codes().items() if told == code)
