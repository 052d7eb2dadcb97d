"""Which mail no person wrote."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.expressions import compiled
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = 200  # own lines looked at: a form letter says early what it is


def is_robot(address: str, lines: Sequence[str]) -> bool:
    """Whether a mail from ``address`` whose own text is ``lines`` was written by a machine."""
    if _matcher("address").fullmatch(address.lower()):
        return True
    return bool(_matcher("text").search("\n".join(lines[:_HEAD])))


@cache
def _matcher(field: str) -> re.Pattern[str]:
    """One regex of all entries that have the field."""
    parts = (entry[field] for entry in table("robots")["robot"] if field in entry)
    return compiled("|".join(f"(?:{part})" for part in parts), re.MULTILINE)
