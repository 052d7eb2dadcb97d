"""Reviewed-by, Acked-by and Tested-by: who gave them to a mail of a series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch

_GIVEN = re.compile(
    r"[ \t]*(Reviewed|Acked|Tested)-by[ \t]*:[ \t]*\"?([^<>\"]{0,98}?)\"?[ \t]*<?([^<>\s()]+@[^<>\s()]+)>?",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"[ \t]*[A-Za-z][a-z-]{1,30}-by[ \t]*:[ \t]*\"?([^<>\"]{0,98}?)\"?[ \t]*<?([^<>\s()]+@[^<>\s()]+)>?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A tag; ``email`` is lower-case, ``line`` is the whole of it."""

    tag: str
    name: str
    email: str
    line: str

    def is_of(self, people: frozenset[str]) -> bool:
        """Whether it is by one of them: addresses and names, lower-case."""
        return self.email in people or self.name.lower() in people


def given_in_reply(comment: Comment) -> Iterator[Given]:
    """The tags a reviewer wrote in a reply."""
    return _read(comment.text.split("\n"))


def given_in_log(mail: Patch) -> Iterator[Given]:
    """The tags a patch already has in its log."""
    return _read(_log(mail))


def people(mail: Patch) -> frozenset[str]:
    """Everybody who has any ``…-by:`` tag in the log, by address and by name, lower-case."""
    found: set[str] = set()
    for line in _log(mail):
        if tag := _ANY.match(line):
            found.update((tag[1].strip().lower(), tag[2].lower()))
    return frozenset(found - {""})


def _log(mail: Patch) -> list[str]:
    body = mail.body
    return [mail.message.line(number) for number in range(body.log.start, body.trailers.stop)]


def _read(lines: list[str]) -> Iterator[Given]:
    for line in lines:
        if tag := _GIVEN.match(line):
            name = tag[2].strip() or tag[3]
            kind, who = f"{tag[1].capitalize()}-by", tag[0].partition(":")[2]
            yield Given(kind, name, tag[3].lower(), f"{kind}: {' '.join(who.split())}")
