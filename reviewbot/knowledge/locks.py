"""Calls that take a lock, by ``locks.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


@cache
def _held() -> dict[str, str]:
    return {name: entry["held"] for entry in table("locks")["locks"] for name in entry["names"]}


def held_by(callee: str) -> str:
    """What is held once a call of the function has returned: ``the mutex``; ``""`` if no lock."""
    return _held().get(callee, "")


def is_annotated(head: str) -> bool:
    """Whether the head of a function says that a lock is held when it is called, or returns."""
    return any(f"{name}(" in head for name in table("locks")["annotations"]["names"])
