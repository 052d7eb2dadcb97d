"""How many functions the C layer can use, and what that costs.

    python benchmarks/functions.py sample TREE [--count 3000] [--seed 1]
    python benchmarks/functions.py changed REPOSITORY EPOCH... [--since 2024-09] [--until 2025-03]
    python benchmarks/functions.py ctags TREE [--files 300] [--seed 1]

``sample``: functions picked at random over drivers, fs, kernel, lib, mm, net, sound: the share
whose facts can be read, and the CPU time of each step. ``changed``: the same for the functions that
patches of archives change, in the pre- and post-images a repository has. ``ctags``: names and lines
of all functions of random files against universal-ctags.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.c.file.bodies import parsed
from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.definitions import definitions, enclosing
from reviewbot.context.c.file.flow import read
from reviewbot.context.gather import gather
from reviewbot.context.levels import BlobContext
from reviewbot.context.repository import Repository
from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.patch import FileDiff

FOLDERS = ("drivers", "fs", "kernel", "lib", "mm", "net", "sound")


def sources(tree: Path) -> list[Path]:
    """The C files of the sampled folders, in a fixed order."""
    return sorted(path for folder in FOLDERS for path in (tree / folder).rglob("*.c"))


def functions(source: bytes) -> list[Definition]:
    """The functions of one file."""
    return [each for each in definitions(source) if each.kind is DefinitionKind.FUNCTION]


def sample(tree: Path, count: int, seed: int) -> None:
    """Functions of the tree."""
    chance = random.Random(seed)  # noqa: S311  a sample, no secret
    files = sources(tree)
    picked: list[tuple[Path, Definition]] = []
    scanned = scan = 0.0
    while len(picked) < count:
        path = chance.choice(files)
        source = path.read_bytes()
        began = time.process_time()
        found = functions(source)
        scan += time.process_time() - began
        scanned += len(source)
        picked += [(path, each) for each in chance.sample(found, min(5, len(found)))]
    judge((str(path.relative_to(tree)), each) for path, each in picked[:count])
    print(f"splitting files: {scanned / scan / 1e6:.1f} MB/s of CPU time")


def judge(picked: Iterable[tuple[str, Definition]]) -> None:
    """Count the usable ones and print the rest."""
    counts: Counter[str] = Counter()
    parsing = reading = 0.0
    for path, definition in picked:
        began = time.process_time()
        syntax = parsed(definition)
        parsing += time.process_time() - began
        began = time.process_time()
        facts = read(definition)
        reading += time.process_time() - began
        counts["all"] += 1
        counts["usable"] += facts is not None
        counts["first branch of #if only"] += bool(facts and facts.partial)
        counts["jumps in macro arguments"] += bool(facts and facts.hides_jumps)
        if facts is None:
            step = "facts" if syntax else "syntax"
            print(f"not usable ({step}): {path}:{definition.start} {definition.name}")
    total = counts["all"]
    for what, number in counts.items():
        print(f"{what:28} {number:6} {number / total:8.2%}")
    print(
        f"mask and parse {parsing / total * 1e3:.2f} ms, facts {reading / total * 1e3:.2f} ms each"
    )


def changed_lines(file: FileDiff) -> tuple[set[int], set[int]]:
    """The lines removed from the old and added to the new side."""
    lines = [line for hunk in file.hunks for line in hunk.lines]
    old = {line.old for line in lines if line.old is not None and line.new is None}
    new = {line.new for line in lines if line.new is not None and line.old is None}
    return old, new


def changed(repository: Path, epochs: list[Path], since: str, until: str) -> None:
    """Functions that patches change."""
    times: list[float] = []
    with Repository(repository) as opened:
        found: list[tuple[str, Definition]] = []
        for epoch in epochs:
            for series in read_thread(list(raw_messages(epoch))).series:
                date = series.mails[0].message.date
                if not date or not since <= date.strftime("%Y-%m") <= until:
                    continue
                for surroundings in gather(series, opened):
                    context = surroundings.context
                    if isinstance(context, BlobContext):
                        began = time.process_time()
                        found += touched(context)
                        times.append(time.process_time() - began)
        judge(found)
    print(
        f"{len(times)} mails, finding their functions {sum(times) / len(times) * 1e3:.2f} ms each"
    )


def touched(context: BlobContext) -> Iterator[tuple[str, Definition]]:
    """The functions of both images that have a changed line."""
    for file in context.files:
        image = context.images.get(file)
        if image and file.path.endswith((".c", ".h")):
            old, new = changed_lines(file)
            for source, lines in ((image.pre, old), (image.post, new)):
                for each in enclosing(source, lines):
                    yield file.path, each


def ctags(tree: Path, count: int, seed: int) -> None:
    """Names, first and last lines against universal-ctags."""
    chance = random.Random(seed)  # noqa: S311  a sample, no secret
    wanted = same = named = 0
    for path in chance.sample(sources(tree), count):
        command = [
            "ctags",
            "--c-kinds=f",
            "--fields=+ne",
            "--output-format=json",
            "-o",
            "-",
            str(path),
        ]
        output = subprocess.run(command, capture_output=True, check=True).stdout
        tags = [json.loads(line) for line in output.split(b"\n") if line]
        theirs = {
            (tag["name"], tag["line"], tag.get("end")) for tag in tags if tag["_type"] == "tag"
        }
        ours = {(each.name, each.line, each.stop) for each in functions(path.read_bytes())}
        wanted += len(theirs)
        same += len(theirs & ours)
        # ctags names what SYSCALL_DEFINE3(read, ...) defines after the macro, we after its argument
        spans = {each[1:] for each in ours}
        macros = {each for each in theirs - ours if each[0].isupper() and each[1:] in spans}
        named += len(macros)
        spans = {each[1:] for each in macros}
        only_ours = {each for each in ours - theirs if each[1:] not in spans}
        for what, difference in (("only ctags", theirs - ours - macros), ("only us", only_ours)):
            for each in sorted(difference):
                print(f"{what}: {path.relative_to(tree)} {each}")
    print(f"{named} more have the same lines, and a macro's argument for a name")
    print(f"{same} of {wanted} functions alike ({same / wanted:.2%})")


def main() -> None:
    """Choose and run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("sample")
    one.add_argument("tree", type=Path)
    one.add_argument("--count", type=int, default=3000)
    two = commands.add_parser("changed")
    two.add_argument("repository", type=Path)
    two.add_argument("epochs", type=Path, nargs="+")
    two.add_argument("--since", default="2024-09")
    two.add_argument("--until", default="2025-03")
    three = commands.add_parser("ctags")
    three.add_argument("tree", type=Path)
    three.add_argument("--files", type=int, default=300)
    for each in (one, three):
        each.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.command == "sample":
        sample(options.tree, options.count, options.seed)
    elif options.command == "changed":
        changed(options.repository, options.epochs, options.since, options.until)
    else:
        ctags(options.tree, options.files, options.seed)


if __name__ == "__main__":
    main()
