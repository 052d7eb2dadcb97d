"""Added show function of an attribute that prints with sprintf() or one of its kind.

Reports it where the whole function is new and gets the buffer of a sysfs attribute: sysfs_emit(), or
sysfs_emit_at() behind what is there already.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations, returned
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import table
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True


def _printers() -> Sequence[str]:
    """The functions that print into memory."""
    names: Sequence[str] = table("show_functions")["printers"]
    return names


_MOVES = ("=", "+=", "++")  # the buffer must begin with a page
_PRINTED = Pattern("$callee($buffer, ...)", callee=_printers)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such call in a new show function."""
    for match in new_code(context, _PRINTED, commented=True):
        callee, (first, *rest) = match["callee"], match.of("buffer")
        buffer = rest[0].text if first.text == "&" and rest else first.text
        if _shows(match, buffer) and callee not in match.fragment.hunk.removed_words:
            instead = "sysfs_emit_at" if rest else "sysfs_emit"
            facts = {"callee": callee, "instead": instead}
            yield Remark(match.line.body_line, facts, recommends=(instead,))


def _shows(match: Match, buffer: str) -> bool:
    """Whether the function is new, and shows an attribute in that parameter."""
    function = match.function
    if function is None or not function.header or returned(function) != "ssize_t":
        return False
    types = {name: each.type for name, (each, *_) in declarations(function).items()}
    is_new = function.header[0].line.kind is LineKind.ADDED
    is_shown = not set(table("show_functions")["attributes"]).isdisjoint(types.values())
    is_moved = any(a.text == buffer and b.text in _MOVES for a, b in pairwise(function.body))
    is_buffer = types.get(buffer) == "char *" and "size_t" not in types.values()
    return is_new and is_shown and is_buffer and not is_moved
