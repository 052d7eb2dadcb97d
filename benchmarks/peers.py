"""CPU time of reviewing a series against checkpatch.pl on the same patches, in one run.

    python benchmarks/peers.py --tree WORKTREE [--runs 3] ARCHIVE MESSAGE_ID

WORKTREE is a git work tree of the kernel. The series the message belongs to is written to an mbox
and reviewed with all checks; then checkpatch.pl of that tree gets each patch, one process each, as
it is used by hand. CPU time is user and system of all processes started.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.messages import read_message
from reviewbot.thread.series import read_thread


def cpu(*command: str, cwd: Path | None = None) -> float:
    """Seconds of CPU a command and all it starts take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure both in turn."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("message_id")
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    raws = {read_message(raw)[0].message_id: raw for raw in raw_messages(options.archive)}
    series = read_thread(raws.values()).series_of(options.message_id)
    if series is None:
        sys.exit(f"{options.message_id} is of no series")
    with tempfile.TemporaryDirectory() as folder:
        mbox = Path(folder, "series.mbox")
        mails = [raws[mail.message.message_id] for mail in series.mails]
        mbox.write_bytes(b"".join(b"From x Thu Jan  1 00:00:00 1970\n" + m + b"\n" for m in mails))
        patches = []
        for number, patch in enumerate(series.patches):
            patches.append(Path(folder, f"{number:03}.patch"))
            patches[-1].write_bytes(raws[patch.message.message_id])
        reviewbot = str(Path(sys.executable).parent / "reviewbot")
        checkpatch = ("perl", "scripts/checkpatch.pl", "--no-summary", "--terse")
        pairs = []
        for _ in range(options.runs):
            ours = cpu(reviewbot, "thread", str(mbox), "--tree", str(options.tree))
            theirs = sum(cpu(*checkpatch, str(p), cwd=options.tree) for p in patches)
            pairs.append((ours, theirs))
    print(f"{series.title}: {len(patches)} patches")
    print(f"reviewbot thread    {statistics.median(a for a, _ in pairs):6.2f} s")
    print(f"checkpatch.pl each  {statistics.median(b for _, b in pairs):6.2f} s")
    print(f"ratio               {statistics.median(a / b for a, b in pairs):6.3f}")


if __name__ == "__main__":
    main()
