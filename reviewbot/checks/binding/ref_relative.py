"""Reference of a binding that goes up with ``../``.

Reports an added ``$ref`` of a relative path into another directory, whose file is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.references import file_of, from_root, is_there
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), signs=("../",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each reference that goes up."""
    for binding in bindings(context):
        for schema in binding.find("**", has=("$ref",)):
            entry = schema.entry_of("$ref")
            if entry and entry.value.text.startswith("../") and binding.adds(entry):
                target = file_of(binding.path, entry.value.text)
                if is_there(context, target):
                    path = from_root(binding.path, entry.value.text)
                    line = binding.lines[entry.row]
                    fix = retyped(line, line.text.replace(entry.value.text, path))
                    yield Remark(binding.at(entry), {"path": path}, fix=fix)
