"""Unsafe block of Rust that does not say why it is safe.

Reports an added ``unsafe { }`` or ``unsafe impl`` without a ``SAFETY:`` comment above or in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("what",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".rs",), words=("unsafe",))

_UNSAFE = regex(r"(?!\s*\(unsafe \{ *\$)[^/\"]*\bunsafe[ ](\{|impl\b)")  # not what a macro matches
_ABOVE, _INSIDE = 10, 2  # lines


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for file in context.files:
        is_rust = file.path.endswith(".rs") and not is_tool(file.path)
        for hunk in file.hunks if is_rust else ():
            for at, line in enumerate(hunk.post):
                found = _UNSAFE.match(line.text) if is_new(context, line) else None
                near = hunk.post[max(at - _ABOVE, 0) : at + _INSIDE]
                if found and at >= _ABOVE and not any("SAFETY" in one.text for one in near):
                    what = "unsafe impl" if found[1] == "impl" else "unsafe block"
                    yield Remark(line.body_line, {"what": what}, Confidence.MODERATE)
