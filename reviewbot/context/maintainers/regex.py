r"""Regular expressions that take linear time, whoever wrote them: those of MAINTAINERS.

They are perl's, without what needs to go back in the text: literals, classes, groups, alternatives,
repetition, ``\b`` and the ends of the text. What is more is refused. An expression is a set of
states, of which all that can be reached are followed at once (Thompson's construction).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STATES = 2_000  # of one expression
_DEPTH = 20  # of groups in groups
_FOLLOWED = 10  # characters of a text in a step
_KNOWN = 10_000  # steps from states to states that are remembered
_ANY = "_"  # character, where it only matters that there is one
_COMPILED = 10  # steps for a character of an expression
_CLASS = regex(r"\.|\\[wWsSdD]")  # an atom that stands for many
_TOKEN = regex(
    r"(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<border>\\[bB]|[\^$])"
    r"|(?P<atom>\\[wWsSdD]|\\[^\w\s]|[^\\()|*+?{}\[])"
    r"|(?P<flags>\(\?[ix]+\))"
    r"|(?P<open>\((?!\?)|\(\?[ix]*:)"
    r"|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>[*+?]\??)"
)


class UnsupportedError(ValueError):
    """An expression that needs more than this, or none at all."""


class Regex:
    """An expression; ``verbose`` as with perl's ``/x``: blanks in it stand for nothing."""

    def __init__(self, pattern: str, *, verbose: bool = False) -> None:
        if len(pattern) > _STATES:  # as many at least
            raise UnsupportedError(pattern)
        spend(_COMPILED * len(pattern))
        tokens = [_token(match) for match in _TOKEN.finditer(pattern)]
        if "".join(text for _, text in tokens) != pattern:
            raise UnsupportedError(pattern)
        tokens = [(kind, text) for kind, text in tokens if not (verbose and text.isspace())]
        self._tokens = tokens[::-1]
        self._states: list[tuple[str, re.Pattern[str] | None, tuple[int, ...]]] = []
        self._end = self._state("end", ())
        build = self._alternatives("", 0)
        if self._tokens:
            raise UnsupportedError(pattern)
        self._start = build(self._end)
        is_exact = not any(kind == "flags" and "i" in text for kind, text in tokens)
        self._literal = _literal(tokens) if is_exact else ""
        self._looks_back = any(text in (r"\b", r"\B") for _, text in tokens)
        self._known: dict[tuple[frozenset[int], str, str], frozenset[int] | None] = {}

    def is_in(self, text: str, start: int = 0) -> bool:
        """Whether it matches somewhere behind ``start``."""
        if self._literal not in text[start:]:
            return False
        spend(1 + len(text) // _FOLLOWED)
        current: frozenset[int] = frozenset()
        before = text[start - 1 : start]
        for char in (*text[start:], ""):
            key = (current, before, char)
            if key not in self._known:
                if len(self._known) > _KNOWN:
                    self._known.clear()
                spend(1 + len(self._states))
                self._known[key] = self._step(*key)
            following = self._known[key]
            if following is None:
                return True
            current = following
            before = char if self._looks_back else _ANY
        return False

    def _step(self, states: frozenset[int], before: str, char: str) -> frozenset[int] | None:
        """The states behind a character; ``None`` where the expression has ended before it."""
        reached: set[int] = set()
        following: set[int] = set()
        waiting = [*states, self._start]
        while waiting:
            at = waiting.pop()
            if at in reached:
                continue
            reached.add(at)
            kind, test, targets = self._states[at]
            if kind == "end":
                return None
            if kind == "atom":
                if char and test and test.fullmatch(char):
                    following.update(targets)
            elif kind == "fork" or _is_at(kind, before, char):
                waiting += targets
        return frozenset(following)

    def _state(
        self, kind: str, targets: tuple[int, ...], test: re.Pattern[str] | None = None
    ) -> int:
        if len(self._states) >= _STATES:
            raise UnsupportedError("too long")
        self._states.append((kind, test, targets))
        return len(self._states) - 1

    def _alternatives(self, flags: str, depth: int) -> Callable[[int], int]:
        """What stands up to the end of the group."""
        if depth > _DEPTH:
            raise UnsupportedError("groups in too many groups")
        ways: list[list[Callable[[int], int]]] = [[]]
        while self._tokens and self._tokens[-1][0] != "close":
            kind, text = self._tokens.pop()
            if kind == "or":
                ways.append([])
            elif kind == "flags":
                flags += text
            elif kind == "times":
                if not ways[-1]:
                    raise UnsupportedError("nothing to repeat")
                ways[-1].append(self._repeated(ways[-1].pop(), text[0]))
            elif kind == "open":
                ways[-1].append(self._alternatives(flags + text, depth + 1))
                if not self._tokens:
                    raise UnsupportedError("a group without end")
                self._tokens.pop()
            else:
                ways[-1].append(self._single(kind, text, flags))

        def build(following: int) -> int:
            starts = tuple(_in_order(way, following) for way in ways)
            return starts[0] if len(starts) == 1 else self._state("fork", starts)

        return build

    def _single(self, kind: str, text: str, flags: str) -> Callable[[int], int]:
        if kind == "border":
            return lambda following: self._state(text, (following,))
        test = _one_character(text, re.IGNORECASE if "i" in flags else 0)
        return lambda following: self._state("atom", (following,), test)

    def _repeated(self, build: Callable[[int], int], times: str) -> Callable[[int], int]:
        def optional(following: int) -> int:
            return self._state("fork", (build(following), following))

        def repeated(following: int) -> int:
            again = self._state("fork", ())
            start = build(again)
            self._states[again] = ("fork", None, (start, following))
            return start if times == "+" else again

        return optional if times == "?" else repeated


@lru_cache(maxsize=512)
def _one_character(text: str, flags: int) -> re.Pattern[str]:
    try:
        return re.compile(text, flags)
    except re.error as error:
        raise UnsupportedError(text) from error


def _token(match: re.Match[str]) -> tuple[str, str]:
    return match.lastgroup or "", match[0]


def _literal(tokens: Sequence[tuple[str, str]]) -> str:
    """The longest text that all it matches has; of those outside of groups."""
    runs, depth = [""], 0
    for number, (kind, text) in enumerate(tokens):
        depth += (kind == "open") - (kind == "close")
        if kind == "or" and not depth:
            return ""
        is_repeated = tokens[number + 1 : number + 2] and tokens[number + 1][0] == "times"
        if kind == "atom" and not depth and not is_repeated and not _CLASS.fullmatch(text):
            runs[-1] += text[-1]
        else:
            runs.append("")
    return max(runs, key=len)


def _in_order(way: list[Callable[[int], int]], following: int) -> int:
    for build in reversed(way):
        following = build(following)
    return following


def _is_at(border: str, before: str, char: str) -> bool:
    if border == "^":
        return not before
    if border == "$":
        return not char
    return (_is_word(before) != _is_word(char)) == (border == r"\b")


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
