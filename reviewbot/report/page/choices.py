"""What a reader can choose to see of a page: one kind of findings, or what people said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.report.page.sheet import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.report.page.sheet import Sheet

NAMES = {
    "all": "all",
    "drafted": "drafted",
    "held": "not drafted",
    "error": "errors",
    "warning": "warnings",
    "note": "notes",
    "said": "comments",
}


def choices(sheets: Iterable[Sheet]) -> list[tuple[str, int]]:
    """Name and number of each kind there is, all of them first; empty where there is but one."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        found["said"] += sheet.comments
        for note in sheet.notes:
            found.update(("all", note.severity, "held" if note.why_not else "drafted"))
    parts = ("drafted", "held") if found["drafted"] and found["held"] else ()
    kinds = [name for name in SEVERITIES if 0 < found[name] < found["all"]]
    names = [*parts, *kinds, *(["said"] if found["said"] else [])]
    return [(name, found[name]) for name in ("all", *names)] if found["all"] and names else []
