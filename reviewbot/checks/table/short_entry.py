"""Entry of a match table over several lines that fits on one.

Asks about an added ``{``, one or two members, ``},`` that take no more than 80 columns in one line; not
beside an entry that was there and is written like that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.model.fix import Edit
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("compatible",), shapes=(r"\t\{(?<![^\n]\t\{)$",))

_COMPATIBLE = regex(r"\t\t(\.compatible = \"[^\"]+\"),?")
_DATA = regex(r"\t\t(\.data = [^,;{}]+),?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each entry that is short."""
    for part in changed_parts(context):
        starts = [at for at, line in enumerate(part.lines) if line.text == "\t{"]
        is_new_way = all(part.lines[at].kind is ADDED for at in starts)
        for at in starts if is_new_way else ():
            rows = part.lines[at : at + 4]
            text = _joined(rows)
            stop = 2 + (".data" in text) if text else 0
            inside = rows[: stop + 1]
            if text and all(line.kind is ADDED for line in inside) and is_new(context, rows[1]):
                first, last = inside[0], inside[-1]
                edit = Edit(first.body_line, 0, last.body_line, len(last.text), text)
                yield Remark(last.body_line, {}, Confidence.MODERATE, fix=(edit,))


def _joined(rows: Sequence[DiffLine]) -> str:
    """An entry in one line; empty where it has something else, or does not fit."""
    texts = [row.text for row in rows]
    compatible = _COMPATIBLE.fullmatch(texts[1]) if len(texts) > 1 else None
    data = next(map(_DATA.fullmatch, texts[2:3]), None)
    end = texts[3:4] if data else texts[2:3]
    if not compatible or end != ["\t},"]:
        return ""
    members = ", ".join(found[1] for found in (compatible, data) if found)
    text = f"\t{{ {members} }},"
    return text if len(text.expandtabs()) <= COLUMNS else ""
