"""Subject in another mood than the imperative: "Added", "Adding", "Adds".

Reports the first word behind the prefixes where it is such a form of a common verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import committed_title, summary
from reviewbot.context.opening import first_line
from reviewbot.knowledge.moods import imperative
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("said", "right")

_WORD = regex(r"([A-Za-z]+)(?! of\b)(?= [^-\u2013:])")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    word = _WORD.match(summary(committed_title(context.patch)))
    right = imperative(word[1].lower()) if word else ""
    if word and right:
        right = right.capitalize() if word[1][0].isupper() else right
        yield Remark(first_line(context.patch), {"said": word[1], "right": right})
