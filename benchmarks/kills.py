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
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from household import Lists, Watch, kept_in_git, lists_in, own
from troubles import TROUBLES, nothing

BOXES = ("maildir", "mbox", "files")
CHOSEN, ANY, GROUP, STOP = "at a chosen moment", "at any time", "with its git", "told to stop"
WAYS = (CHOSEN, ANY, CHOSEN, GROUP, STOP)
# audit events of a turn, and how many of them there may be
EVENTS = (
    ("os.link", 4), ("os.remove", 8), ("os.rename", 4), ("os.mkdir", 6), ("subprocess.Popen", 20),
    ("shutil.rmtree", 5), ("fcntl.flock", 1), ("fcntl.lockf", 4), ("os.truncate", 3),
)  # fmt: skip
CALM = 8  # starts without a trouble, in each round of troubles


@dataclass
class Tally:
    """What came of one box."""

    box: str
    ways: Counter[str] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    due: int = 0
    lost: int = 0
    twice: int = 0
    others: int = 0
    faults: list[str] = field(default_factory=list)


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
            rng = Random(f"{asked.seed}:{box}")  # noqa: S311  chance that can be repeated
            tallies.append(besieged(Path(folder), box, kills, rng))
    return _print(tallies)


def besieged(folder: Path, box: str, kills: int, rng: Random) -> Tally:
    """Kill the watch with such a box so often, and look at what is there then."""
    home, lists = kept_in_git(folder), lists_in(folder / "lists")
    before, tally = own(home), Tally(box)
    watch = Watch(home, lists.folder, box)
    lists.more()
    started = time.monotonic()
    _ended(watch, tally, 0)
    lasts = time.monotonic() - started
    waiting: list[str] = []
    while tally.ways.total() < kills:
        waiting = waiting or _shuffled(rng)
        name = waiting.pop()
        lists.more()
        with TROUBLES.get(name, nothing)(watch) as size:
            _kill(watch, tally, rng, size, lasts)
            if name:
                tally.troubles[name] += 1
            if name and rng.randrange(3) == 0:
                _ended(watch, tally, size)
        if own(home) != before:
            tally.faults.append(f"after {name}: the home is not as it was")
            before = own(home)
    _ended(watch, tally, 0)
    return _compared(watch, lists, folder / "undisturbed", tally)


def _shuffled(rng: Random) -> list[str]:
    names = [*TROUBLES, *[""] * CALM]
    rng.shuffle(names)
    return names


def _kill(watch: Watch, tally: Tally, rng: Random, size: int, lasts: float) -> None:
    """Start a turn and kill it; it counts where it was still running."""
    way = WAYS[tally.ways.total() % len(WAYS)]
    event, most = rng.choice(EVENTS)
    moment = f"{event}:{rng.randint(1, most)}" if way == CHOSEN else "-"
    wait = rng.uniform(0.2, 1.2) * lasts
    with watch.begin(moment, signal.SIGKILL, size) as run:
        if way != CHOSEN:
            with suppress(subprocess.TimeoutExpired):
                run.wait(wait)
        is_hit = run.poll() is None
        if way == GROUP:
            with suppress(ProcessLookupError):  # all have ended
                os.killpg(run.pid, signal.SIGKILL)
        elif way != CHOSEN:
            run.send_signal(signal.SIGTERM if way == STOP else signal.SIGKILL)
        said = run.communicate()[1]
    if is_hit and (way == STOP or run.returncode == -signal.SIGKILL):
        tally.ways[way] += 1
    _heard(tally, run.returncode, said)


def _ended(watch: Watch, tally: Tally, size: int) -> None:
    """A turn that is let run to its end."""
    tally.ended += 1
    _heard(tally, *watch.turn(size))


def _heard(tally: Tally, code: int, said: str) -> None:
    tally.codes[code] += 1
    lines = said.split("\n")
    tally.faults += [each for each in lines if "a bug" in each or "Traceback" in each]


def _compared(watch: Watch, lists: Lists, folder: Path, tally: Tally) -> Tally:
    """Count the drafts beside those of a watch of the same lists that nothing happened to."""
    calm = Watch(folder, lists.folder, watch.box)
    calm.turn()
    wanted, found = calm.delivered(), watch.delivered()
    tally.due = wanted.total()
    tally.lost = (wanted - found).total()
    tally.twice = sum(number - 1 for number in found.values())
    others = sorted(found.keys() - wanted.keys())
    tally.others = len(others)
    tally.faults += [f"not due: {each.partition(b'In-Reply-To: ')[2][:300]!r}" for each in others]
    with closing(sqlite3.connect(watch.state / "state.sqlite")) as base:
        (sound,) = base.execute("PRAGMA integrity_check").fetchone()
    if sound != "ok":
        tally.faults.append(f"the state is damaged: {sound}")
    return tally


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
