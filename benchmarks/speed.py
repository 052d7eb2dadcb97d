"""What a review costs, in CPU time: a patch, beside checkpatch.pl, and over whole archives.

    python benchmarks/speed.py patches [--tree REPOSITORY] [--sample 200] ARCHIVE...
    python benchmarks/speed.py peers --checkpatch scripts/checkpatch.pl [--sample 200] ARCHIVE...
    python benchmarks/speed.py scan [--jobs 1 2] ARCHIVE...
    python benchmarks/speed.py memory ARCHIVE
    python benchmarks/speed.py linear [--messages 10000] ARCHIVE

``patches``: patch mails taken at equal distances, each reviewed for itself by all checks, from the
bytes of the mail to findings, drafts and their JSON; replies and earlier revisions are not there.
With ``--tree`` only those count whose files that repository has as the very blobs they name.
``peers``: the same without a tree, checkpatch.pl --no-tree with 50 patches a process, and with one.
``scan``: whole archives with their replies by ``reviewbot scan``, CPU and wall clock.
``memory``: how much a process has at most while it works on each piece of an archive, twice.
``linear``: an archive of so many messages of ARCHIVE, and one of four times as many, the same under
other ids and a year apart.

CPU is user and system time of all processes. A line with the load of the machine goes first.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.collector import collect_seldom
from reviewbot.fetch.epoch import raw_messages
from reviewbot.pipeline import Options, review_series
from reviewbot.report.json import document
from reviewbot.scan.pieces import SIZE, pieces
from reviewbot.scan.work import review_piece
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from reviewbot.trees.opened import Trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.checks.api import Check

WARM = 30  # patches before the clock starts: tables and word lists are read once a process
BATCH = 50  # patches a process of checkpatch.pl
COPIES = 4
_ID = re.compile(rb"<([^<>\s@]+)@")
_YEAR = re.compile(rb"(?m)^(Date:.* )((?:19|20)\d\d)( )")


def cpu() -> float:
    """Seconds of CPU so far, of this process and those it has waited for."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def has_patch(raw: bytes) -> bool:
    """Whether a mail carries a diff that is proposed."""
    post, _ = read_post(read_message(raw)[0])
    return bool(post and post.files)


def spread(raws: Sequence[bytes], count: int) -> list[bytes]:
    """So many of them, at equal distances."""
    return [raws[number * len(raws) // count] for number in range(min(count, len(raws)))]


def all_patches(archives: Iterable[Path]) -> list[bytes]:
    """The patch mails of some archives."""
    return [raw for archive in archives for raw in raw_messages(archive) if has_patch(raw)]


def review(raw: bytes, checks: tuple[Check, ...], trees: Trees) -> str:
    """One mail to findings and drafts; how well its surroundings were known."""
    thread = read_thread([raw])
    done = review_series(thread.series, PriorIndex(thread).of, checks, trees, Options())
    json.dumps(document(done))
    return min((known.level for known in done.known.values()), default="none")


def measured(raws: Sequence[bytes], tree: Path | None) -> float:
    """Seconds a patch, the git processes asked for files among them."""
    checks = select(())
    collect_seldom()
    with Trees(tree) as trees:
        for raw in raws[:WARM]:
            review(raw, checks, trees)
        began = cpu()
        for raw in raws:
            review(raw, checks, trees)
    return (cpu() - began) / len(raws)


def patches(options: argparse.Namespace) -> None:
    """Patches a second and core."""
    raws = all_patches(options.archives)
    if options.tree:
        with Trees(options.tree) as trees:
            raws = [raw for raw in raws if review(raw, (), trees) == "exact"]
    seconds = measured(spread(raws, options.sample), options.tree)
    known = "exact context" if options.tree else "the mail alone"
    print(f"{known}: {seconds * 1000:.2f} ms a patch, {1 / seconds:.0f} patches a second")


def peers(options: argparse.Namespace) -> None:
    """Against checkpatch.pl."""
    raws = spread(all_patches(options.archives), options.sample)
    ours = measured(raws, None)
    print(f"reviewbot, a process for all    {ours * 1000:8.2f} ms a patch")
    perl = ["perl", str(options.checkpatch), "--no-tree", "--no-summary", "--terse"]
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, f"{number:04}.patch") for number in range(len(raws))]
        for name, raw in zip(names, raws, strict=True):
            name.write_bytes(raw)
        for size in (BATCH, 1):
            began = cpu()
            for start in range(0, len(names), size):
                some = map(str, names[start : start + size])
                subprocess.run([*perl, *some], capture_output=True, check=False)
            theirs = (cpu() - began) / len(raws)
            what = f"checkpatch.pl, {size:2} a process    {theirs * 1000:8.2f} ms a patch"
            print(f"{what}, {theirs / ours:.1f} times as much")


