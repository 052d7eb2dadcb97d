"""Whether a series takes code out of drivers/staging/, where it has stood for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_LEAVES = regex(
    r"\b(?:out of|from|leav\w+|graduat\w+|promot\w+|de-?stag\w+)\b.*\bstaging\b|\bde-?stag\w+"
)


def leaves_staging(context: DiffContext) -> bool:
    """Whether a title of the series says so; the code may be added in other patches of it."""
    titles = (mail.subject.title.lower() for mail in context.series.mails)
    return any("stag" in title and _LEAVES.search(title) for title in titles)
