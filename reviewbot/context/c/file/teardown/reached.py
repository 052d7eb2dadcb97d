"""What functions may end, by the names of what they call and what they give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.teardown.file import WORD
from reviewbot.context.c.file.teardown.thing import last
from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import ends_something, is_managed, likeness
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.teardown.file import File
    from reviewbot.knowledge.pairs import Pairs

_CALL = 4  # steps it takes to look at what a call gets


@frozen
class _Ended:
    """For one kind of acquire: whether anything may be ended, or else what is.

    ``opposite``: the words of what calls of an opposite get; ``ending``: the last names of what all
    calls get that end something.
    """

    anything: bool
    opposite: frozenset[str]
    ending: frozenset[str]


class Reached:
    """Some functions of a file; ``elsewhere``: what they call in other files counts as well."""

    def __init__(
        self, functions: Iterable[Definition], file: File, pairs: Pairs, *, elsewhere: bool
    ) -> None:
        self._pairs = pairs
        self._file = file
        self._elsewhere = elsewhere
        self._unreadable = False
        self._given: dict[str, tuple[set[str], set[str]]] = {}
        self._kinds: dict[str, _Ended] = {}
        for each in functions:
            facts = file.facts(each)
            if facts is None:
                self._unreadable = True
                continue
            spend(_CALL * len(facts.function.calls))
            for call in facts.function.calls:
                words, names = self._given.setdefault(call.callee, (set(), set()))
                for argument in call.arguments:
                    words.update(WORD.findall(argument))
                    names.add(last(argument))

    def may_end(self, acquire: str, names: frozenset[str], thing: str) -> bool:
        """Whether they may end a thing of these names, or what it is part of."""
        found = self._kind(acquire)
        path = names.union(WORD.findall(thing)[1:])
        return (
            found.anything
            or not path.isdisjoint(found.opposite)
            or not names.isdisjoint(found.ending)
        )

    def _kind(self, acquire: str) -> _Ended:
        if acquire not in self._kinds:
            self._kinds[acquire] = self._found(acquire)
        return self._kinds[acquire]

    def _found(self, acquire: str) -> _Ended:
        spend(len(self._given))
        anything = self._unreadable
        opposite: set[str] = set()
        ending: set[str] = set()
        for callee, (words, names) in self._given.items():
            alike = likeness(acquire, callee) > 0
            ends = ends_something(callee)
            if alike:
                opposite |= words
            if alike or ends or callee == acquire:
                ending |= names
            anything = anything or (
                self._elsewhere and (alike or ends) and self._is_of_another_file(callee)
            )
        return _Ended(anything, frozenset(opposite), frozenset(ending))

    def _is_of_another_file(self, callee: str) -> bool:
        """Whether it may undo anything: no function of this file, nor one the table knows."""
        return (
            callee not in self._file.functions
            and callee not in self._pairs.by_release
            and not is_managed(callee)
        )
