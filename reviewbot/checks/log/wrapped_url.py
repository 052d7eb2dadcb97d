"""URLs of the log or the cover that were wrapped over lines.

Joins a URL that ends its line with the first word of the next line where both together are
plainly one URL: the archive's URL has no message-id and the next line starts with one, the URL
ends in the middle of a word or of a query, a commit id is completed to its full length, an open
``<`` is closed. The remark stands at the last line of the URL. In a cover, which no ``git log``
will show, it is noted at low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.wrapped_url import in_one_piece, wrapped_urls

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
VARIES = ("url",)
WHEN = When(told=("://",))
_MAX = 1000  # characters of one line that can be part of a URL worth repeating


def check(context: DiffContext) -> Iterator[Remark]:
    """Each URL of the log, the trailers or the cover that continues on the next line.

    The fact ``url`` is the URL in one piece, empty where its end or a joint is a guess.
    """
    body = context.body
    stop = body.notes.stop if context.is_cover else max(body.log.stop, body.trailers.stop)
    lines = [context.message.line(number)[:_MAX].rstrip() for number in range(body.log.start, stop)]
    confidence = Confidence.LOW if context.is_cover else Confidence.HIGH
    for last, parts in wrapped_urls(lines):
        yield Remark(body.log.start + last, {"url": in_one_piece(parts)}, confidence)
