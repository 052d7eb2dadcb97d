"""What more patterns cost: CPU per patch with the patterns there are, and with three times as many.

    python benchmarks/patterns.py ARCHIVE [--mails N]

Reads the newest mails of an archive, and looks for all patterns of all checks in the C hunks of
their patches: CPU a patch, and how much that grows where each pattern is there
twice more, under other words. The best of three rounds counts; what is remembered of some hundred
hunks is forgotten from one to the next.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hits import alone
from reviewbot.checks.registry import GROUP, walk
from reviewbot.context.c.hunk.find import matches, places
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.levels import DiffContext
from reviewbot.fetch.epoch import read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.patch import Patch

ROUNDS = 3
_NAME = re.compile(r"(?<![$\w])[A-Za-z]\w+\b")
_KEPT = frozenset(("if", "else", "return", "sizeof", "likely", "unlikely", "NULL"))


def under_other_words(pattern: Pattern, number: int) -> Pattern:
    """The pattern with each name and each word of a table changed."""

    def renamed(text: str) -> str:
        kept = _KEPT | pattern.choices.keys()
        return _NAME.sub(lambda m: m[0] if m[0] in kept else f"{m[0]}_{number}", text)

    tables = {
        name: lambda of=of: [f"{word}_{number}" for word in of()]
        for name, of in pattern.tables.items()
    }
    choices = {word: tuple(map(renamed, of)) for word, of in pattern.choices.items()}
    through = pattern.looks_through_hints
    return Pattern(renamed(pattern.text), through_hints=through, **choices, **tables)


def patterns() -> tuple[Pattern, ...]:
    """All that any module of the program has."""
    tuple(walk(GROUP))  # imports the checks
    modules = [module for name, module in sys.modules.items() if name.startswith("reviewbot.")]
    return tuple(dict.fromkeys(one for module in modules for one in _among(vars(module).values())))


def _among(things: Iterable[object]) -> Iterator[Pattern]:
    for thing in things:
        if isinstance(thing, Pattern):
            yield thing
        elif isinstance(thing, (tuple, dict)):
            yield from _among(thing.values() if isinstance(thing, dict) else thing)


def cpu(patches: Sequence[Patch], wanted: Sequence[Pattern]) -> float:
    """Seconds to look for all of them in all patches, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        contexts = [DiffContext(patch, alone(patch)) for patch in patches]
        start = time.process_time()
        for context in contexts:
            for pattern in wanted:
                for place in places(context, pattern):
                    for _match in matches(place, pattern):
                        pass
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("--mails", type=int, default=3000)
    options = arguments.parse_args()
    there = patterns()
    ids = list(message_blobs(options.archive))[: options.mails]
    raws = (raw for _, raw in read_blobs(options.archive, ids) if raw)
    mails = [mail for raw in raws if (mail := read_post(read_message(raw)[0])[0])]
    patches = [mail for mail in mails if any(file.is_c for file in mail.files)]
    once = cpu(patches, there)
    more = [under_other_words(pattern, number) for number in (2, 3) for pattern in there]
    thrice = cpu(patches, [*there, *more])
    print(f"{len(patches)} patches with C")
    for count, seconds in ((len(there), once), (len(there) + len(more), thrice)):
        print(f"{count:4} patterns: {1e6 * seconds / len(patches):8.1f} us of CPU a patch")
    print(f"three times the patterns cost {100 * (thrice / once - 1):+.1f} %")


if __name__ == "__main__":
    main()
