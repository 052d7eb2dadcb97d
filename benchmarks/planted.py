"""Plant defects in functions of a kernel tree and see whether cleanup.missing_reverse finds them.

    python benchmarks/planted.py [--count 200] [--seed 1] [--show] TREE

Functions with an unwind ladder are picked at random: behind the return of success stand two labels
or more with two releases or more between or behind them, and each is the target of a goto. Of each,
one release is deleted, or one goto becomes a return of what the label returns.
Both the damaged and the sound function are turned into a patch that adds it to its file, all of its
lines added: the file without the function is the pre-image.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.cleanup.missing_reverse import check
from reviewbot.checks.example import example_context
from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.image import Image
from reviewbot.knowledge.antonyms import ends_something

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Remark

FOLDERS = ("drivers", "sound", "net", "fs", "kernel")
GOTO = re.compile(r"(\s+)goto (\w+);$")
LABEL = re.compile(r"\s?(\w+):$")
CALL = re.compile(r"\t(\w+)\(.*\);$")
RETURN = re.compile(r"\treturn (.+);$")


@dataclass(frozen=True)
class Planted:
    """A function, sound and damaged; ``kind`` of damage and the line it was done to."""

    path: str
    name: str
    file: str
    start: int
    sound: str
    damaged: str
    kind: str
    line: str


def ladder(lines: list[str]) -> int:
    """The first label behind the return of success, if there are two; the end otherwise."""
    top = [n for n, line in enumerate(lines) if RETURN.match(line)]
    labels = [n for n, line in enumerate(lines) if LABEL.match(line)]
    for number in top:
        behind = [n for n in labels if n > number]
        if len(behind) >= 2:  # noqa: PLR2004
            return behind[0]
    return len(lines)


def releases(lines: list[str]) -> list[int]:
    """The lines of the ladder that release something and can be deleted alone."""
    first = ladder(lines)
    return [
        number
        for number in range(first, len(lines))
        if (match := CALL.match(lines[number]))
        and ends_something(match[1])
        and not re.search(r"(?:\)|else)\s*$", lines[number - 1])
    ]


def gotos(lines: list[str], released: list[int]) -> list[tuple[int, str]]:
    """Each goto over which a release is lost if it returns instead, and that return."""
    labels = {m[1]: n for n, line in enumerate(lines) if (m := LABEL.match(line))}
    found = []
    for number, line in enumerate(lines):
        match = GOTO.match(line)
        if not match or labels.get(match[2], 0) <= number:
            continue
        start = labels[match[2]]
        last = next((n for n in range(start, len(lines)) if RETURN.match(lines[n])), None)
        if last is not None and any(start < each < last for each in released):
            found.append((number, f"{match[1]}{lines[last].strip()}"))
    return found


def plant(definition: Definition, path: str, file: str, chance: random.Random) -> Planted | None:
    """The function with one defect; ``None`` where it has no ladder."""
    lines = definition.text.split("\n")
    released = releases(lines)
    jumps = gotos(lines, released)
    if len(released) < 2 or not jumps:  # noqa: PLR2004
        return None
    if chance.random() < 0.5:  # noqa: PLR2004
        number = chance.choice(released)
        damaged = lines[:number] + lines[number + 1 :]
        kind = "release"
    else:
        number, instead = chance.choice(jumps)
        damaged = [*lines[:number], instead, *lines[number + 1 :]]
        kind = "goto"
    return Planted(
        path,
        definition.name,
        file,
        definition.start,
        definition.text,
        "\n".join(damaged),
        kind,
        lines[number].strip(),
    )


def functions(tree: Path, chance: random.Random) -> Iterator[tuple[str, str, Definition]]:
    """Functions of the tree in random order, each file once for one of its functions."""
    files = sorted(path for folder in FOLDERS for path in (tree / folder).rglob("*.c"))
    chance.shuffle(files)
    for path in files:
        source = path.read_bytes()
        found = [
            each
            for each in definitions(source)
            if each.kind is DefinitionKind.FUNCTION and "goto" in each.text
        ]
        chance.shuffle(found)
        for each in found:
            yield str(path.relative_to(tree)), source.decode("utf-8", "replace"), each


def remarks(planted: Planted, text: str) -> list[Remark]:
    """What the check says of a patch that adds this function to its file."""
    lines = planted.file.split("\n")
    sound = planted.sound.count("\n") + 1
    above, below = lines[: planted.start - 1], lines[planted.start - 1 + sound :]
    added = text.split("\n")
    hunk = "".join(f"+{line}\n" for line in added)
    mail = (
        f"Add a function.\n---\n--- a/{planted.path}\n+++ b/{planted.path}\n"
        f"@@ -{planted.start - 1},0 +{planted.start},{len(added)} @@\n{hunk}"
    )
    context = example_context(mail)
    image = Image(
        "\n".join([*above, *below]).encode(),
        "\n".join([*above, *added, *below]).encode(),
        "exact",
        (0,),
    )
    return list(check(replace(context, images={context.files[0]: image})))


def sample(tree: Path, count: int, seed: int) -> list[Planted]:
    """``count`` functions, one of a file."""
    chance = random.Random(seed)  # noqa: S311  no secret
    found: dict[str, Planted] = {}
    for path, file, definition in functions(tree, chance):
        if path in found:
            continue
        planted = plant(definition, path, file, chance)
        if planted:
            found[path] = planted
            if len(found) == count:
                break
    return list(found.values())


def main() -> None:
    """Plant, look, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="show what was missed and false hits")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for planted in sample(options.tree, options.count, options.seed):
        before = remarks(planted, planted.sound)
        after = remarks(planted, planted.damaged)
        known = Counter(str(sorted(remark.facts.items())) for remark in before)
        new = [r for r in after if not known[str(sorted(r.facts.items()))]]
        counts[f"{planted.kind} planted"] += 1
        counts[f"{planted.kind} found"] += bool(new)
        for remark in new[:1]:
            counts[f"{planted.kind} found {remark.confidence.name}"] += 1
        counts["sound with a remark"] += bool(before)
        if options.show and (before or not new):
            head = "FALSE" if before else "MISSED"
            print(f"== {head} {planted.path} {planted.name} {planted.kind}: {planted.line}")
            for remark in before:
                print("  ", remark.confidence.name, dict(remark.facts))
            print(planted.sound if before else planted.damaged)
    for name, number in sorted(counts.items()):
        print(f"{number:5} {name}")
    found = counts["release found"] + counts["goto found"]
    print(f"{found} of {options.count} found, {counts['sound with a remark']} false")


if __name__ == "__main__":
    main()
