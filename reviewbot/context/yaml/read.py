"""Read YAML that strangers wrote: plain data within bounds, or why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.yaml.node import Refused
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from reviewbot.context.yaml.node import Node

LONGEST = 130_000  # bytes; the longest binding of Linux 6.12 has 67,000


@shared(maxsize=64)
def read(source: bytes) -> Node | Refused:
    """The one document of a file, or why there is none; raises TooLargeError."""
    if len(source) > LONGEST:
        return Refused(f"longer than {LONGEST:,} bytes")
    spend(len(source) // 8)  # the parser takes some 0.12 us for a byte, and a step is a microsecond

    # imported where there is a document: next to no mail has one
    from reviewbot.context.yaml.compose import compose  # noqa: PLC0415

    return compose(source)
