"""New binding whose file is not named like a compatible.

Reports a name without the vendor of the compatible that it has, at the top of the file; asks in
conversions, and where the only compatible is another one.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.file_names import wanted_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("id",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each file that should have another name."""
    for binding in bindings(context):
        if "$id" in binding.root and binding.is_new:
            name = PurePosixPath(binding.path).stem
            wanted, sure = wanted_name(name, [each.text for each in binding.compatibles])
            if wanted:
                sure = Confidence.MODERATE if is_conversion(context) else sure
                yield Remark(binding.lines[1].body_line, {"wanted": f"{wanted}.yaml"}, sure)
