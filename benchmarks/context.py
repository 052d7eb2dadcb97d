"""How well the patches of archives are known in a tree, and whether that is right.

    python benchmarks/context.py --tree REPOSITORY [--since 2024-09] [--until 2025-03] ARCHIVE...

Counts patches and files by level. Of the files whose pre-image blob the tree has, those whose
post-image got the very id the diff names are *verified*; the others are listed one by one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.gather import gather
from reviewbot.context.levels import BlobContext, Level
from reviewbot.context.repository import Repository
from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.context.gather import Surroundings

MONTH = "%Y-%m"


def count(around: Surroundings, repository: Repository, files: Counter[str]) -> None:
    """Add one mail's files to the counts; list the odd ones."""
    context = around.context
    images = context.images if isinstance(context, BlobContext) else {}
    for file in context.files:
        if file.old_path is None or file.is_binary:
            continue
        image = images.get(file)
        files[image.level if image else Level.DIFF] += 1
        if repository.blob(file.old_blob) is None:
            continue
        verified = image is not None and image.level == Level.EXACT
        files["verified" if verified else "found, not verified"] += 1
        if not verified:
            print(f"not verified: <{context.message.message_id}> {file.path}")


def main() -> None:
    """Read, gather, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--since", default="2024-09")
    parser.add_argument("--until", default="2025-03")
    options = parser.parse_args()
    patches: Counter[str] = Counter()
    files: Counter[str] = Counter()
    with Repository(options.tree) as repository:
        for archive in options.archives:
            for series in read_thread(raw_messages(archive)).series:
                date = series.mails[0].message.date
                if not date or not options.since <= date.strftime(MONTH) <= options.until:
                    continue
                for around in gather(series, repository):
                    if around.context.files:
                        patches[around.level] += 1
                        count(around, repository, files)
    print(f"patches: {dict(patches)}")
    print(f"changed files: {dict(files)}")


if __name__ == "__main__":
    main()
