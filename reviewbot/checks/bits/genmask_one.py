"""Added mask of a single bit that is written as a range from the bit to itself.

Asks about ``GENMASK(7, 7)``: BIT(7). Not where the file has that one several times,
nor in a table of masks, but beside one of the file that is in none.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_form
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.lex import blank
from reviewbot.context.fix import retyped
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("GENMASK", "GENMASK_ULL"))

_TABLE = 3  # rows with a mask that follow each other
_NEAR = 30  # lines on which entries of a table stand
_ENTRY = regex(r"\b[A-Z]\w+\((?=[^()]*\bGENMASK)")
_ONE = regex(r"GENMASK(?<=\bGENMASK)(_ULL)?\((\w+), ?\2\)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    said: set[str] = set()
    in_tables: list[tuple[str, Remark]] = []
    for part in changed_parts(context):
        for line in part.lines if "GENMASK" in part.hunk.added_text else ():
            found = _ONE.search(blank(line.text, strings=True)) if "GENMASK" in line.text else None
            if found and is_new(context, line) and not has_form(context, line, _ONE):
                path, remark = _path(context, line), _remark(line, found)
                if _is_in_table(part.lines, line):
                    in_tables.append((path, remark))
                else:
                    said.add(path)
                    yield remark
    yield from (remark for path, remark in in_tables if path in said)


def _remark(line: DiffLine, found: re.Match[str]) -> Remark:
    macro = f"BIT{found[1] or ''}"
    facts = {"written": found[0], "instead": f"{macro}({found[2]})"}
    fix = retyped(line, _ONE.sub(rf"{macro}(\2)", line.text))
    return Remark(line.body_line, facts, recommends=(macro,), fix=fix)


def _path(context: DiffContext, line: DiffLine) -> str:
    file, _ = context.patch.anchors[line.body_line]
    return file.path


def _is_in_table(lines: Sequence[DiffLine], line: DiffLine) -> bool:
    """Whether it stands in a table of masks, which are written alike."""
    return max(_rows(lines, line), _entries(lines, line)) >= _TABLE


def _entries(lines: Sequence[DiffLine], line: DiffLine) -> int:
    """How many lines near one give a mask to the same macro."""
    entry, at = _ENTRY.search(line.text), lines.index(line)
    near = lines[max(0, at - _NEAR) : at + _NEAR] if entry else ()
    return sum(bool(entry and entry[0] in each.text and "GENMASK" in each.text) for each in near)


def _rows(lines: Sequence[DiffLine], line: DiffLine) -> int:
    """How many lines with a mask follow each other around one."""
    runs = groupby(lines, key=lambda each: "GENMASK" in each.text)
    return next(len(run) for _, each in runs if line in (run := tuple(each)))
