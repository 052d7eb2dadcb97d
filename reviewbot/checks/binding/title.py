"""Title of a binding that names the document or the software, not the hardware.

Reports "binding", "schema" and "device tree" in an added title, and "driver" where that is no hardware.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("title",))

_DOCUMENT = regex(
    r"\b(?:(?:device[ -]?tree|dt|yaml)[ -])?(?:bindings?|schemas?)\b|\bdevice[ -]?tree\b",
    re.IGNORECASE,
)
_DRIVER = regex(r"\bdrivers?\b", re.IGNORECASE)
_SOFTWARE = regex(r"\A(?:linux )?driver for\b|\b(?:linux|device|kernel) drivers?\b", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each title with a word to drop."""
    for binding in bindings(context):
        title = binding.root.entry("title") if binding.compatibles else None
        word = _needless(title.value.text) if title and binding.adds(title) else ""
        if title and word:
            yield Remark(binding.at(title), {"word": word})


def _needless(title: str) -> str:
    """The word of a title to drop; empty where there is none."""
    document, driver = _DOCUMENT.search(title), _DRIVER.search(title)
    if document:
        return document[0]
    return driver[0] if driver and not _is_hardware(title) else ""


def _is_hardware(title: str) -> bool:
    """Whether a driver there drives something: LEDs, a motor, a line."""
    words = title.lower()
    return not _SOFTWARE.search(title) and any(
        re.search(rf"\b{word}", words) for word in table("hardware_drivers")["words"]
    )
