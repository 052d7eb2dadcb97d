"""Whether two names say that one undoes the other, by ``antonyms.toml``."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_MAX_NAME = 200  # the kernel's longest is 80; every word is compared with every other
_PART = regex(r"[a-z]+|[A-Z]+|\d+")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in table("antonyms")["opposites"]:
        for word in entry["begin"]:
            found.setdefault(word, set()).update(entry["end"])
    return {word: frozenset(ends) for word, ends in found.items()}


@lru_cache(maxsize=1 << 17)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, in small letters; those of names longer than any are left out."""
    if len(name) > _MAX_NAME:
        return ()
    return tuple(part.lower() for part in _PART.findall(name))


@cache
def _inside() -> tuple[tuple[tuple[str, str], frozenset[str]], ...]:
    """Long words also count at the end of a word: ``kmalloc``, ``misc_deregister``."""
    return tuple(
        ((word, f"{word}s"), ends)
        for word, ends in _opposites().items()
        if len(word) > 3  # noqa: PLR2004
    )


@lru_cache(maxsize=1 << 14)
def ends_of(word: str) -> frozenset[str]:
    """The words that end what this one begins."""
    inside = (ends for long, ends in _inside() if word.endswith(long))
    return _opposites().get(word, frozenset()).union(*inside)


def _is_one_of(word: str, ends: frozenset[str]) -> bool:
    """Whether a word is one of those, or ends in a long one of them."""
    return word in ends or word.endswith(_long(ends))


@lru_cache(maxsize=1 << 10)
def _long(ends: frozenset[str]) -> tuple[str, ...]:
    return tuple(end for end in ends if len(end) > 3)  # noqa: PLR2004


@cache
def _ends() -> frozenset[str]:
    return frozenset().union(*_opposites().values())


@lru_cache(maxsize=1 << 14)
def is_end(word: str) -> bool:
    """Whether a word ends what some other begins."""
    return _is_one_of(word, _ends())


@lru_cache(maxsize=1 << 17)
def likeness(acquire: str, release: str) -> float:
    """0 where the names say nothing; 0.3 for opposite words, up to 1 where the rest is the same."""
    left, right = words(acquire), words(release)
    best = 0.0
    for index, word in enumerate(left):
        ends = ends_of(word)
        for other, end in enumerate(right):
            if end == word or not _is_one_of(end, ends):
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
    return any(map(_only_ends_something, words(release)))


@lru_cache(maxsize=1 << 14)
def _only_ends_something(word: str) -> bool:
    return _is_one_of(word, _only_ends())


def counts_references(acquire: str, release: str) -> bool:
    """Whether the names are those of a reference taken and dropped."""
    return any(
        not set(entry["begin"]).isdisjoint(words(acquire))
        and not set(entry["end"]).isdisjoint(words(release))
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
    keeping = {word for entry in table("antonyms")["keeps"] for word in entry["words"]}
    return not keeping.isdisjoint(words(callee))


@lru_cache(maxsize=1 << 14)
def is_backward(acquire: str, release: str) -> bool:
    """Whether the acquire rather is the end of what the release begins: ``stop``, ``start``."""
    left, right = set(words(acquire)), set(words(release))
    return any(
        entry.get("back") and left & set(entry["begin"]) and right & set(entry["end"])
        for entry in table("antonyms")["opposites"]
    )


def is_pending(text: str) -> bool:
    """Whether an error in the text says that the work goes on elsewhere."""
    return any(name in text for entry in table("antonyms")["pending"] for name in entry["names"])


def hands_on(returned: str) -> bool:
    """Whether a value returned says that somebody else has it now, and finishes the work."""
    return any(
        name in returned for entry in table("antonyms")["pending"] for name in entry["returned"]
    )


@lru_cache(maxsize=1 << 14)
def undoes_when_failing(callee: str) -> bool:
    """Whether the function undoes what it was told of if it fails itself."""
    return any(
        part in callee for entry in table("antonyms")["resetting"] for part in entry["parts"]
    )


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


def words_after(name: str) -> Iterator[tuple[str, ...]]:
    """The words of the names that differ from this one in one word, by an opposite of it."""
    parts = words(name)
    for index, word in enumerate(parts):
        for end in _opposites().get(word, ()):
            yield (*parts[:index], end, *parts[index + 1 :])


def opposites(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one word, the second's being an opposite of the first's."""
    split = {words(name): name for name in names}
    for name in split.values():
        for parts in words_after(name):
            other = split.get(parts)
            if other is not None and other != name:
                yield name, other
