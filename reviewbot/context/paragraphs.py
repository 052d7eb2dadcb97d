"""The paragraphs of a mail: runs of lines that are not blank."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Span


def paragraphs(message: Message, span: Span) -> Iterator[Sequence[int]]:
    """The body lines of each paragraph of a span."""
    for is_text, lines in groupby(span, key=lambda at: bool(message.line(at).strip())):
        if is_text:
            yield tuple(lines)
