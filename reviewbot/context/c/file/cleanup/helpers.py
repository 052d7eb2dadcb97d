"""What the functions of a file call: whether a helper can release a thing at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions_by_name
from reviewbot.knowledge.antonyms import ends_something
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

    from reviewbot.context.c.file.definition import Definition

_CALLED = regex(r"(->|\.|)\b([A-Za-z_]\w*)\s*\(")
_THROUGH_POINTER = ""  # stands for whatever a member points to


class MadeCalls(Mapping[str, frozenset[str]]):
    """The names each function of a file calls; an empty one where it calls through a member."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _functions(self) -> Mapping[str, Definition]:
        return functions_by_name(self._source)

    def __getitem__(self, name: str) -> frozenset[str]:
        """Found out when it is asked for: mostly nothing is."""
        if name not in self._known:
            self._known[name] = _called(self._functions[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the functions."""
        return iter(self._functions)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._functions)


def _called(definition: Definition) -> frozenset[str]:
    body = definition.text[definition.opening :]
    return frozenset(
        _THROUGH_POINTER if through else name for through, name in _CALLED.findall(body)
    )


def cannot_release(
    callee: str,
    releases: Container[str],
    calls: Mapping[str, frozenset[str]],
    known: Container[str],
) -> bool:
    """Whether a function of the file, and all of the file it calls, makes no call of ``releases``.

    Nor any that might stand for one: through a member, or of a function of another file that ends
    something, and that is not among the ``known`` releases of other things.
    """
    seen: set[str] = set()
    waiting = [callee]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        spend()
        seen.add(name)
        if name in releases or name == _THROUGH_POINTER:
            return False
        if name in calls:
            waiting.extend(calls[name])
        elif name == callee or (ends_something(name) and name not in known):
            return False
    return True


def can_release(
    callee: str, releases: Collection[str], acquire: str, calls: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a function of the file, or one of the file it calls, makes a call of ``releases``.

    What calls ``acquire`` as well may only release what it acquired itself.
    """
    seen: set[str] = set()
    waiting = [callee]
    while waiting:
        name = waiting.pop()
        made = calls.get(name, frozenset())
        if name not in seen:
            spend(1 + len(made))
            seen.add(name)
            if acquire not in made and not made.isdisjoint(releases):
                return True
            waiting.extend(made)
    return False
