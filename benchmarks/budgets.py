"""What files of the kernel need of a check's budget, each posted whole as one patch.

    python benchmarks/budgets.py LINUX [--largest 50] [--random 300] [--seed 1] [--check NAME]

LINUX is a git repository. Prints, for the largest C files and for a random sample of all, how many
pairs of a check and a file are skipped as too large, and what needed most.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.budget import STEPS
from reviewbot.thread.series import read_thread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from growing.parts import mail, new_file
from growth import Cost, timed

MOST = 12  # rows of what needed most


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = arguments.add_argument
    add("linux", type=Path)
    add("--largest", type=int, default=50)
    add("--random", type=int, default=300)
    add("--seed", type=int, default=1)
    add("--check", action="append", default=[])
    options = arguments.parse_args()
    sizes = files(options.linux)
    chosen = random.Random(options.seed).sample(sorted(sizes), options.random)  # noqa: S311  a sample
    largest = sorted(sizes, key=sizes.__getitem__)[::-1][: options.largest]
    with Repository(options.linux) as repository:
        for title, paths in ("largest", largest), ("random", chosen):
            table(title, paths, tuple(options.check), repository)


def files(linux: Path) -> dict[str, int]:
    """The C files of the commit and their sizes."""
    listed = subprocess.run(
        ("git", "-C", str(linux), "ls-tree", "-r", "-l", "HEAD"), capture_output=True, check=True
    ).stdout.decode()
    rows = (line.partition("\t") for line in listed.splitlines())
    return {path: int(row.split()[3]) for row, _, path in rows if path.endswith(".c")}


def table(title: str, paths: list[str], names: tuple[str, ...], repository: Repository) -> None:
    """What each check needs of each file."""
    needs: list[tuple[int, float, str, str]] = []
    skipped: Counter[str] = Counter()
    looks = 0
    for path in paths:
        costs = {check.name: Cost() for check in select(names)}
        checks = [timed(check, costs[check.name]) for check in select(names)]
        source = (repository.file(path) or b"").decode("utf-8", "replace")
        raw = mail(new_file(source.rstrip("\n").split("\n"), path.replace(".c", "_new.c")))
        run(read_thread((raw,)).series, checks, repository)
        for name, cost in costs.items():
            looks += 1
            needs.append((cost.steps, cost.cpu, name, path))
            skipped[name] += cost.ended != " "
    total = sum(skipped.values())
    print(f"{title}: {len(paths)} files, {total} of {looks} skipped {dict(+skipped)}")
    for steps, cpu, name, path in sorted(needs)[::-1][:MOST]:
        print(f"  {steps:9} ({steps / STEPS:5.2f})  {cpu:6.2f} s  {name:28} {path}", flush=True)


if __name__ == "__main__":
    main()
