"""TOML that somebody else wrote."""

from __future__ import annotations

from typing import Any


def parsed(text: str) -> dict[str, Any]:
    """The table a text is; raises ValueError, which says in a sentence why it is none."""
    import tomllib  # noqa: PLC0415  most starts read none

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
