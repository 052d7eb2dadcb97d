"""All tables of what the program costs, with one command, beside its peers in the same run.

    python benchmarks/tables.py --linux WORKTREE --base CHECKOUT ARCHIVE MESSAGE_ID

WORKTREE is a git work tree of Linux, CHECKOUT an older checkout of this program with a ``.venv`` of
its own, ARCHIVE one list, MESSAGE_ID a series on it. Each benchmark is a program of its own beside
this one, and prints its own table; the load of the machine stands above each. Exits with 1 where
one of them failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent


def commands(options: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """What is measured, and the benchmark with its arguments."""
    linux, archive = str(options.linux), str(options.archive)
    checkpatch = str(options.linux / "scripts" / "checkpatch.pl")
    yield "Start-up", ["startup.py"]
    yield "A series with its tree", ["peers.py", "--tree", linux, archive, options.message_id]
    yield "Patch by patch, warm", ["speed.py", "peers", "--checkpatch", checkpatch, archive]
    yield "All checks", ["against.py", str(options.base), archive]
    yield "A tree's words", ["index.py", linux]
    yield "A list", ["speed.py", "scan", archive]
    yield "A list that grows", ["speed.py", "linear", archive]


def main() -> int:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--linux", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("archive", type=Path)
    parser.add_argument("message_id")
    failed = 0
    for title, (script, *arguments) in commands(parser.parse_args()):
        print(f"\n## {title}\n\nload {os.getloadavg()[0]:.1f}\n", flush=True)
        done = subprocess.run([sys.executable, str(_HERE / script), *arguments], check=False)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
