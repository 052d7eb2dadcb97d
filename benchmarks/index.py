"""What the word index of a tree costs, and what it answers beside git grep.

    python benchmarks/index.py TREE [--runs 9]

TREE is a git repository of Linux. The index is made in a directory of its own, for HEAD, then for a
tree that differs in some files (the one of ``--older``, by default HEAD~200, where there is one).
CPU of this process and of git's; answers are compared, and must be the same.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.context.index.make import make
from reviewbot.context.repository import Repository
from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("no_such_name", "klp_enable_patch", "notifier_from_errno", "regmap_read", "printk")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--older", default="HEAD~200")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CACHE_HOME"] = f"{home}/none"
        slow = {name: times(options.tree, name, max(1, options.runs // 4)) for name in NAMES}
        os.environ["XDG_CACHE_HOME"] = home
        made(options.tree, options.older)
        print("name                    files   lines  git grep  which files  all lines  (s of CPU)")
        for name in NAMES:
            fast = times(options.tree, name, options.runs)
            if fast.answers != slow[name].answers:
                raise SystemExit(f"the answers differ for {name}")
            files, lines = fast.answers
            print(
                f"{name:22} {len(files):6} {len(lines):7} {slow[name].lines:9.3f}"
                f" {fast.files:12.5f} {fast.lines:10.4f}"
                f"   ratios {fast.files / slow[name].lines:.5f} {fast.lines / slow[name].lines:.4f}"
            )


def made(tree: Path, older: str) -> None:
    """Make the index, and have it learn another tree; say what that cost."""
    with Repository(tree) as repository:
        spent, known = cpu(lambda: make(*repository.indexed(), lambda *_: None))
    print(f"built: {spent:.1f} s, {known.blobs} blobs, {known.size / 1e6:.0f} MB")
    try:
        with Repository(tree, older) as repository:
            spent, more = cpu(lambda: make(*repository.indexed(), lambda *_: None))
    except UsageError:
        print(f"there is no {older}")
        return
    fresh = more.blobs - known.blobs
    print(
        f"learnt {older}: {spent:.2f} s, {fresh} blobs, {1e3 * spent / max(fresh, 1):.2f} ms each"
    )


@dataclass(frozen=True)
class Times:
    """Median CPU seconds for which files have a name and for all its lines, and what is answered."""

    files: float
    lines: float
    answers: tuple[Any, Any]


def times(tree: Path, name: str, runs: int) -> Times:
    """Ask for a name again and again, each time of a repository just opened."""
    files, lines = [], []
    for _ in range(runs):
        with Repository(tree) as repository:
            repository.file("Makefile")  # the index is open, and git is there
            spent, uses = cpu(partial(repository.uses, [name]))
            lines.append(spent)
        with Repository(tree) as repository:
            repository.file("Makefile")
            spent, paths = cpu(partial(repository.files_with, [name]))
            files.append(spent)
    answers = paths[name], uses[name]
    return Times(statistics.median(files), statistics.median(lines), answers)


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """The CPU seconds of some work, of git's with ours, and what came of it."""
    start = used()
    result = work()
    return used() - start, result


def used() -> float:
    """CPU seconds of this process, and of those that ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
