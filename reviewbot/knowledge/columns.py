"""How wide lines may be: 80 columns, but where ``columns.toml`` has maintainers who want more."""

from __future__ import annotations

from reviewbot.knowledge.load import table

COLUMNS = 80  # Documentation/process/coding-style.rst, section 2
TAB = 8  # section 1


def columns_of(path: str) -> int:
    """How many columns a line of the file may take."""
    known = table("columns")["directories"]
    allowed = (each["columns"] for each in known if path.startswith(each["path"]))
    return next(allowed, COLUMNS)
