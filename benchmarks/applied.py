"""What is drafted for patches that somebody applied as they were: remarks nobody missed.

    reviewbot scan linux-rtc.git --tree LINUX -o linux-rtc.jsonl
    python benchmarks/applied.py linux-rtc.git=linux-rtc.jsonl... [--checkpatch WORKTREE --every 2]

Of series that have no later revision here, and that somebody who is not their author said to have
applied: patches, the share of them that nothing sure is said of, and sure remarks per 100 patches; of
lines of C, and of all else. What was said of the same patch in the thread counts as well. With
``--checkpatch`` that of a work tree of the kernel looks, with ``--strict``, at every so many of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.backtest.applied import applied
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.fetch.epoch import raw_messages
from reviewbot.scan.pieces import pieces, reading
from reviewbot.thread.messages import read_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIZE = 12_000  # messages of a piece
C = (".c", ".h")
STRICT = ("--strict", "--no-summary", "--terse", "-")


def main() -> None:
    """Print a row for each archive, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("scans", nargs="+", metavar="ARCHIVE=SCAN")
    parser.add_argument("--checkpatch", type=Path, metavar="WORKTREE")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    whole: Counter[str] = Counter()
    for scan in options.scans:
        archive, _, lines = scan.partition("=")
        patches = dict(applied_patches(Path(archive)))
        counts = count(patches, Path(lines))
        if options.checkpatch:
            looked = dict(list(patches.items())[:: options.every])
            counts += beside(looked, Path(archive), options.checkpatch)
        print(row(Path(archive).stem, counts))
        whole += counts
    print(row("all", whole))


def applied_patches(archive: Path) -> Iterator[tuple[str, bool]]:
    """The message-id of each patch that was applied, and whether it changes C."""
    for piece in pieces(archive, SIZE):
        with reading(piece) as read:
            for group in read.groups:
                hindsight = Hindsight(group.thread)
                for series in group.owned:
                    if hindsight.following(series):
                        continue
                    ids = applied(series, hindsight.comments_on(series))
                    for patch in series.patches:
                        if patch.message.message_id in ids and not patch.quote:
                            is_c = any(file.path.endswith(C) for file in patch.files)
                            yield patch.message.message_id, is_c


def count(patches: Mapping[str, bool], scan: Path) -> Counter[str]:
    """Patches, sure remarks on them and how many have one; of C and of all else."""
    counts = Counter({"C": sum(patches.values()), "else": len(patches)})
    spoken = defaultdict(set)
    for line in scan.read_text().splitlines():
        for finding in json.loads(line)["findings"]:
            if finding["message_id"] in patches and finding["confidence"] == "high":
                kind = "C" if (finding["path"] or "").endswith(C) else "else"
                counts[f"{kind} remarks"] += 1
                spoken[kind].add(finding["message_id"])
    return counts + Counter({f"{kind} spoken": len(ids) for kind, ids in spoken.items()})


def beside(patches: Mapping[str, bool], archive: Path, tree: Path) -> Counter[str]:
    """What checkpatch.pl says of the same patches."""
    counts: Counter[str] = Counter()
    for raw in raw_messages(archive):
        if read_message(raw)[0].message_id in patches:
            said = subprocess.run(
                ["perl", "scripts/checkpatch.pl", *STRICT],
                cwd=tree,
                input=raw,
                capture_output=True,
                check=False,
            ).stdout.splitlines()
            counts["checkpatch"] += 1
            counts["checkpatch remarks"] += len(said)
            counts["checkpatch spoken"] += bool(said)
    return counts


def row(name: str, counts: Counter[str]) -> str:
    """Of each kind: patches, per cent silent, remarks per 100 patches."""
    cells = [name]
    for kind in ("C", "else", "checkpatch"):
        patches = counts[kind] or 1
        silent = 100 * (1 - counts[f"{kind} spoken"] / patches)
        cells += [
            str(counts[kind]),
            f"{silent:.1f} %",
            f"{100 * counts[f'{kind} remarks'] / patches:.1f}",
        ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
