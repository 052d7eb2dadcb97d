"""The pieces of a file, and which words stand in which."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.facts import Facts
from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.teardown.thing import last
from reviewbot.context.c.lex import code_only
from reviewbot.knowledge.antonyms import ends_something
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Given = dict[str, set[str]]
WORD = regex(r"[^\W\d]\w*")


class File:
    """A file; ``functions`` are those it defines, by name."""

    def __init__(self, source: bytes) -> None:
        self.pieces = definitions(source)
        self.functions = {
            each.name: each for each in self.pieces if each.kind is DefinitionKind.FUNCTION
        }
        self._words: dict[int, frozenset[str]] = {}
        self._facts: dict[int, Facts | None] = {}
        self._given: dict[tuple[int, str, int], Given | None] = {}

    def words(self, piece: Definition) -> frozenset[str]:
        """The words of a piece, those of comments and strings left out."""
        key = id(piece)
        if key not in self._words:
            found = WORD.findall(code_only(piece.text))
            spend(1 + len(found) // 8)
            self._words[key] = frozenset(found)
        return self._words[key]

    def facts(self, function: Definition) -> Facts | None:
        """The facts of a function; ``None`` where it is not usable."""
        key = id(function)
        if key not in self._facts:
            found = read(function)
            self._facts[key] = Facts(found) if found else None
        return self._facts[key]

    def given(self, function: Facts, callee: str, place: int) -> Given | None:
        """What the calls of ``callee`` in a function get as an argument, by its last name.

        ``None`` where there is no such call, or one that gets nothing there.
        """
        key = (id(function), callee, place)
        if key not in self._given:
            calls = function.named(callee)
            spend(len(calls))
            found: Given = defaultdict(set)
            for text in (text for call in calls for text in call.arguments[place : place + 1]):
                found[last(text)].add(text)
            whole = calls and all(place < len(call.arguments) for call in calls)
            self._given[key] = found if whole else None
        return self._given[key]

    def naming(self, words: Iterable[str]) -> Iterator[Definition]:
        """The pieces in which one of these words stands, declarations left out."""
        return (piece for word in words for piece in self._naming.get(word, ()))

    def callers(self, name: str) -> Sequence[str]:
        """The functions in which the name of one stands."""
        return [each.name for each in self._naming.get(name, ()) if each is self._defined(each)]

    def reached(self, functions: Iterable[Definition]) -> Iterator[Definition]:
        """The functions of the file that these name, and those name in turn, with themselves."""
        waiting = list(functions)
        seen: set[str] = set()
        while waiting:
            piece = waiting.pop()
            if piece.name not in seen:
                seen.add(piece.name)
                yield piece
                waiting += [
                    self.functions[word] for word in self.words(piece) & self.functions.keys()
                ]

    def _defined(self, piece: Definition) -> Definition | None:
        return self.functions.get(piece.name)

    @cached_property
    def _naming(self) -> dict[str, list[Definition]]:
        found: dict[str, list[Definition]] = defaultdict(list)
        for piece in self.pieces:
            if piece.kind is not DefinitionKind.DECLARATION:
                for word in self.words(piece):
                    found[word].append(piece)
        return found

    @cached_property
    def ending(self) -> tuple[str, ...]:
        """The words of the file that end something, but for its own functions."""
        words = {word for piece in self.pieces for word in self.words(piece)}
        return tuple(sorted(filter(ends_something, words - self.functions.keys())))
