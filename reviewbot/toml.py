"""TOML that somebody else wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def parsed(text: str) -> dict[str, Any]:
    """The table a text is; raises ValueError, which says in a sentence why it is none."""
    import tomllib  # noqa: PLC0415  most starts read none

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def entries(text: str, name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The tables ``[[name]]`` of a text that has no others, each with what it is called.

    Raises ValueError, as the functions below do for what is in one of them.
    """
    table = parsed(text)
    found = table.pop(name, [])
    if table:
        raise ValueError(f"unknown key {next(iter(table))!r}; write [[{name}]]")
    if not isinstance(found, list):
        raise ValueError(f"[{name}] is one table; write [[{name}]]")  # noqa: TRY004  one kind of error for the file
    for number, entry in enumerate(found, 1):
        where = f"entry {number}"
        if not isinstance(entry, dict):
            raise ValueError(f"{where} is not a table")  # noqa: TRY004  as above
        yield entry, where


def only(entry: dict[str, Any], known: Collection[str], where: str) -> None:
    """Raise ValueError for a key that means nothing."""
    unknown = sorted(entry.keys() - known)
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}")


def text(entry: dict[str, Any], key: str, where: str) -> str:
    """A text that has to be there."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} has no {key}")
    return value.strip()


def patterns(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of patterns, empty where there is none; one that is written is not."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f'{key} of {where} is not a list of patterns; write {key} = ["..."]')
    if key in entry and not value:
        raise ValueError(
            f"{key} of {where} is empty, so nothing would match; leave it out to match anything"
        )
    return tuple(value)
