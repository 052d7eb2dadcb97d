"""How many well-known pairs a table knows, and its best supported pairs for reading.

    python benchmarks/pairs.py [--top 300] [TABLE]

``TABLE`` is what ``reviewbot learn`` made; without it the shipped one. The well-known are in
``known_pairs.txt``, written down before the first table was made.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reviewbot.knowledge.pairs import read, shipped

KNOWN = Path(__file__).with_name("known_pairs.txt")


def main() -> None:
    """Count and list."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--top", type=int, default=0)
    options = parser.parse_args()
    table = read(options.table.read_text(encoding="utf-8")) if options.table else shipped()
    pairs = [pair for found in table.by_acquire.values() for pair in found]
    pairs.sort(key=lambda pair: -pair.undone)
    for pair in pairs[: options.top]:
        print(f"{pair.acquire} {pair.release} {pair.undone} of {pair.held}")
    lines = KNOWN.read_text(encoding="utf-8").split("\n")
    known = [tuple(line.split()) for line in lines if line and not line.startswith("#")]
    there = {(pair.acquire, pair.release) for pair in pairs}
    missing = [pair for pair in known if pair not in there]
    print(f"{table.origin}: {len(pairs)} pairs; {len(known) - len(missing)} of {len(known)} known")
    for acquire, release in missing:
        print(f"  missing: {acquire} {release}")


if __name__ == "__main__":
    main()
