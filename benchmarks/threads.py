"""Archives to threads: the raw messages that belong together, whatever their mailers did.

    for raws in threads([Path("linux-modules.git")]): thread = read_thread(raws)

    python benchmarks/threads.py [--since 2022] [--until 2026] ARCHIVE...   # how many, how large

What belongs together is told by ``reviewbot/thread/together.py``.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.messages import read_head
from reviewbot.thread.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.mail import Head

SINCE, UNTIL = 2022, 2026  # years, both included


def threads(
    archives: Iterable[Path], since: int = SINCE, until: int = UNTIL
) -> Iterator[list[bytes]]:
    """The messages of these years in groups, each oldest first; the groups by their first one.

    A message of several archives comes once, unless its body differs.
    """
    raws: list[bytes] = []
    heads: list[Head] = []
    bodies: set[tuple[str, bytes]] = set()
    for archive in archives:
        for raw in raw_messages(archive):
            head = read_head(raw)
            key = (head.message_id, raw.partition(b"\n\n")[2])
            if head.date and since <= head.date.year <= until and key not in bodies:
                bodies.add(key)
                raws.append(raw)
                heads.append(head)
    for numbers in together(heads):
        yield [raws[number] for number in numbers]


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
