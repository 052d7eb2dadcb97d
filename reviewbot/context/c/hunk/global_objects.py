"""The global objects that a patch defines and no other file of its series names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new import is_new
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import spend
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

_TYPE = r"(?:(?:struct|enum|union) \w+|unsigned (?:int|long|char)|[us](?:8|16|32|64)|int|bool|char|atomic_t|spinlock_t)"
_GLOBAL = regex(
    rf"(?:const )?{_TYPE}(?: \*+ ?(?:const )?| )(?P<name>\w+)(?:\[\w*\])*(?: =[^;]*)?[;{{]"
    r"|\} (?P<table>\w+)(?:\[\w*\])+ = \{"
)


def own_objects(context: DiffContext, file: FileDiff) -> Iterator[tuple[str, DiffLine]]:
    """Their names and the lines with these, in a C file of the kernel."""
    for hunk in file.hunks if file.path.endswith(".c") and not is_tool(file.path) else ():
        for at, line in enumerate(hunk.post):
            is_one = line.text[-1:] in (";", "{") and is_new(context, line)
            found = _GLOBAL.fullmatch(line.text) if is_one else None
            name = (found["name"] or found["table"]) if found else ""
            if name and _is_global(hunk.post, at) and _is_own(context, file, name):
                yield name, line


def _is_global(lines: Sequence[DiffLine], at: int) -> bool:
    """Whether no static stands above, where the definition begins; not beside another of its kind."""
    if any(line.kind is CONTEXT and _GLOBAL.fullmatch(line.text) for line in lines):
        return False
    above = (line.text for line in reversed(lines[:at]))
    if lines[at].text.startswith("}"):
        start = next((text for text in above if text[:1] not in ("", "\t", " ")), "static")
    else:
        start = next(above, "")
    return not start.startswith(("static", "extern", "typedef"))


def _is_own(context: DiffContext, file: FileDiff, name: str) -> bool:
    """Whether only this file of the series has the name, and neither exports nor declares it."""
    files = [each for patch in context.series.patches for each in patch.files]
    hunks = [(each.path, hunk) for each in files for hunk in each.hunks]
    spend(len(hunks))
    users = {path for path, hunk in hunks if name in hunk.words}
    return users == {file.path} and not any(_tells(hunk, name) for hunk in file.hunks)


def _tells(hunk: Hunk, name: str) -> bool:
    """Whether a line exports or declares it."""
    return any(name in x.text and x.text.startswith(("extern", "EXPORT")) for x in hunk.post)
