"""Whose voices are heard in a run: those that come with the program, and the user's own table."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import replace
from reviewbot.knowledge.voices import NOBODY, Voices, read, shipped
from reviewbot.paths import located, text_of
from reviewbot.prepared import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewbot.prepared import Stamp

NONE = "none"


def heard(said: str, me: Iterable[str] = ()) -> Voices:
    """The voices by what ``--voice`` says: ``none``, or the path of a table; empty: the shipped one.

    Whoever is in the user's table counts as it has them. ``me`` are the user's addresses. Raises
    UsageError where there is no such table.
    """
    if said == NONE:
        return NOBODY
    return _heard(said, frozenset(me), _stamp(path_of(said)))


def path_of(said: str) -> Path | None:
    """The user's table, where there is one; raises UsageError for what is no path."""
    if said in ("", NONE):
        return None
    try:
        return located(said)
    except ValueError as error:
        raise UsageError(str(error)) from error


@lru_cache(maxsize=4)  # read once, however many series there are, and again where it has changed
def _heard(said: str, me: frozenset[str], _state: Stamp | None) -> Voices:
    path, known = path_of(said), shipped()
    if path is None:
        return replace(known, me=me)
    try:
        own = read(text_of(path))
    except OSError as error:
        raise _unread(path, error) from error
    except ValueError as error:
        raise UsageError(
            f"{path} is not a table made by `reviewbot learn --reviews`: {error}"
        ) from error
    return Voices(own.origin, {**known.by_address, **own.by_address}, me, known.usual)


def _stamp(path: Path | None) -> Stamp | None:
    try:
        return stamp(path) if path else None
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path | None, error: OSError) -> UsageError:
    return UsageError(f"the voices {path} cannot be read: {error.strerror}")
