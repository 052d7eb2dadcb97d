"""Which conventions the code around a path keeps: ``conventions.toml``, made by ``reviewbot learn``."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot import toml
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.convention import Kept
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = 2  # parts of the path of a directory that is counted: drivers/iio is, drivers is not

_ROW = regex(r"[a-z]\w{0,40} \d{1,9}/\d{1,9}(?:, [a-z]\w{0,40} \d{1,9}/\d{1,9})*+")


@frozen(slots=False)
class Conventions:
    """A table: by directory and by section of MAINTAINERS, ``NAME KEPT/OF, ...``.

    ``origin`` names the tree it was counted over.
    """

    origin: str
    directories: Mapping[str, str]
    sections: Mapping[str, str]

    def near(self, name: str, path: str) -> Kept | None:
        """What the nearest directory of a file says that says something of the convention."""
        folder = PurePosixPath(path).parent
        while len(folder.parts) >= TOP:
            found = _cell(self.directories.get(str(folder), ""), name, str(folder))
            if found:
                return found
            folder = folder.parent
        return None

    def of_section(self, name: str, title: str) -> Kept | None:
        """What is counted for a section of MAINTAINERS."""
        return _cell(self.sections.get(title, ""), name, title)


@cache
def shipped() -> Conventions:
    """The table that comes with the program."""
    return _conventions(table("conventions"))


def read(text: str) -> Conventions:
    """A table from the text ``reviewbot learn`` made.

    Raises:
        ValueError: it is no such table; says why.
    """
    data = toml.parsed(text)
    for key in ("origin", "directories", "sections"):
        if key not in data:
            raise ValueError(f"it has no {key!r}")
    for key in ("directories", "sections"):
        if not isinstance(data[key], dict):
            raise ValueError(f"{key!r} is not a table")  # noqa: TRY004  one kind of error for the file
        for where, row in data[key].items():
            if not isinstance(row, str) or not _ROW.fullmatch(row):
                raise ValueError(f"{where[:80]!r} of {key!r} is not a list of NAME KEPT/OF")
    return _conventions(data)


def _conventions(data: Mapping[str, object]) -> Conventions:
    directories, sections = data["directories"], data["sections"]
    return Conventions(
        str(data["origin"]),
        directories if isinstance(directories, dict) else {},
        sections if isinstance(sections, dict) else {},
    )


def _cell(row: str, name: str, where: str) -> Kept | None:
    for each in row.split(", ") if row else ():
        known, _, counts = each.partition(" ")
        if known == name:
            kept, _, of = counts.partition("/")
            return Kept(name, min(int(kept), int(of)), int(of), where)
    return None
