"""What all checks cost a patch, in CPU time, beside an older checkout of this program.

    python benchmarks/against.py [--sample 600] [--times 5] CHECKOUT ARCHIVE...

CHECKOUT has a ``.venv`` of its own. Both programs look at the same batches of patches in turn, only
the diffs, from parsed mails to findings; of each batch the fastest of so many times counts, which
leaves out what a busy machine adds. A line with the load of the machine goes first.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from reviewbot.fetch.epoch import raw_messages

BATCH = 100  # mails
_ROOT = Path(__file__).parent.parent
# runs in either program: what it imports was there before
_WORK = """
import base64, json, sys, time
from reviewbot.checks.registry import all_checks
from reviewbot.collector import collect_seldom
from reviewbot.engine import run
from reviewbot.thread.series import read_thread

collect_seldom()
checks = all_checks()
print(json.dumps(len(checks)), flush=True)
for line in sys.stdin:
    series = read_thread([base64.b64decode(mail) for mail in json.loads(line)]).series
    began = time.process_time()
    run(series, checks)
    took = time.process_time() - began
    print(json.dumps([took, sum(len(one.patches) for one in series)]), flush=True)
"""


class Program:
    """A checkout at work in a process of its own."""

    def __init__(self, root: Path, python: Path, stack: ExitStack) -> None:
        """Start it."""
        process = stack.enter_context(
            subprocess.Popen(
                [python, "-c", _WORK],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(root)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError("pipes were asked for")
        stack.callback(process.stdin.close)
        self._to, self._from = process.stdin, process.stdout
        self.checks = json.loads(self._from.readline())

    def look_at(self, mails: str) -> tuple[float, int]:
        """Seconds for a batch, and the patches in it."""
        print(mails, file=self._to, flush=True)
        took, patches = json.loads(self._from.readline())
        return took, patches


def main() -> None:
    """Print both figures and their ratio, archive by archive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=600, help="mails of each archive")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    other = options.checkout.resolve()
    with ExitStack() as stack:
        old = Program(other, other / ".venv/bin/python", stack)
        new = Program(_ROOT, Path(sys.executable), stack)
        for archive in options.archives:
            raws = list(islice(raw_messages(archive), options.sample))
            before = after = 0.0
            count = 0
            for start in range(0, len(raws), BATCH):
                mails = json.dumps(
                    [base64.b64encode(raw).decode() for raw in raws[start : start + BATCH]]
                )
                took = [(old.look_at(mails), new.look_at(mails)) for _ in range(options.times)]
                before += min(theirs for (theirs, _), _ in took)
                after += min(ours for _, (ours, _) in took)
                count += took[0][1][1]
            print(
                f"{archive.name}: {count} patches, {old.checks} checks {before / count * 1e6:.0f} us,"
                f" {new.checks} checks {after / count * 1e6:.0f} us a patch: {after / before:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
