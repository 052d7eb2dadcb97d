"""Archives to threads: the raw messages that belong together, whatever their mailers did.

    for raws in threads([Path("linux-modules.git")]): thread = read_thread(raws)

    python benchmarks/threads.py [--since 2022] [--until 2026] ARCHIVE...   # how many, how large

Messages belong together that name each other or the same message, that post a patch or cover of
the same title by the same author, or that are parts of one series sent without threading: the
same author, revision and count within a few days. Wider than any one thread, on purpose: how the
series are told apart is for ``read_thread`` to find out.
"""

from __future__ import annotations

import argparse
import statistics
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.messages import read_message
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.mail import Message

SINCE, UNTIL = 2022, 2026  # years, both included
_ANEW = timedelta(days=365)  # a title used again after that long is another patch's
_POSTED = timedelta(days=4)  # an unthreaded series is posted in one go


@dataclass
class _Groups:
    """Union-find over anything that can be a key."""

    parents: dict[object, object]

    def root(self, key: object) -> object:
        self.parents.setdefault(key, key)
        while self.parents[key] != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def join(self, one: object, other: object) -> None:
        self.parents[self.root(other)] = self.root(one)


def threads(
    archives: Iterable[Path], since: int = SINCE, until: int = UNTIL
) -> Iterator[list[bytes]]:
    """The messages of these years in groups, each oldest first; the groups by their first one.

    A message of several archives comes once, unless its body differs.
    """
    raws: list[bytes] = []
    messages: list[tuple[datetime, Message]] = []
    bodies: set[tuple[str, tuple[str, ...]]] = set()
    for archive in archives:
        for raw in raw_messages(archive):
            message, _ = read_message(raw)
            date = message.date
            if date is None or not since <= date.year <= until:
                continue
            if (message.message_id, message.lines) not in bodies:
                bodies.add((message.message_id, message.lines))
                raws.append(raw)
                messages.append((date.astimezone(UTC), message))
    groups = _Groups({})
    for _, message in messages:
        for other in (*message.in_reply_to, *message.references):
            groups.join(message.message_id, other)
    _join_posts(groups, messages)
    members: dict[object, list[int]] = defaultdict(list)
    for number in sorted(range(len(raws)), key=lambda number: messages[number][0]):
        members[groups.root(messages[number][1].message_id)].append(number)
    for numbers in members.values():
        yield [raws[number] for number in numbers]


def _join_posts(groups: _Groups, messages: Iterable[tuple[datetime, Message]]) -> None:
    """Join posts of one title, and the parts of one unthreaded series."""
    last: dict[tuple[object, ...], tuple[datetime, str]] = {}
    for date, message in sorted(messages, key=lambda one: one[0]):
        subject = read_subject(message.subject)
        if subject.is_reply or not (subject.is_patch or subject.is_rfc):
            continue
        author = message.author.email.lower()
        keys: list[tuple[tuple[object, ...], timedelta]] = [
            ((author, subject.title.lower()), _ANEW)
        ]
        if subject.expected:
            keys.append(((author, subject.revision, subject.expected), _POSTED))
        for key, apart in keys:
            before, known = last.get(key, (date, message.message_id))
            if date - before <= apart:
                groups.join(known, message.message_id)
            last[key] = (date, message.message_id)


def main() -> None:
    """Count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--since", type=int, default=SINCE)
    parser.add_argument("--until", type=int, default=UNTIL)
    options = parser.parse_args()
    sizes = [len(raws) for raws in threads(options.archives, options.since, options.until)]
    print(f"{sum(sizes)} messages in {len(sizes)} threads")
    print(f"median {statistics.median(sizes):.0f}, largest {sorted(sizes)[-5:]}")


if __name__ == "__main__":
    main()
