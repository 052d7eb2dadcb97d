"""Added message that fetches the name of a firmware node to print it.

Asks about ``dev_err(dev, "%s …", fwnode_get_name(node))``: %pfwP with the node prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_NAME = Pattern("fwnode_get_name($node)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each name that is an argument behind a format."""
    for match in new_code(context, _NAME):
        code = match.code
        texts = code.texts[max(0, match.start - 60) : match.start]
        tail = texts[len(texts) - texts[::-1].index(";") :] if ";" in texts else texts
        is_printed = match.before == "," and any("%s" in text for text in tail if text[:1] == '"')
        if is_printed and code.depth(match.start) > 0:
            yield Remark(match.line.body_line, {}, Confidence.MODERATE)
