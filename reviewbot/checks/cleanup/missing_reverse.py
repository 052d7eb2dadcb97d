"""Exit path that does not release an acquired resource.

Reports a ``return`` or ``goto`` after a call that acquires something, where neither it nor the code
behind its label releases it, though another way out of the same function does; a label that leads
to no more than the one taken when that very call failed; and a lock (or whatever else nearly all
callers release: the counts come from the table ``reviewbot learn`` makes) that is left held. As a
question: an acquire that most callers undo, left out where what came before it is undone. Only what
the patch has made so: the acquire or the way out is added, or the release is removed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Confidence, Remark, Severity
from reviewbot.context.c.file.cleanup import Landings, Leak, Witness, bare, leaks, made_calls
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions, enclosing
from reviewbot.context.c.file.flow import read
from reviewbot.context.place import added, placed
from reviewbot.knowledge.layout import is_kernel_program
from reviewbot.knowledge.locks import held_by, is_annotated
from reviewbot.knowledge.opposed import Endings
from reviewbot.knowledge.pairs import RESULT
from reviewbot.model.budget import spend
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.function import Exit
    from reviewbot.context.image import Image
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True


_SOME = 0.3  # of the callers that release: below, it seldom needs to be

_CALLED = re.compile(r"\b([a-z_]\w*)\(")


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each way out that the patch made leak."""
    for file in context.files:
        image = context.images.get(file)
        if file.is_c and image and is_kernel_program(file.path):
            yield from _in_file(file, image, context.pairs)


@dataclass(frozen=True)
class _Places:
    """Where lines of the post-image stand in the mail."""

    added: dict[int, DiffLine]
    removed: dict[int, tuple[DiffLine, ...]]  # by the line of the post-image in front of them


def _places(file: FileDiff, image: Image) -> _Places:
    removed: dict[int, tuple[DiffLine, ...]] = {}
    for number, line in placed(file, image):
        if line.kind is LineKind.REMOVED:
            removed[number - 1] = (*removed.get(number - 1, ()), line)
    return _Places(added(file, image), removed)


def _in_file(file: FileDiff, image: Image, pairs: Pairs) -> Iterator[Remark]:
    places = _places(file, image)
    touched = {*places.added, *places.removed, *(number + 1 for number in places.removed)}
    before = {
        each.name: each for each in definitions(image.pre) if each.kind is DefinitionKind.FUNCTION
    }
    known = Endings(_CALLED.findall(image.post.decode("utf-8", "replace")))
    calls = made_calls(image.post)
    for definition in enclosing(image.post, touched):
        found = _leaks(definition, pairs, known, calls)
        if found:
            old = Counter(map(_key, _leaks(before.get(definition.name), pairs, known, calls)))
            yield from _remarks(definition, found, old, places)


def _leaks(
    definition: Definition | None,
    pairs: Pairs,
    known: Endings,
    calls: Mapping[str, frozenset[str]],
) -> tuple[Leak, ...]:
    function = read(definition) if definition else None
    return leaks(function, pairs, known, calls) if function else ()


def _key(leak: Leak) -> tuple[str, ...]:
    return (
        leak.acquire.callee if leak.acquire else leak.release,
        leak.thing,
        leak.leaving.kind,
        leak.leaving.text,
    )


def _remarks(
    definition: Definition, found: Iterable[Leak], old: Counter[tuple[str, ...]], places: _Places
) -> Iterator[Remark]:
    by_anchor: dict[int, list[Leak]] = {}
    function = read(definition)
    landings = Landings(function) if function else None
    lines = definition.text.split("\n")
    annotated = is_annotated(definition.text[: definition.opening])
    for leak in found:
        key = _key(leak)
        if old[key]:
            old[key] -= 1
            continue
        if _explained(lines, definition.start, leak) or (_lock(leak) and annotated):
            continue
        anchor = _anchor(definition, leak, places)
        if anchor:
            by_anchor.setdefault(anchor.body_line, []).append(leak)
    numbers = {each.body_line: each.new for each in places.added.values()}
    for at, group in sorted(by_anchor.items()):
        group.sort(key=lambda leak: -(leak.acquire.line if leak.acquire else 0))
        best = max(map(_confidence, group))
        same = [each for each in group if _confidence(each) is best]
        yield Remark(at, _facts(same, numbers.get(at), landings), best)


