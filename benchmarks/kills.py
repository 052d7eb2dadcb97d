"""Kill the watch again and again, whatever else happens to it: is a draft lost, or made twice?

    python benchmarks/kills.py [--kills 50] [--seed 1]

For each kind of box a home that is kept in git, with a watch below it; before each start a series
comes on each of two lists, and a hostile mail. Starts are killed: at chosen moments (before a file
is linked, removed, renamed, a git started ...), at any time, with and without the git they
started, or told to stop by SIGTERM. Most have one of ``tests/troubles.py`` on top; every third
trouble is also met by a turn that is let run to its end. At last a turn without trouble: the drafts
are to be those of a watch that nothing happened to, and all else in the home is to be as it was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from besieged import Tally, besieged

BOXES = ("maildir", "mbox", "files")


def main() -> int:
    """Kill them all and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tallies = []
    for number, box in enumerate(BOXES):
        kills = len(range(number, asked.kills, len(BOXES)))
        with tempfile.TemporaryDirectory(prefix="kills-") as folder:
            os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
            os.environ["XDG_STATE_HOME"] = f"{folder}/xdg"  # what is remembered is not the user's
            rng = Random(f"{asked.seed}:{box}")  # noqa: S311  chance that can be repeated
            tallies.append(besieged(Path(folder), box, kills, rng))
    return _print(tallies)


def _print(tallies: list[Tally]) -> int:
    print("box      kills  starts to the end  drafts due  lost  twice  other")
    for each in tallies:
        row = (each.ways.total(), each.ended, each.due, each.lost, each.twice, each.others)
        print("{:<8} {:>5} {:>18} {:>11} {:>5} {:>6} {:>6}".format(each.box, *row))
    for title, of in (("killed", "ways"), ("exit codes", "codes"), ("troubles", "troubles")):
        counted = sum((getattr(each, of) for each in tallies), Counter[object]())
        print(f"{title}: {', '.join(f'{key} {n}' for key, n in sorted(counted.items(), key=str))}")
    faults = [f"{each.box}: {fault}" for each in tallies for fault in each.faults]
    print(f"faults: {len(faults)}")
    for line in faults[:40]:
        print(f"    {line}")
    return int(bool(faults) or any(each.lost + each.twice + each.others for each in tallies))


if __name__ == "__main__":
    sys.exit(main())
