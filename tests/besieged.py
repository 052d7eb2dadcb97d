"""A watch that is killed again and again with other troubles on top, and what is there at last."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from household import Lists, Watch, kept_in_git, lists_in, own
from troubles import TROUBLES, nothing

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

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