def _confidence(leak: Leak) -> Confidence:
    """How sure it is: what the function itself shows of a pair the table knows, and how."""
    shown = leak.witness not in (Witness.LADDER, Witness.BYPASS)
    if not shown or leak.pair is None or leak.pair.share < _SOME:
        return Confidence.LOW
    return Confidence.HIGH if _lock(leak) or leak.by_label else Confidence.MODERATE


def _lock(leak: Leak) -> str:
    return held_by(leak.acquire.callee) if leak.acquire else ""


def _facts(group: Sequence[Leak], anchor: int | None, landings: Landings | None) -> dict[str, Fact]:
    """``line`` is that of the way out, where the remark stands elsewhere."""
    first = group[0]
    mine = [leak for leak in group if leak.leaving == first.leaving]
    where = "" if first.leaving.line == anchor else f" (line {first.leaving.line})"
    releases = dict.fromkeys(leak.release for leak in mine if leak.release)
    return {
        "witness": str(first.witness),
        "acquire": f"{first.acquire.callee}()" if first.acquire else "",
        "leaving": _named(first.leaving) if where else f"This {first.leaving.kind}",
        "line": where,
        "shown": _shown(first),
        "held": _lock(first),
        "leaked": first.thing if _is_result(first) else "",
        "release": "\n    ".join(f"{each};" for each in list(releases)[:2]),
        "goto": _landing(mine, tuple(releases), landings) if landings else "",
    }


def _landing(mine: Sequence[Leak], releases: Sequence[str], landings: Landings) -> str:
    """The label to go to: it releases just these, or a goto right above took it, with them held."""
    leaving, label = mine[0].leaving, mine[0].shown_by
    exact = landings.of(leaving, releases)
    if exact:
        return exact
    held = max((leak.acquire.line for leak in mine if leak.acquire), default=0)
    if held and all(leak.by_label and leak.shown_by == label for leak in mine):
        return label if landings.is_taken_before(leaving, label, held) else ""
    return ""


def _is_result(leak: Leak) -> bool:
    """Whether the acquire gave the thing, and did not only change its state."""
    return leak.pair is not None and any(origin == RESULT for _, origin in leak.pair.takes)


def _named(leaving: Exit) -> str:
    """A way out as one names it: ``return foo()`` without its arguments."""
    head, called, _ = leaving.text.partition("(")
    return f"{leaving.kind} {head}{'()' if called else ''}".strip()


def _shown(leak: Leak) -> str:
    if leak.witness in (Witness.RULE, Witness.LADDER) and leak.pair:
        return f"{leak.pair.undone} of {leak.pair.held} callers"
    return leak.shown_by


def _explained(lines: Sequence[str], start: int, leak: Leak) -> bool:
    """Whether a comment stands beside the way out: it may say why."""
    leaving = leak.leaving
    first = leaving.guards[-1].line + 1 if leaving.guards else leaving.line
    spots = {*range(first, leaving.line + 1)}
    spots.update(each for way in leaving.ways for each in (way.line - 1, way.line))
    spend(1 + len(spots))
    return any(
        mark in lines[spot - start]
        for spot in spots
        if 0 <= spot - start < len(lines)
        for mark in ("/*", "//", "*/")
    )


def _anchor(definition: Definition, leak: Leak, places: _Places) -> DiffLine | None:
    if leak.leaving.line in places.added:
        return places.added[leak.leaving.line]
    if leak.acquire and leak.acquire.line in places.added:
        return places.added[leak.acquire.line]
    name = leak.release.partition("(")[0]
    spend(len(places.removed))
    for number, lines in places.removed.items():
        if definition.start <= number <= definition.stop:
            for line in lines:
                if f"{name}(" in line.text.replace(" ", "") and leak.thing in bare(line.text):
                    return line
    return None
