"""Values of a table of settings, checked; each raises ValueError, which says where what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection

_TIME = regex(r"(\d{1,6})\s*([smhd]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


def only(table: dict[str, Any], known: Collection[str], where: str) -> None:
    """See that there is no other key."""
    unknown = sorted(table.keys() - set(known))
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}")


def text(table: dict[str, Any], key: str, where: str) -> str:
    """A text, which has to be there."""
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where} has no {key}")
    if "\0" in value:
        raise ValueError(f"{key} of {where} contains a NUL byte")
    return value


def words(table: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts; none where it is not there."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{key} of {where} is not a list of strings")
    return tuple(value)


def flag(table: dict[str, Any], key: str, where: str) -> bool:
    """True or false; false where it is not there."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key} of {where} must be true or false")  # noqa: TRY004  one kind of error for the file
    return value


def one_of(value: object, known: Collection[str], key: str) -> str:
    """One of some words."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{key} is one of {', '.join(known)}, not {value!r}")
    return value


def duration(value: object, where: str) -> timedelta:
    """As ``30m``."""
    match = _TIME.fullmatch(str(value))
    if not match:
        raise ValueError(f"{value!r} {where} is not a duration; write 30m, 2h or 1d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])
