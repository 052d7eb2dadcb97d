"""Entry of MAINTAINERS that is added out of alphabetical order.

Asks about an added title that stands above one with an earlier name, or below one with a later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=("MAINTAINERS",))

_FIELD = regex(r"[A-Z]:\s")
_PLAIN = regex(r"[^a-z\d]+")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such title."""
    removed = context.removed()
    for file in context.files:
        for hunk in file.hunks if file.path == "MAINTAINERS" else ():
            titles = [*_titles(hunk.post)]
            for at, line in enumerate(titles):
                is_new = line.kind is ADDED and line.text.strip() not in removed
                other, side = _beside(titles, at) if is_new else (None, "")
                if other:
                    facts = {"name": line.text.strip(), "other": other.text.strip(), "side": side}
                    lower = max(line.body_line, other.body_line)  # who reads that has read both
                    yield Remark(lower, facts, Confidence.MODERATE)


def _titles(post: Sequence[DiffLine]) -> Iterator[DiffLine]:
    """The lines above the first field of an entry, below a blank one."""
    for above, line, below in zip(post, post[1:], post[2:], strict=False):
        is_title = line.text.strip() and not _FIELD.match(line.text)
        if is_title and not above.text.strip() and _FIELD.match(below.text):
            yield line


def _beside(titles: Sequence[DiffLine], at: int) -> tuple[DiffLine | None, str]:
    """The old title beside it that it is on the wrong side of, in plain order and in that of letters."""
    below = next((one for one in titles[at + 1 :] if one.kind is not ADDED), None)
    above = next((one for one in titles[:at][::-1] if one.kind is not ADDED), None)
    if below and _is_before(below, titles[at]):
        return below, "behind"
    if above and _is_before(titles[at], above):
        return above, "before"
    return None, ""


def _is_before(one: DiffLine, other: DiffLine) -> bool:
    plain = _PLAIN.sub("", one.text.lower()) < _PLAIN.sub("", other.text.lower())
    return one.text < other.text and plain
