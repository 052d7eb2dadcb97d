"""Whether two names say that one undoes the other, by ``antonyms.toml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_PART = re.compile(r"[a-z]+|[A-Z]+|\d+")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in table("antonyms")["opposites"]:
        for word in entry["begin"]:
            found.setdefault(word, set()).update(entry["end"])
    return {word: frozenset(ends) for word, ends in found.items()}


@lru_cache(maxsize=1 << 17)
def _split(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PART.findall(name))


@cache
def _inside() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Long words also count at the end of a word: ``kmalloc``, ``misc_deregister``."""
    return tuple(
        (re.compile(f"{word}s?$"), ends)
        for word, ends in _opposites().items()
        if len(word) > 3  # noqa: PLR2004
    )


@lru_cache(maxsize=1 << 17)
def likeness(acquire: str, release: str) -> float:
    """0 where the names say nothing; 0.3 for opposite words, up to 1 where the rest is the same."""
    left, right = _split(acquire), _split(release)
    best = 0.0
    for index, word in enumerate(left):
        ends = set(_opposites().get(word, ()))
        for pattern, more in _inside():
            if pattern.search(word):
                ends |= more
        for other, end in enumerate(right):
            if end == word or not any(end == e or (len(e) > 3 and end.endswith(e)) for e in ends):  # noqa: PLR2004
                continue
            rest = {*left[:index], *left[index + 1 :]}
            also = {*right[:other], *right[other + 1 :]}
            same = _overlap(rest, also)
            best = max(best, 0.3 + 0.7 * same)
    return best


@cache
def _only_ends() -> frozenset[str]:
    """Words that end something, and begin nothing."""
    return frozenset().union(*_opposites().values()) - set(_opposites())


@lru_cache(maxsize=1 << 17)
def ends_something(release: str) -> bool:
    """Whether a word of the name ends something, whatever it was."""
    ends = _only_ends()
    return any(
        part in ends or any(len(end) > 3 and part.endswith(end) for end in ends)  # noqa: PLR2004
        for part in _split(release)
    )


def counts_references(acquire: str, release: str) -> bool:
    """Whether the names are those of a reference taken and dropped."""
    return any(
        not set(entry["begin"]).isdisjoint(_split(acquire))
        and not set(entry["end"]).isdisjoint(_split(release))
        for entry in table("antonyms")["references"]
    )


def _overlap(acquire: set[str], release: set[str]) -> float:
    """How much of two names is the same; what only the acquire's has counts half."""
    if not acquire | release:
        return 1.0
    both = len(acquire & release)
    return (both / len(acquire | release) + (both / len(release) if release else 0.0)) / 2


@lru_cache(maxsize=1 << 14)
def may_keep(callee: str) -> bool:
    """Whether a function of that name may keep what it is given."""
    words = {word for entry in table("antonyms")["keeps"] for word in entry["words"]}
    return not words.isdisjoint(_split(callee))


@lru_cache(maxsize=1 << 14)
def is_backward(acquire: str, release: str) -> bool:
    """Whether the acquire rather is the end of what the release begins: ``stop``, ``start``."""
    left, right = set(_split(acquire)), set(_split(release))
    return any(
        entry.get("back") and left & set(entry["begin"]) and right & set(entry["end"])
        for entry in table("antonyms")["opposites"]
    )


def is_pending(text: str) -> bool:
    """Whether an error in the text says that the work goes on elsewhere."""
    return any(name in text for entry in table("antonyms")["pending"] for name in entry["names"])


def undoes_when_failing(callee: str) -> bool:
    """Whether the function undoes what it was told of if it fails itself."""
    return any(
        part in callee for entry in table("antonyms")["resetting"] for part in entry["parts"]
    )


def is_elsewhere(path: str) -> bool:
    """Whether a file of the tree is of a program that does not run in the kernel."""
    top = path.partition("/")[0]
    return any(top in entry["directories"] for entry in table("antonyms")["elsewhere"])


def is_managed(name: str) -> bool:
    """Whether what the function acquires is released by itself."""
    return any(
        name.startswith(tuple(entry["prefixes"])) or any(part in name for part in entry["contains"])
        for entry in table("antonyms")["managed"]
    )


def partner_names(present: Container[str]) -> Iterator[tuple[str, str]]:
    """The pairs of table members (or macros) that belong together, of those present."""
    for entry in table("antonyms")["partners"]:
        for start, stop in entry["pairs"]:
            if start in present and stop in present:
                yield start, stop


def opposites(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one word, the second's being an opposite of the first's."""
    split = {_split(name): name for name in names}
    for parts, name in split.items():
        for index, word in enumerate(parts):
            for end in _opposites().get(word, ()):
                other = split.get((*parts[:index], end, *parts[index + 1 :]))
                if other is not None and other != name:
                    yield name, other
