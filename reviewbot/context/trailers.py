"""The tags of a commit log: ``Fixes:``, ``Signed-off-by:`` and the like, also where git sees none."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.spelling import one_edit
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import Patch

_TURNED = 2  # words of which more are known in another order, too
_ENDING = regex(r"ed\b")
_TAG = regex(r"([A-Za-z][A-Za-z-]{1,39})[ \t]?:[ \t]*(\S.*)")


@frozen
class Tag:
    """A tag at the start of body line ``at``; ``value`` with its continuation lines, in one line."""

    at: int
    name: str
    value: str


def tags(mail: Patch, *names: str) -> tuple[Tag, ...]:
    """The tags with one of these names, whatever their case, anywhere in the log, in order."""
    wanted = {name.lower() for name in names}
    return tuple([tag for tag in all_tags(mail) if tag.name.lower() in wanted])


@once_for_each
def all_tags(mail: Patch) -> Sequence[Tag]:
    """All that have the form of a tag."""
    found: list[Tag] = []
    folding = False  # whether an indented line continues a tag
    for at in range(mail.body.log.start, mail.body.trailers.stop):
        line = mail.message.line(at)
        if line[:1] in (" ", "\t") and line.strip():
            if folding:
                last = found.pop()
                found.append(Tag(last.at, last.name, f"{last.value} {line.strip()}"))
            continue
        tag = read_tag(line)
        folding = tag is not None
        if tag:
            found.append(Tag(at, *tag))
    return found


def read_tag(line: str) -> tuple[str, str] | None:
    """Name and value if a line has the form of a tag, known or not."""
    match = _TAG.match(line)
    return (match[1], match[2].rstrip()) if match else None


@cache
def known() -> dict[str, str]:
    """Every tag there is, by its lower-case name."""
    groups = table("trailers").values()
    return {name.lower(): name for group in groups for name in group["names"]}


def meant(name: str) -> str:
    """The tag a name is one slip away from, in lower case; nothing if the name is right, or none.

    It ends in "-by", or has the words of such a tag in another order, or without "ed".
    """
    wrong = name.lower()
    if wrong in known():
        return ""
    words = sorted(wrong.split("-"))
    ends = (right for right in known() if wrong.endswith("-by") and one_edit(wrong, right))
    turned = (
        right for right in known() if len(words) > _TURNED and words == sorted(right.split("-"))
    )
    bare = (right for right in known() if wrong.endswith("-by") and wrong == _ENDING.sub("", right))
    return next(chain(ends, turned, bare), "")
