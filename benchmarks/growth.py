"""How CPU grows as a construct is doubled and doubled again, check by check.

    python benchmarks/growth.py [--construct NAME] [--check NAME] [-n 250] [--all] [--tree TREE]

Prints, for each construct of ``tests/growing.py``, what took longest at 4n: CPU seconds at n, 2n and
4n, the exponent of the last doubling (1 is linear, 2 quadratic), the steps counted at 4n, and
whether the check gave up as ``skipped``. Shown is what takes 50 ms or more at 4n and all that is
skipped; ``--all`` shows everything. Without a tree an empty one is made.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.model.budget import TooLargeError, budget
from reviewbot.pipeline import Options, review_series
from reviewbot.reply.wording import template_root
from reviewbot.report import html, json
from reviewbot.thread.past import Pasts
from reviewbot.thread.series import read_thread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from growing import CONSTRUCTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewbot.checks.api import Check, Remark

SHOWN = 0.05  # seconds at 4n
SURE = 0.02  # seconds at 2n below which an exponent says nothing


@dataclass
class Cost:
    """What one check, or one part of the program, took."""

    cpu: float = 0.0
    steps: int = 0
    skipped: bool = False


def timed(check: Check, cost: Cost) -> Check:
    """The check, its CPU and steps added up."""

    def run(context: object) -> tuple[Remark, ...]:
        before = time.process_time()
        try:
            with budget() as mine:
                return tuple(check.run(context))
        except TooLargeError:
            cost.skipped = True
            raise
        finally:
            cost.steps = max(cost.steps, mine.spent)
            cost.cpu += time.process_time() - before

    return replace(check, run=run)


def measure(
    raws: tuple[bytes, ...], names: tuple[str, ...], repository: Repository
) -> dict[str, Cost]:
    """One review of a thread, part by part."""
    costs: dict[str, Cost] = defaultdict(Cost)
    last = time.process_time()

    def took(part: str) -> None:
        nonlocal last
        now = time.process_time()
        costs[part].cpu += now - last
        last = now

    thread = read_thread(raws)
    took("(thread)")
    checks = tuple(timed(check, costs[check.name]) for check in select(names))
    last = time.process_time()
    review = review_series(thread.series, Pasts(thread), checks, repository, Options())
    took("(all checks, drafts)")
    json.document(review)
    took("(report/json)")
    html.render(review, template_root())
    took("(report/html)")
    costs["(all)"].cpu = sum(cost.cpu for name, cost in costs.items() if name.startswith("("))
    return costs


def rows(
    build: Callable[[int], tuple[bytes, ...]],
    n: int,
    options: argparse.Namespace,
    repository: Repository,
) -> Iterator[str]:
    """The lines of one construct."""
    names = tuple(options.check)
    one, two, four = (measure(build(size), names, repository) for size in (n, 2 * n, 4 * n))
    for name in sorted(four, key=lambda name: -four[name].cpu):
        costs = one[name], two[name], four[name]
        if not (options.all or costs[-1].cpu >= SHOWN or any(cost.skipped for cost in costs)):
            continue
        sure = costs[1].cpu >= SURE
        exponent = f"{math.log2(costs[2].cpu / costs[1].cpu):5.2f}" if sure else "    -"
        times = " ".join(f"{cost.cpu:7.2f}{'*' if cost.skipped else ' '}" for cost in costs)
        yield f"  {name:32} {times} {exponent} {costs[2].steps:10}"


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = arguments.add_argument
    add("--construct", action="append", choices=tuple(CONSTRUCTS))
    add("--check", action="append", default=[])
    add("-n", type=int, default=250)
    add("--all", action="store_true")
    add("--tree", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = options.tree or made(Path(folder))
        print(f"{'':34} {'n':>7}  {'2n':>7}  {'4n':>7}  growth      steps   (*: skipped)")
        with Repository(tree) as repository:
            measure(CONSTRUCTS["assignments"](1), (), repository)  # what is loaded once
            for name in options.construct or CONSTRUCTS:
                print(f"{name}, n = {options.n}", flush=True)
                for row in rows(CONSTRUCTS[name], options.n, options, repository):
                    print(row, flush=True)


def made(folder: Path) -> Path:
    """A repository with one empty commit."""
    identity = ("-c", "user.name=A. Author", "-c", "user.email=author@example.org")
    git = ("git", "-C", str(folder), *identity)
    subprocess.run((*git, "init", "--quiet"), check=True)
    subprocess.run((*git, "commit", "--quiet", "--allow-empty", "-m", "Begin"), check=True)
    return folder


if __name__ == "__main__":
    main()
