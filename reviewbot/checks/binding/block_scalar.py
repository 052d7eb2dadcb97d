"""Description with ``|`` that has no formatting to keep.

Reports added descriptions in a binding that are one paragraph of prose after ``|``; where only hunks of it are
known, those that a hunk shows whole. Not of an entry of a list whose other descriptions mostly are so.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.prose import is_plain_paragraph
from reviewbot.context.binding.shown import blocks
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Node
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("description",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each description that reads the same without ``|``."""
    known = []
    for binding in bindings(context):
        known.append(binding.path)
        for schema in binding.find("**", has=("description",)):
            entry = schema.entry_of("description")
            is_new = (
                entry is not None and binding.adds(entry) and not _are_mostly_so(binding, schema)
            )
            if entry and is_new and _needs_no_block(binding, entry.value):
                yield _remark(binding.lines[entry.row])
    for head, text in blocks(context, "description", known):
        if is_plain_paragraph(dedent(text)):
            yield _remark(head)


def _remark(line: DiffLine) -> Remark:
    text = line.text.rstrip()
    fix = retyped(line, text[:-1].rstrip()) if text.endswith("|") else ()
    return Remark(line.body_line, fix=fix)


def _are_mostly_so(binding: Binding, schema: Schema) -> bool:
    """Whether it is one of a list, and most others, which were there before, have ``|``."""
    listed = schema.above.get(schema.path[-2]) if schema.above and schema.path[1:] else None
    entries = [item.entry("description") for item in (listed.items if listed else ())]
    before = [each for each in entries if each and not binding.adds(each)]
    return sum(each.value.style == "|" for each in before) * 2 > len(before)


def _needs_no_block(binding: Binding, text: Node) -> bool:
    """Whether ``|`` keeps nothing: all of it is the patch's, and is one paragraph."""
    is_whole = text.style == "|" and binding.adds_all(text.row, text.end)
    return is_whole and is_plain_paragraph(text.text)
