"""Added show function of an attribute that prints with sprintf() or one of its kind.

Reports it where the whole function is new and gets the buffer of a sysfs attribute: sysfs_emit(), or
sysfs_emit_at() behind what is there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.show_functions import page_parameters
from reviewbot.context.fix import cut, renamed
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("instead",)
KERNEL_ONLY = True
CONVENTION = "sysfs_emit"


_PRINTED = Pattern("$callee($buffer, ...)", callee=lambda: table("show_functions")["printers"])


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such call in a new show function."""
    for match in new_code(context, _PRINTED, commented=True):
        callee, (first, *rest) = match["callee"], match.of("buffer")
        buffer = rest[0].text if first.text == "&" and rest else first.text
        is_shown = match.function is not None and buffer in page_parameters(match.function)
        if is_shown and callee not in match.fragment.hunk.removed_words:
            instead = "sysfs_emit_at" if rest else "sysfs_emit"
            facts = {"callee": callee, "instead": instead}
            at, fix = match.line.body_line, () if rest else _fix(match, instead)
            yield Remark(at, facts, recommends=(instead,), fix=fix)


def _fix(match: Match, instead: str) -> Fix:
    """The other function, without the size."""
    arguments = match.arguments
    is_sized = match["callee"] != "sprintf"
    start = match.tokens.index(arguments[0][-1]) + 1
    size = match.tokens[start : start + 1 + len(arguments[1])] if is_sized else ()
    return (*renamed(match, "callee", instead), *(cut(match.fragment, size) if size else ()))
