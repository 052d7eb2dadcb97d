"""Paths as users write them, and where their files are (XDG Base Directory Specification)."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from reviewbot.errors import UsageError

_LARGEST = 16 << 20  # bytes; the table that comes with the program has a hundredth of that


def located(text: str) -> Path:
    """The path a text is, ``~`` and ``~name`` being home directories; raises ValueError."""
    if "\0" in text:
        raise ValueError(f"{text!r} is not a path")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError(f"{text}: no such home directory") from error


def text_of(path: Path) -> str:
    """What a user's file says; raises OSError, and ValueError where it is no text or endless."""
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"it is over {_LARGEST >> 20} MiB")
    return data.decode("utf-8")


def in_config(name: str) -> Path:
    """Where a file of the user's settings is; raises UsageError where they have no home."""
    return _in("XDG_CONFIG_HOME", "~/.config", name)


def in_state(name: str) -> Path:
    """Where we keep what is to stay between two runs; raises UsageError as ``in_config``."""
    return _in("XDG_STATE_HOME", "~/.local/state", name)


def in_cache(name: str) -> Path:
    """Where we keep what can be made again; raises UsageError as ``in_config``."""
    return _in("XDG_CACHE_HOME", "~/.cache", name)


def _in(variable: str, usual: str, name: str) -> Path:
    return _base(variable, usual, os.environ.get(variable, ""), os.environ.get("HOME")) / name


@lru_cache(maxsize=16)  # dozens of files are read there
def _base(variable: str, usual: str, home: str, _users: str | None) -> Path:
    try:
        # the specification: what is not absolute does not count
        base = Path(home) if Path(home).is_absolute() else located(usual)
    except ValueError as error:
        raise UsageError(f"{error}; set HOME or {variable}") from error
    return base / "reviewbot"
