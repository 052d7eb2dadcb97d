"""How functions show that they failed, by ``failing.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


@cache
def fails_with() -> dict[str, str]:
    """Function → what it returns where it fails: ``null`` or ``error_pointer``."""
    known = table("failing")
    return {entry["name"]: how for how in ("null", "error_pointer") for entry in known[how]}


@cache
def usual_codes() -> dict[str, str]:
    """Function that fails with NULL → the code its callers return then, as ``-ENOMEM``."""
    return {entry["name"]: entry["code"] for entry in table("failing")["null"] if "code" in entry}
