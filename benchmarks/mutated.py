"""Review damaged mails by the thousand: what raises, what is slow, what takes memory, what is unsafe.

    python benchmarks/mutated.py [--count 20000] [--seed 1] [--tree TREE] [-j 2] [ARCHIVE...]

Mail number n is damaged by ``tests/mutators.py`` with chance seeded by the seed and n, so a fault is
found again by its number (``--only N`` writes that mail to stdout). Seeds are the patch mails of
public-inbox archives, evenly chosen; without one, the corpus. All checks and drafts of each, every
third also as text, JSON, SARIF and HTML. Printed are exceptions, failed checks, mails over 2 s of
CPU, growth of a process by over 300 MB, and drafts with a line or a character no mail may have.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from reviewbot.checks.registry import select
from reviewbot.errors import ReviewbotError
from reviewbot.fetch.epoch import raw_messages
from reviewbot.fetch.source import Fetched
from reviewbot.outbox import MAX_LINE, to_bytes
from reviewbot.pipeline import Options, review
from reviewbot.reply.wording import template_root
from reviewbot.report import html, json, sarif, text
from reviewbot.thread.messages import read_head
from reviewbot.thread.subject import read_subject

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from mutators import mutant

ROOT = Path(__file__).resolve().parent.parent
SEEDS = 400  # mails that are damaged
SLOW = 2.0  # seconds of CPU
LARGE = 300  # MB a process grows by
PART = 250  # mails a process takes at once


@dataclass
class Tally:
    """What came of some mails; each list names numbers, and what was done to the mail."""

    done: int = 0
    reviewed: int = 0
    drafts: int = 0
    slowest: float = 0.0
    growth: int = 0
    peak: int = 0
    raised: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    unsafe: list[str] = field(default_factory=list)
    mutators: Counter[str] = field(default_factory=Counter)


def seeds(archives: list[Path]) -> list[bytes]:
    """Patch mails, the same in every run."""
    if not archives:
        mails = sorted((ROOT / "corpus").rglob("*.eml"))
        return [path.read_bytes() for path in mails]
    found = []
    for archive in archives:
        posts = [raw for raw in raw_messages(archive, 7) if _is_patch(raw)]
        step = max(1, len(posts) * len(archives) // SEEDS)
        found += posts[::step]
    return found[:SEEDS]


def _is_patch(raw: bytes) -> bool:
    subject = read_subject(read_head(raw).subject)
    return subject.is_patch and not subject.is_reply and b"\n@@ " in raw and len(raw) < 60_000  # noqa: PLR2004


def damaged(mails: list[bytes], seed: int, number: int) -> tuple[bytes, str]:
    """Mail number ``number`` and how it was made."""
    rng = Random(f"{seed}:{number}")  # noqa: S311  chance that can be repeated
    raw, names = mutant(mails[number % len(mails)], rng)
    return raw, f"{number} {'+'.join(names)}"


def tried(numbers: range, mails: list[bytes], seed: int, tree: Path | None) -> Tally:
    """Review some of the mails."""
    tally = Tally()
    options = Options(ask=True, as_final=True, repeat_raised=True, nits=True, tree=tree)
    for number in numbers:
        raw, name = damaged(mails, seed, number)
        tally.mutators.update(name.partition(" ")[2].split("+"))
        before, peak = time.process_time(), _peak()
        try:
            _review(raw, options, tally, name, all_forms=number % 3 == 0)
        except ReviewbotError:
            pass
        except BaseException as error:  # noqa: BLE001  counted, and the next is tried
            tally.raised.append(f"{name}: {type(error).__name__}: {str(error)[:100]}")
        spent, grown = time.process_time() - before, _peak() - peak
        tally.done += 1
        tally.slowest, tally.growth = max(tally.slowest, spent), max(tally.growth, grown)
        if spent > SLOW:
            tally.slow.append(f"{name}: {spent:.1f} s")
        if grown > LARGE:
            tally.large.append(f"{name}: {grown} MB")
    tally.peak = _peak()
    return tally


def _review(raw: bytes, options: Options, tally: Tally, name: str, *, all_forms: bool) -> None:
    outcome = review(Fetched((raw,), None, "mail"), options)
    tally.reviewed += 1
    tally.drafts += len(outcome.drafts)
    tally.failed += [f"{name}: {failure.sentence}" for failure in outcome.failures]
    for draft in outcome.drafts:
        if fault := _fault(to_bytes(draft, None)):
            tally.unsafe.append(f"{name}: {fault}")
    if all_forms:
        text.render(outcome)
        json.dumps(json.document(outcome))
        json.dumps(sarif.document(outcome, select(())))
        html.render(outcome, template_root())


def _fault(draft: bytes) -> str:
    """What no mail may have."""
    head, _, body = draft.partition(b"\n\n")
    if any(len(line) > MAX_LINE for line in draft.split(b"\n")):
        return f"a line of over {MAX_LINE} octets"
    if not head.isascii() or b"\nBcc:" in head:
        return "a header that is not ours"
    shown = body.decode("utf-8", "replace").replace("\n", "").replace("\t", "")
    return "" if shown.isprintable() or b"\n=" in body else "a character that drives a terminal"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Try them all and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--only", type=int)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    asked = parser.parse_args()
    mails = seeds(asked.archives)
    if asked.only is not None:
        sys.stdout.buffer.write(damaged(mails, asked.seed, asked.only)[0])
        return 0
    parts = [range(n, min(n + PART, asked.count)) for n in range(0, asked.count, PART)]
    work = partial(tried, mails=mails, seed=asked.seed, tree=asked.tree)
    with ProcessPoolExecutor(asked.jobs, get_context("spawn")) as pool:
        tallies = list(pool.map(work, parts))
    return _print(tallies, len(mails))


def _print(tallies: list[Tally], mails: int) -> int:
    done, reviewed, drafts = (
        sum(getattr(each, name) for each in tallies) for name in ("done", "reviewed", "drafts")
    )
    print(f"{done} mails made of {mails}: {reviewed} held a patch, {drafts} drafts")
    slowest, growth, peak = (
        max(getattr(each, name) for each in tallies) for name in ("slowest", "growth", "peak")
    )
    print(f"slowest {slowest:.2f} s, grew {growth} MB at most, to {peak} MB in all")
    bad = 0
    for name in ("raised", "failed", "slow", "large", "unsafe"):
        lines = [line for each in tallies for line in getattr(each, name)]
        bad += len(lines)
        print(f"{name}: {len(lines)}")
        for line in lines[:40]:
            print(f"    {line}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
