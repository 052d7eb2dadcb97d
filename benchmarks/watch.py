"""How much memory the watch has while it follows a list for years, in turns of a month.

    python benchmarks/watch.py [--since 2019] ARCHIVE

The archive is cloned and its branch moved on month by month, as if it were pulled; all series are
reviewed, not only RFCs. A line for each half year: messages so far, drafts, and memory in use.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewbot.fetch.epoch import opened as opened_archive
from reviewbot.pipeline import Options
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn

MONTH = timedelta(days=30)
PAGE = resource.getpagesize()


def git(epoch: Path, *arguments: str) -> str:
    """What git says of an epoch."""
    command = ["git", "-C", str(epoch), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def in_use() -> float:
    """Resident memory of this process, in MiB (proc(5))."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / (1 << 20)


def main() -> None:
    """Follow the archive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--since", type=int, default=2019)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        opened_archive(options.archive) as whole,
        opened(Path(name, "state")) as state,
    ):
        folder = Path(name)
        epoch = folder / "list" / "0.git"
        epoch.parent.mkdir()
        subprocess.run(["git", "clone", "--quiet", "--mirror", str(whole), str(epoch)], check=True)
        branch, tip = git(epoch, "symbolic-ref", "HEAD"), git(epoch, "rev-parse", "HEAD")
        policy = MailingList("it", str(epoch.parent), what="all")
        settings = Settings(folder / "state", folder / "drafts", "files", (policy,))
        watcher = Watcher(settings, None, Options(), lambda _line: None)
        start = datetime(options.since, 1, 1, tzinfo=UTC)
        month = start
        last = datetime.fromtimestamp(int(git(epoch, "log", "-1", "--format=%ct", tip)), UTC)
        while month < last + MONTH:
            until = git(epoch, "rev-list", "-1", f"--before={month.isoformat()}", tip)
            if until:
                git(epoch, "update-ref", branch, until)
                turn(watcher, state, month.timestamp(), start.timestamp())
            if (month - start).days % 180 == 0 and until:
                count = git(epoch, "rev-list", "--count", branch)
                drafts = sum(1 for _ in settings.drafts.glob("*.eml"))
                print(
                    f"{month:%Y-%m}  {count:>6} messages  {drafts:>5} drafts  {in_use():5.0f} MiB"
                )
            month += MONTH


if __name__ == "__main__":
    main()
