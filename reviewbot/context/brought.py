"""Whether code is brought from elsewhere, where others decide on its form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.whole import is_new_file
from reviewbot.expressions import compiled
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    import re

    from reviewbot.model.patch import FileDiff

_TOP = 20  # lines of a file


@once_for_each
def brought(file: FileDiff) -> str:
    """Why nobody says a nit of a file: it is a copy; empty where one may."""
    known = table("brought")
    is_new = is_new_file(file)
    if file.path.startswith(tuple(known["copies"])):
        return "the file is a copy"
    if not is_new and file.path.startswith(tuple(known["projects"])):
        return "the file is another project's"
    top = file.hunks[0].lines[:_TOP] if file.is_c and is_new and file.hunks else ()
    is_said = any(_says().search(line.text) for line in top)
    return "the file is another project's, as it says at its top" if is_said else ""


@cache
def _says() -> re.Pattern[str]:
    """What a copied file says."""
    return compiled(table("brought")["says"])
