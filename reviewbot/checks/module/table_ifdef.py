"""Added #ifdef around nothing but the match table of a driver.

Reports ``#ifdef CONFIG_OF`` and ``#ifdef CONFIG_ACPI``, or the same as an #if, where the table and
its MODULE_DEVICE_TABLE() are all there is inside. Not where only of_match_node() reads the table, which is a
macro that does not without the option, nor where the log tells of what is unused. Where of_match_ptr() is added as well, the remark
on that has both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.match_tables import match_tables
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.whole import known_text, whole_words
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "built_match_table"
WHEN = When(files=C, words=("CONFIG_OF", "CONFIG_ACPI"))

_OPTIONS = ("CONFIG_OF", "CONFIG_ACPI")
_MACROS = frozenset(("of_match_ptr", "ACPI_PTR"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added condition around a table."""
    for file in context.files:
        words = frozenset(word for hunk in file.hunks for word in hunk.added_words)
        may_be = words.isdisjoint(_MACROS) and not words.isdisjoint(_OPTIONS)
        for table in match_tables(file).values() if may_be and not is_tool(file.path) else ():
            around = table.around
            is_added = around and around.option in _OPTIONS and is_new(context, around.opening)
            if around and is_added and not _is_needed(context, file, table.name):
                used = sorted(_MACROS & whole_words(context, file))
                macro = f"{used[0]}()" if used else ""
                facts = {"guard": around.opening.text.strip(), "table": table.name, "macro": macro}
                yield Remark(around.opening.body_line, facts)


def _is_needed(context: DiffContext, file: FileDiff, table: str) -> bool:
    """Whether the compiler would tell that nobody reads the table, or has told it."""
    log = " ".join(context.message.line(at) for at in context.body.log)
    rows = [row for row in known_text(context, file).split("\n") if table in row]
    spend(1 + len(rows))
    readers = [row for row in rows if f"{table}[" not in row and "_DEVICE_TABLE(" not in row]
    is_read_by_macro = bool(readers) and all("of_match_node(" in row for row in readers)
    return is_read_by_macro or any(words in log for words in ("unused", "defined but not used"))
