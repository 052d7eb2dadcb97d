"""Added include of a header that only other headers are to include.

Reports those of knowledge/internal_headers.toml in C files of drivers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import has_added, is_new
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import by_name
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("include",))

_INCLUDE = regex(r"#[ ]*include[ ]+<((?:asm|linux)[\w./-]+)>")
_DRIVERS = ("drivers/", "sound/")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them, with the header to include."""
    known = by_name("internal_headers", "headers")
    for file in context.files:
        is_driver = file.is_c and file.path.startswith(_DRIVERS) and not is_tool(file.path)
        for line, header in _included(file) if is_driver else ():
            instead = known[header]["instead"] if header in known else ""
            is_other = instead and is_new(context, line)
            if is_other and f"<{instead}>" not in "".join(context.removed()):
                yield Remark(line.body_line, {"header": header, "instead": instead})


def _included(file: FileDiff) -> Iterator[tuple[DiffLine, str]]:
    """The headers of the kernel in hunks that add such lines."""
    for hunk in file.hunks:
        for line in hunk.lines if has_added(hunk) and "include" in hunk.added_words else ():
            found = _INCLUDE.match(line.text) if line.text[:1] == "#" else None
            if found:
                yield line, found[1]
