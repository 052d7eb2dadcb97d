"""Learn what subjects begin with from archives: the table ``reviewbot/knowledge/prefixes.toml``.

    python benchmarks/prefixes.py [--newest N] ARCHIVE... > reviewbot/knowledge/prefixes.toml

How it is learned from titles is told in ``reviewbot/learn/titles.py``; here all patches count.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import opened, read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.learn.titles import habits, titles
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch

_PATCH = re.compile(rb"^diff --git ", re.MULTILINE)


def patches(archive: Path, newest: int) -> Iterator[Patch]:
    """The patches among the newest mails of an archive."""
    with opened(archive) as repository:
        ids = list(message_blobs(repository))[-newest:]
        for _, raw in read_blobs(repository, ids):
            if raw and _PATCH.search(raw):
                mail, _ = read_post(read_message(raw)[0])
                if mail and mail.files:
                    yield mail


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--newest", type=int, default=1_000_000)
    parser.add_argument("archives", nargs="+", type=Path)
    options = parser.parse_args()
    mails = (mail for archive in options.archives for mail in patches(archive, options.newest))
    print("[directories]")
    for directory, prefix, count, all_, authors in habits(titles(mails)):
        print(f'"{directory}" = ["{prefix}", {count}, {all_}, {authors}]')


if __name__ == "__main__":
    main()
