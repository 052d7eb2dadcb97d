"""How CPU grows as a construct is doubled and doubled again, check by check.

    python benchmarks/growth.py [--construct NAME] [--check NAME] [-n 250] [--all] [--worse 1.3]
                                [--tree TREE | --files N]

Prints, for each construct of ``tests/growing``, what took longest at 4n: CPU seconds at n, 2n and
4n, the exponent of the last doubling (1 is linear, 2 quadratic), the steps counted at 4n, and
whether the check gave up as ``skipped`` (``*``) or at the deadline (``!``). Shown is what takes
50 ms or more at 4n and all that is skipped; ``--all`` shows everything, ``--worse`` what grows
faster than that. Without a tree one of ``N`` files (none) is made.
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
from reviewbot.collector import collect_seldom
from reviewbot.model.budget import TooLargeError, budget
from reviewbot.model.patience import OverdueError
from reviewbot.pipeline import Options, review_series
from reviewbot.reply.wording import template_root
from reviewbot.report import html, json, sarif, text
from reviewbot.thread.choose import choose, newer
from reviewbot.thread.messages import read_head
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together
from reviewbot.trees.opened import Trees

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from growing import CONSTRUCTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from growing.parts import Construct
    from reviewbot.checks.api import Check, Remark

SHOWN = 0.05  # seconds at 4n
SURE = 0.02  # seconds at 2n below which an exponent says nothing


@dataclass
class Cost:
    """What one check, or one part of the program, took."""

    cpu: float = 0.0
    steps: int = 0
    ended: str = " "


def timed(check: Check, cost: Cost) -> Check:
    """The check, its CPU and steps added up."""

    def run(context: object) -> tuple[Remark, ...]:
        before = time.process_time()
        try:
            with budget() as mine:
                return tuple(check.run(context))
        except TooLargeError:
            cost.ended = "*"
            raise
        except OverdueError:
            cost.ended = "!"
            raise
        finally:
            cost.steps += mine.spent
            cost.cpu += time.process_time() - before

    return replace(check, run=run)


def measure(raws: tuple[bytes, ...], names: tuple[str, ...], trees: Trees) -> dict[str, Cost]:
    """One review of a thread, part by part."""
    costs: dict[str, Cost] = defaultdict(Cost)
    last = time.process_time()

    def took(part: str) -> None:
        nonlocal last
        now = time.process_time()
        costs[part].cpu += now - last
        last = now

    together([read_head(raw) for raw in raws])
    took("(grouping)")
    thread = read_thread(raws)
    took("(thread)")
    _ = thread.members
    chosen, _ = choose(thread, None, None)
    newer(thread, chosen)
    took("(choice)")
    checks = tuple(timed(check, costs[check.name]) for check in select(names))
    pasts = PriorIndex(thread).of
    for one in chosen:
        pasts(one)
    took("(replies, revisions)")
    review = review_series(chosen, pasts, checks, trees, Options())
    took("(around checks)")
    costs["(around checks)"].cpu -= sum(costs[check.name].cpu for check in checks)
    json.document(review)
    took("(report/json)")
    sarif.document(review, checks)
    took("(report/sarif)")
    text.render(review, drafts=True)
    took("(report/text)")
    html.render(review, template_root())
    took("(report/html)")
    costs["all"].cpu = sum(cost.cpu for cost in costs.values())
    return costs


def rows(
    build: Construct,
    options: argparse.Namespace,
    trees: Trees,
) -> Iterator[str]:
    """The lines of one construct."""
    n, names = options.n, tuple(options.check)
    one, two, four = (measure(build(size), names, trees) for size in (n, 2 * n, 4 * n))
    for name in sorted(four, key=lambda name: -four[name].cpu):
        costs = one[name], two[name], four[name]
        given_up = any(cost.ended != " " for cost in costs)
        if not (options.all or costs[-1].cpu >= SHOWN or given_up):
            continue
        exponent = math.log2(costs[2].cpu / costs[1].cpu) if costs[1].cpu >= SURE else math.nan
        if options.worse and not (exponent > options.worse or given_up):
            continue
        times = " ".join(f"{cost.cpu:7.2f}{cost.ended}" for cost in costs)
        yield f"  {name:32} {times} {exponent:5.2f} {costs[2].steps:10}"


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = arguments.add_argument
    add("--construct", action="append", choices=tuple(CONSTRUCTS))
    add("--check", action="append", default=[])
    add("-n", type=int, default=250)
    add("--all", action="store_true")
    add("--worse", type=float, default=0.0)
    add("--tree", type=Path)
    add("--files", type=int, default=0)
    options = arguments.parse_args()
    collect_seldom()  # as the program does
    with tempfile.TemporaryDirectory() as folder:
        tree = options.tree or made(Path(folder), options.files)
        print(f"{'':34} {'n':>7}  {'2n':>7}  {'4n':>7}  growth      steps   (*: skipped)")
        with Trees(tree) as trees:
            measure(CONSTRUCTS["assignments"](1), (), trees)  # what is loaded once
            for name in options.construct or CONSTRUCTS:
                print(f"{name}, n = {options.n}", flush=True)
                for row in rows(CONSTRUCTS[name], options, trees):
                    print(row, flush=True)


def made(folder: Path, files: int) -> Path:
    """A repository with one commit of so many small files."""
    stream = "".join(
        f"M 100644 inline drivers/d{number // 100}/f{number}.c\ndata 16\nint f{number:09};\n\n"
        for number in range(files)
    )
    who = "A. Author <author@example.org> 1768208400 +0100"
    commit = f"commit refs/heads/main\ncommitter {who}\ndata 5\nBegin\n{stream}done\n"
    git = ("git", "-C", str(folder))
    subprocess.run((*git, "init", "--quiet", "--initial-branch=main"), check=True)
    subprocess.run((*git, "fast-import", "--quiet", "--done"), input=commit.encode(), check=True)
    return folder


if __name__ == "__main__":
    main()
