"""Read every message of whole archives; the proof that nothing a sender wrote raises.

    python benchmarks/parse_all.py EPOCH_OR_BUNDLE...

Prints a row per archive: messages, covers and patches among them, defects by kind, and the CPU
time of one message. An exception ends the run with its traceback.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post


def main() -> None:
    """Read, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    for archive in parser.parse_args().archives:
        messages = posts = 0
        kinds: Counter[str] = Counter()
        started = time.process_time()
        for raw in raw_messages(archive):
            messages += 1
            message, defects = read_message(raw)
            post, more = read_post(message)
            posts += post is not None
            kinds.update(defect.kind for defect in (*defects, *more))
        spent = (time.process_time() - started) * 1000 / max(messages, 1)
        listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        print(f"| {archive.stem} | {messages} | {posts} | {listed} | {spent:.2f} ms |")


if __name__ == "__main__":
    main()
