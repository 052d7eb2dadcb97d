"""What a scan costs once its results are kept: again, and after a check has changed.

    python benchmarks/again.py ARCHIVE [--check NAME]... [--random 14]

Each is a process of its own, with a copy of this program and a cache that is as it was after the
first scan; a check changes by a comment at the end of its module. Prints CPU seconds, and what part they
are of a scan that keeps nothing; fails where the output is another.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reviewbot.checks.registry import all_checks

ROOT = Path(__file__).resolve().parent.parent
SEED = 15


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--check", action="append", default=[])
    parser.add_argument("--random", type=int, default=0, metavar="N", help="and N drawn of all")
    options = parser.parse_args()
    names = [check.name for check in all_checks() if not check.name.startswith("peers.")]
    drawn = random.Random(SEED).sample(names, options.random)  # noqa: S311  no secret
    with tempfile.TemporaryDirectory() as folder:
        measured = _Measured(Path(folder), options.archive)
        measured.show("keeping nothing", "--no-cache")
        measured.show("the first")
        measured.show("again")
        for name in (*options.check, *drawn):
            measured.changed(name)
    return 0


class _Measured:
    """Scans of one archive by a copy of the program."""

    def __init__(self, folder: Path, archive: Path) -> None:
        self._program, self._cache, self._out = folder / "at", folder / "cache", folder / "out"
        for name in ("reviewbot", "templates", "corpus"):
            shutil.copytree(ROOT / name, self._program / name)
        self._archive = str(archive.resolve())
        self._whole = 0.0
        self._said: bytes | None = None

    def show(self, what: str, *options: str) -> None:
        """Scan, and print what it took."""
        before = _cpu()
        self._run("scan", "-o", str(self._out), *options, self._archive)
        took = _cpu() - before
        self._whole = self._whole or took
        said = self._out.read_bytes()
        self._out.unlink()
        self._out.with_name(f"{self._out.name}.state").unlink()
        if said != (self._said or said):
            raise SystemExit(f"{what}: the output is another")
        self._said = said
        print(f"{what:40} {took:7.2f} s  {took / self._whole:.3f}", flush=True)

    def changed(self, name: str) -> None:
        """The same after a check has changed, and back."""
        module = self._program / f"reviewbot/checks/{name.replace('.', '/')}.py"
        text, kept = module.read_text(encoding="utf-8"), self._cache.with_name("kept")
        module.write_text(f"{text}# changed\n", encoding="utf-8")
        shutil.copytree(self._cache, kept)
        self._run("checks")  # what is prepared of all checks is not of the scan
        self.show(name)
        shutil.rmtree(self._cache)
        kept.rename(self._cache)
        module.write_text(text, encoding="utf-8")

    def _run(self, *arguments: str) -> None:
        places = {"PYTHONPATH": str(self._program), "XDG_CACHE_HOME": str(self._cache)}
        subprocess.run(
            [sys.executable, "-P", "-m", "reviewbot", *arguments],
            env={**os.environ, **places},
            cwd=self._program,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
