"""A change of a driver that went past those who look after it.

Reports the patch whose series names none of the maintainers, or none of the lists, of the nearest
section of MAINTAINERS in To or Cc of any mail. Where somebody further above is, it only notes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.committed_title import committed_title
from reviewbot.context.maintainers import maintains
from reviewbot.context.opening import first_line
from reviewbot.context.prefixes import is_shared
from reviewbot.context.recipients import is_trimmed, recipients
from reviewbot.context.unreached import unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
MAILED = True
KERNEL_ONLY = True
FINAL_ONLY = True
_FILES = 5  # a patch of more is about something they have in common, and goes to whom that is of


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the log of a patch that was sent to too few."""
    paths = [file.path for file in context.files if _is_of_driver(file.path)]
    if not 0 < len(paths) <= _FILES or context.tree is None:
        return
    if not committed_title(context.patch) or not recipients(context.message):
        return
    if any(is_trimmed(mail.message) for mail in context.series.mails):
        return
    if maintains(context.message.author, paths, context.tree):
        return
    found = (one for path in paths for one in unreached(path, context.series, context.tree))
    for one in dict.fromkeys(found):
        sure = Confidence.MODERATE if one.is_by_all else Confidence.LOW
        facts: dict[str, str | tuple[str, ...]] = {
            "section": one.section,
            "missed": (*one.people, *one.lists),
        }
        yield Remark(first_line(context.patch), facts, sure)


def _is_of_driver(path: str) -> bool:
    return path.startswith("drivers/") and not is_shared(path)
