"""New binding under another licence than bindings are to have.

Asks about the SPDX line of a new file that does not allow both GPL-2.0 and BSD-2-Clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("SPDX",))

_LICENCE = regex(r"# SPDX-License-Identifier:.*")
_BOTH = regex(r"GPL-2\.0(?:-only|-or-later|\+)? (?:OR|or) BSD-2-Clause")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each such file."""
    for binding in () if is_conversion(context) else bindings(context):
        line = binding.lines.get(1)
        is_told = binding.is_new and binding.compatibles and line and _LICENCE.match(line.text)
        if line and is_told and not _BOTH.search(line.text):
            yield Remark(line.body_line, {}, Confidence.MODERATE)
