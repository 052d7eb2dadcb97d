"""Calls a patch hands over to callbacks: from the file that made them to the one that has them.

A subsystem that was called directly registers a callback instead: ``core.c`` loses its calls of
``frob_start()`` and ``frob_stop()``, and ``frob.c`` gets a function that calls its own two, and
that nothing calls by name. Who still calls one of frob.c's functions from core.c calls it twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.hunk import calls as hunk_calls
from reviewbot.context.c.hunk.tokens import tokenize
from reviewbot.context.c.lex import names_called
from reviewbot.context.place import added
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED, REMOVED, LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.statements import Call
    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff

_MIN_MOVED = 2  # functions that lost calls: one alone is no handover
_WORD = regex(r"[^\W\d]\w*|\S")


@frozen
class Callback:
    """A new function that nothing calls by name; ``calls`` are those of functions of its file."""

    path: str
    name: str
    calls: tuple[Call, ...]


@frozen
class Handover:
    """What one file hands over to one callback: ``removed`` are the lines with the lost calls."""

    callback: Callback
    moved: tuple[str, ...]
    removed: tuple[DiffLine, ...]


def callbacks(files: Iterable[FileDiff], images: Mapping[FileDiff, Image]) -> tuple[Callback, ...]:
    """The callbacks of a patch, as far as its files are known; none where nothing is handed over.

    A patch of one file does not, nor does one that only adds.
    """
    known = [file for file in files if file.is_c and file in images]
    if not _may_hand_over(images):
        return ()
    new = [(file, each) for file in known for each in _new(file, images[file])]
    if not new:
        return ()
    old = {each.name for file in known for each in functions(images[file].pre)}
    taken = old | {call.name for file in known for call, _ in _calls(file, ADDED)}
    found: list[Callback] = []
    for file, definition in new:
        facts = None if definition.name in taken else read(definition)
        names = {each.name for each in functions(images[file].post)} if facts else set()
        made = tuple(call for call in facts.calls if call.callee in names) if facts else ()
        if made:
            found.append(Callback(file.path, definition.name, made))
    return tuple(found)


def _may_hand_over(files: Iterable[FileDiff]) -> bool:
    """Whether names are called on lines removed from one file and on lines added to another."""
    lost: dict[str, set[str]] = defaultdict(set)
    made: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for hunk in file.hunks:
            for name in names_called(hunk.removed_text):
                lost[name].add(file.path)
            for name in names_called(hunk.added_text):
                made[name].add(file.path)
    moved = lost.keys() & made.keys() - hunk_calls.KEYWORDS
    return sum(len(lost[name] | made[name]) > 1 for name in moved) >= _MIN_MOVED


def _new(file: FileDiff, image: Image) -> Iterator[Definition]:
    """The functions of which all lines are added."""
    new = added(file, image).keys()
    for each in functions(image.post):
        if each.start in new and set(range(each.start, each.stop + 1)) <= new:
            yield each


class Callbacks:
    """The callbacks of a patch, found by what they call."""

    def __init__(self, found: Iterable[Callback]) -> None:
        self._by_callee: dict[str, dict[int, Callback]] = defaultdict(dict)
        for number, callback in enumerate(found):
            for call in callback.calls:
                self._by_callee[call.callee][number] = callback

    def __bool__(self) -> bool:
        return bool(self._by_callee)

    def calling(self, names: Iterable[str]) -> Iterator[tuple[Callback, tuple[str, ...]]]:
        """The callbacks that call several of these functions, in order, and which."""
        moved: dict[int, list[str]] = defaultdict(list)
        found: dict[int, Callback] = {}
        for name in sorted(names):
            callbacks = self._by_callee.get(name, {})
            spend(len(callbacks))
            found.update(callbacks)
            for number in callbacks:
                moved[number].append(name)
        for number in sorted(moved):
            if len(moved[number]) >= _MIN_MOVED:
                yield found[number], tuple(moved[number])


def handovers(file: FileDiff, image: Image, callbacks: Callbacks) -> Iterator[Handover]:
    """What the file hands over to other files, callback by callback.

    Not calls of functions that it has itself: a callback elsewhere calls others of that name.
    """
    lost: dict[str, list[DiffLine]] = defaultdict(list)
    own = {each.name for each in functions(image.post)}
    for call, line in _calls(file, REMOVED):
        if call.name not in own:
            lost[call.name].append(line)
    balance = Counter({name: len(lines) for name, lines in lost.items()})
    balance.subtract(call.name for call, _ in (_calls(file, ADDED) if lost else ()))
    for callback, moved in callbacks.calling(+balance):
        if callback.path != file.path:
            lines = (line for name in moved for line in lost[name])
            ordered = sorted(lines, key=lambda line: line.body_line)
            yield Handover(callback, moved, tuple(ordered))


def alike(one: Call, other: Call) -> bool:
    """Whether two calls of a function do the same, the first argument's variable set aside.

    ``f(mod, mod->size)`` and ``f(module, module->size)`` are alike; ``f(&a)`` and ``f(b)`` not.
    """
    if not one.arguments:
        return not other.arguments
    return _without_root(one) == _without_root(other)


def _without_root(call: Call) -> list[list[str]]:
    words = [_WORD.findall(argument) for argument in call.arguments]
    root = next((word for word in words[0] if word[0].isalpha() or word[0] == "_"), None)
    return [["" if word == root else word for word in each] for each in words]


def _calls(file: FileDiff, kind: LineKind) -> Iterator[tuple[hunk_calls.Call, DiffLine]]:
    """The calls that begin on lines of this kind."""
    for hunk in file.hunks:
        if any(line.kind is kind for line in hunk.lines):
            side = hunk.post if kind is ADDED else hunk.pre
            for call in hunk_calls.calls(tokenize(side)):
                if call.line.kind is kind:
                    yield call, call.line
