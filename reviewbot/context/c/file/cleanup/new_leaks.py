"""The leaks a patch has made: the acquire or the exit is added, or the release is removed."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.helpers import MadeCalls
from reviewbot.context.c.file.cleanup.landing import Landings
from reviewbot.context.c.file.cleanup.possible import Possible
from reviewbot.context.c.file.cleanup.search import leaks
from reviewbot.context.c.file.cleanup.spelling import bare
from reviewbot.context.c.file.definitions import functions_by_name
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.likely import likely
from reviewbot.context.place import edits
from reviewbot.frozen import frozen
from reviewbot.knowledge.locks import is_annotated
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.file.cleanup.leak import Leak
    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.function import Exit
    from reviewbot.context.image import Image
    from reviewbot.context.place import Edits
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.patch import DiffLine, FileDiff

_COMMENT = regex(r"/\*|//|\*/")


@frozen
class NewLeaks:
    """The leaks that one line of a diff has made, the last acquire first.

    ``landings`` are the labels of their function.
    """

    line: DiffLine
    leaks: Sequence[Leak]
    landings: Landings


def new_leaks(file: FileDiff, image: Image, pairs: Pairs) -> Iterator[NewLeaks]:
    """The new leaks of a file, function by function; neither what was so before nor what is explained."""
    edited = edits(file, image)
    possible = Possible(image.post, edited, pairs)
    calls = MadeCalls(image.post)
    for definition in likely(image.post, edited.touched, possible.has):
        function = read(definition)
        if not function:
            continue
        find = partial(leaks, pairs=pairs, known=possible.known, calls=calls)
        found = find(function)
        if found:
            older = functions_by_name(image.pre).get(definition.name)
            old = read(older) if older else None
            made = _unexplained(definition, _without(found, find(old) if old else ()))
            landings = Landings(function)
            for line, group in _by_line(definition, made, edited):
                yield NewLeaks(line, group, landings)


def _without(found: Iterable[Leak], old: Iterable[Leak]) -> Iterator[Leak]:
    """The leaks there were not before, as often as there were."""
    left = Counter(leak.key for leak in old)
    for leak in found:
        if left[leak.key]:
            left[leak.key] -= 1
        else:
            yield leak


def _by_line(
    definition: Definition, found: Iterable[Leak], edited: Edits
) -> Iterator[tuple[DiffLine, Sequence[Leak]]]:
    """The leaks of a function by the line that made them, in the order of the mail."""
    groups: dict[DiffLine, list[Leak]] = {}
    for leak in found:
        line = _made_by(definition, leak, edited)
        if line:
            groups.setdefault(line, []).append(leak)
    for line in sorted(groups, key=lambda line: line.body_line):
        yield line, sorted(groups[line], key=lambda leak: -leak.acquired_at)


def _made_by(definition: Definition, leak: Leak, edited: Edits) -> DiffLine | None:
    """The line of the diff that made a leak: the exit, the acquire, or the release it removes."""
    for at in (leak.leaving.line, leak.acquired_at):
        if at in edited.added:
            return edited.added[at]
    called = f"{leak.release.partition('(')[0]}("
    spend(len(edited.removed))
    removed = (
        line
        for at, lines in edited.removed.items()
        if definition.start <= at <= definition.stop
        for line in lines
        if called in line.text.replace(" ", "") and leak.thing in bare(line.text)
    )
    return next(removed, None)


def _unexplained(definition: Definition, found: Iterable[Leak]) -> Iterator[Leak]:
    """Without locks an annotation tells of, and where a comment beside the exit may say why."""
    lines = dict(enumerate(definition.text.split("\n"), definition.start))
    tells_of_locks = is_annotated(definition.text[: definition.opening])
    for leak in found:
        beside = _beside(leak.leaving)
        spend(1 + len(beside))
        is_told_of = leak.lock and tells_of_locks
        if not is_told_of and not any(_COMMENT.search(lines.get(at, "")) for at in beside):
            yield leak


def _beside(leaving: Exit) -> set[int]:
    """The lines of an exit, and of where it returns, on which a comment may stand."""
    first = leaving.guards[-1].line + 1 if leaving.guards else leaving.line
    returns = (at for way in leaving.ways for at in (way.line - 1, way.line))
    return {*range(first, leaving.line + 1), *returns}
