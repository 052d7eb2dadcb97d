"""Where the nodes and properties of a tree stand, as ``dtc -T`` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINE = regex(r"\t*([^\t].*?)(?: /\* [^\s*]+:(\d{1,9})(?:, [^*]*)? \*/)?")
_QUOTED = regex(r"'([^'\n]{1,80})'")


def positions(told: str) -> dict[str, int]:
    """The line of each node by its path, and of each property: its node's path, ``:``, its name."""
    found: dict[str, int] = {}
    path: list[str] = []
    for line in told.split("\n"):
        match = _LINE.fullmatch(line)
        code, at = (match[1], int(match[2] or 0)) if match else ("", 0)
        if code.endswith("{"):
            path.append(code[:-1].rpartition(": ")[2].strip().strip("/"))
            found["/".join(path) or "/"] = at
        elif code == "};":
            path[-1:] = []
        elif path:
            found[f"{'/'.join(path) or '/'}:{code.rstrip(';').partition(' =')[0]}"] = at
    return {place: at for place, at in found.items() if at}


def position(known: Mapping[str, int], node: str, below: Iterable[str], words: str) -> int:
    """The line of what is said of a node: that of the property it is about, if it names one."""
    place = node
    for part in map(str, below):
        if f"{place}/{part}" in known:
            place = f"{place}/{part}"
        elif f"{place}:{part}" in known:
            return known[f"{place}:{part}"]
    named = (f"{place}{sign}{name}" for name in _QUOTED.findall(words) for sign in ":/")
    return next((known[each] for each in named if each in known), known.get(place, 0))
