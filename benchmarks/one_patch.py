"""One patch from the shell against checkpatch.pl: whole processes in turn, in one run.

    python benchmarks/one_patch.py LINUX PATCH... [--runs N]

LINUX is a source tree of the kernel. Of each patch: CPU (user and system, children too) of
``reviewbot thread PATCH`` with all checks and no tree, of ``checkpatch.pl --no-tree PATCH``, and of
``checkpatch.pl PATCH`` in the tree; medians, and the medians of the ratios run by run. A first run, not
counted, makes what a start keeps for the next one; byte code is written, as pip does.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = "scripts/checkpatch.pl"


def cpu(command: list[str], folder: Path, home: Path) -> float:
    """Seconds of CPU of one run."""
    given = {name: of for name, of in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=given, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(patch: Path, linux: Path, runs: int) -> list[tuple[float, float, float]]:
    """Of each run the seconds of reviewbot, of checkpatch.pl without a tree, and with one."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        ours = [sys.executable, "-m", "reviewbot", "thread", str(patch)]
        alone = [str(linux / SCRIPT), "--no-tree", str(patch)]
        inside = [str(linux / SCRIPT), str(patch)]
        rounds = [
            (cpu(ours, home, home), cpu(alone, home, home), cpu(inside, linux, home))
            for _ in range(runs + 1)
        ]
    return rounds[1:]


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("linux", type=Path)
    arguments.add_argument("patches", type=Path, nargs="+")
    arguments.add_argument("--runs", type=int, default=11)
    options = arguments.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {options.runs} runs; seconds of CPU, ratios")
    for patch in options.patches:
        rounds = measured(patch.resolve(), options.linux.resolve(), options.runs)
        ours, alone, inside = map(statistics.median, zip(*rounds, strict=True))
        by_alone = statistics.median(one / other for one, other, _ in rounds)
        by_inside = statistics.median(one / other for one, _, other in rounds)
        print(
            f"{patch.name:24} {ours:.3f}  --no-tree {alone:.3f} {by_alone:.2f}"
            f"  in its tree {inside:.3f} {by_inside:.2f}"
        )


if __name__ == "__main__":
    main()
