"""The titles of the entries of MAINTAINERS that a hunk shows, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

_FIELD = regex(r"[A-Z]:\s")
_PLAIN = regex(r"[^a-z\d]+")


def titles_in(post: Sequence[DiffLine]) -> Iterator[DiffLine]:
    """The lines above the first field of an entry, below a blank one."""
    for above, line, below in zip(post, post[1:], post[2:], strict=False):
        is_title = line.text.strip() and not _FIELD.match(line.text)
        if is_title and not above.text.strip() and _FIELD.match(below.text):
            yield line


def misplaced_beside(titles: Sequence[DiffLine], at: int) -> tuple[DiffLine | None, str]:
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
