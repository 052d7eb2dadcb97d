"""Commit message that says "This patch adds" where the imperative says the same.

Asks at the first sentence that says of the patch what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("said",)
WHEN = When(told=("this ",))

_DOES = regex(
    r"(?:^|[.:,] +)(?P<said>[Tt]his (?:(?P<named>patch|commit|change) )?(?:also |just |simply )?"
    r"(?P<verb>[a-z]+s))\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with such a sentence."""
    first = next((at for at in context.body.log if context.message.line(at).strip()), 0)
    for at in context.body.log if is_to_commit(context.patch) else ():
        found = _DOES.search(context.message.line(at))
        if (
            found
            and (found["named"] or (at == first and not found.start()))
            and _tells(found["verb"])
        ):
            yield Remark(at, {"said": found["said"]})


def _tells(verb: str) -> bool:
    """Whether a verb tells a change, not how something is."""
    return verb not in table("moods")["states"]
