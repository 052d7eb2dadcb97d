"""What titles in an archive begin with, learned from the patches of it that people said to have applied.

For places of which the shipped table tells nothing: a list it was not made with. Of counts only what they
are enough for is told, so that a few mails more seldom make another scan.
"""

from __future__ import annotations

import json
from binascii import crc32
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.learned_prefixes import AUTHORS_OF_SURE, TITLES_OF_SURE
from reviewbot.fetch.epoch import opened, read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.learn import titles as how
from reviewbot.learn.titles import AUTHORS, LEAST, habits, titles
from reviewbot.prepared import prepared, stamp
from reviewbot.regex import regex
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.learned_prefixes import Habit, Row
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch
    from reviewbot.prepared import Stamp

NEWEST = 8000  # mails of an archive that are looked at
_APPLIED = regex(
    r"(?im)^[ \t]{0,8}(?:[\w,/&'-]{1,20}+[ \t,!.:;]{1,4}+){0,6}"
    r"(?:applied|queued|merged|pushed|picked (?:it |this |them )?up)\b(?![^\n]*\?)"
)
_CODE = (Path(__file__), Path(how.__file__))
_LONGEST = 20_000  # characters of a reply that are looked at


def learned(archives: Sequence[Path], *, cached: bool = False) -> tuple[Row, ...]:
    """The habits of all directories that these archives have enough titles of; raises SourceError.

    ``cached``: what was learned at an earlier start counts while no mail has come.
    """
    if not cached:
        return _learned(archives)
    state = [*map(_end, archives), *map(stamp, _CODE)]
    name = f"titles-{crc32(repr(archives).encode()):08x}.json"
    content = prepared(name, state, lambda: json.dumps(_learned(archives)).encode())
    return tuple(tuple(row) for row in json.loads(content))


def _end(archive: Path) -> Stamp:
    """What an archive is told by: its last mail, and how many there are."""
    with opened(archive) as repository:
        blobs = message_blobs(repository)
    return f"{archive}:{blobs[-1] if blobs else ''}", 0, len(blobs)


def _learned(archives: Iterable[Path]) -> tuple[Row, ...]:
    mails = [mail for archive in archives for mail in _applied(archive)]
    return tuple(_coarse(habit) for habit in habits(titles(mails)))


def _applied(archive: Path) -> Iterator[Patch]:
    """The patches among the newest mails that a reply says to be applied, or the whole series."""
    posted: list[Patch] = []
    answered: set[str] = set()
    with opened(archive) as repository:
        newest = message_blobs(repository)[-NEWEST:]
        for _, raw in read_blobs(repository, newest):
            if raw is None:
                continue
            if b"\ndiff --git " in raw:
                mail, _ = read_post(read_message(raw)[0])
                if mail and mail.files:
                    posted.append(mail)
            elif _is_reply(raw):
                answered.update(_taken(read_message(raw)[0]))
    for mail in posted:
        message = mail.message
        if not answered.isdisjoint((message.message_id, *message.in_reply_to)):
            yield mail


def _is_reply(raw: bytes) -> bool:
    """Whether it may say that something was applied: cheaper than to read it."""
    return (
        b"\nIn-Reply-To:" in raw and _APPLIED.search(raw[:_LONGEST].decode("latin-1")) is not None
    )


def _taken(reply: Message) -> Iterable[str]:
    """The mails that it answers, if its own words say so."""
    own = "\n".join(line for line in reply.lines if not line.startswith(">"))[:_LONGEST]
    return reply.in_reply_to if _APPLIED.search(own) else ()


def _coarse(habit: Habit) -> Row:
    """As much of the counts as decides something."""
    if not habit.prefix:
        return habit.directory, "", 0, LEAST, 0
    if habit.is_sure:
        return habit.directory, habit.prefix, TITLES_OF_SURE, TITLES_OF_SURE, AUTHORS_OF_SURE
    return habit.directory, habit.prefix, LEAST, LEAST, AUTHORS