def scan(options: argparse.Namespace) -> None:
    """Whole archives, with start-up."""
    command = [str(Path(sys.executable).parent / "reviewbot"), "scan", *map(str, options.archives)]
    for jobs in options.jobs:
        began, clock = cpu(), time.monotonic()
        done = subprocess.run([*command, "-j", str(jobs)], stdout=subprocess.PIPE, check=True)
        used, took = cpu() - began, time.monotonic() - clock
        series = done.stdout.count(b"\n")
        print(f"-j {jobs}: {series} series, {used:.1f} s of CPU, {took:.1f} s by the clock")


def memory(options: argparse.Namespace) -> None:
    """MiB at most, piece by piece, and all of it once more: what is kept would be seen."""
    peaks = []
    work = pieces(options.archives[0], SIZE // 4)
    for piece in (*work, *work):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak so far
        review_piece(piece, Options())
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peaks.append(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
    print(" ".join(f"{peak:.0f}" for peak in peaks))
    half = len(work) // 2
    first, second = max(peaks[:half]), max(peaks[half : len(work)])
    print(f"first half {first:.0f} MiB, second {second:.0f} MiB, ratio {second / first:.3f}")
    first, second = max(peaks[: len(work)]), max(peaks[len(work) :])
    print(f"first time {first:.0f} MiB, second {second:.0f} MiB, ratio {second / first:.3f}")


def linear(options: argparse.Namespace) -> None:
    """CPU a message of an archive, and of one four times as long."""
    raws = list(raw_messages(options.archives[0]))[: options.messages]
    for copies in (1, COPIES):
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder, "epoch.git")
            build(archive, (again(raw, copy) for copy in range(copies) for raw in raws))
            began = cpu()
            for piece in pieces(archive):
                review_piece(piece, Options())
            count = copies * len(raws)
            print(f"{count} messages: {(cpu() - began) / count * 1000:.2f} ms a message")


def again(raw: bytes, copy: int) -> bytes:
    """The same mail some years later, under another id."""
    if not copy:
        return raw
    head, _, body = raw.partition(b"\n\n")
    later = _YEAR.sub(lambda m: m[1] + str(int(m[2]) + 40 * copy).encode() + m[3], head, count=1)
    return _ID.sub(rb"<\1.%d@" % copy, later) + b"\n\n" + body


def build(archive: Path, raws: Iterable[bytes]) -> None:
    """An epoch as public-inbox makes them: a commit a message."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(archive)], check=True)
    feed = ["git", "-C", str(archive), "fast-import", "--quiet"]
    subprocess.run(feed, input=b"".join(commits(raws)), check=True)


def commits(raws: Iterable[bytes]) -> Iterator[bytes]:
    """The stream git-fast-import(1) reads."""
    for number, raw in enumerate(raws):
        yield b"commit refs/heads/master\ncommitter x <x@example.org> %d +0000\ndata 0\n" % number
        yield b"M 100644 inline m\ndata %d\n" % len(raw) + raw + b"\n"


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["patches", "peers", "scan", "memory", "linear"])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--checkpatch", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--messages", type=int, default=10_000)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    parts = {each.__name__: each for each in (patches, peers, scan, memory, linear)}
    parts[options.what](options)


if __name__ == "__main__":
    main()
