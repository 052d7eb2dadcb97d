"""Who maintains a file, by the tree's own MAINTAINERS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.model.mail import Address
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.levels import Tree

_ENTRY = re.compile(r"([A-Z]):[ \t]+(\S.*)")
_PERSON = re.compile(r"\"?([^<>\"]*+)\"?[ \t]*<([^<>]+)>")
_EVERYTHING = ("*", "*/")  # of THE REST


@dataclass(frozen=True, slots=True)
class _Section:
    """Its maintainers, the trees it is applied to, and the patterns of its files."""

    people: tuple[Address, ...]
    trees: tuple[str, ...]
    files: tuple[str, ...]
    excluded: tuple[str, ...]

    def has(self, path: str) -> bool:
        """Whether a file is one of its own."""
        return _any(path, self.files) and not _any(path, self.excluded)

    def is_of(self, person: Address) -> bool:
        """Whether somebody is its maintainer, or has the tree (``.../git/NAME/frob.git``)."""
        name = person.email.partition("@")[0].lower()
        return any(are_same(person, one) for one in self.people) or any(
            f"/{name}/" in tree.lower() for tree in self.trees
        )


def maintains(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether somebody is a maintainer of each of these files; not so where the tree tells none."""
    return _all_in(_own(person, tree), paths)


def applies(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether it is a maintainer with a git tree of theirs: who applies what is sent to the list."""
    return _all_in([section for section in _own(person, tree) if section.trees], paths)


def _own(person: Address, tree: Tree) -> list[_Section]:
    text = tree.read("MAINTAINERS")
    return [section for section in _sections(text) if section.is_of(person)] if text else []


def _all_in(sections: Sequence[_Section], paths: Iterable[str]) -> bool:
    """Whether there are files, and each is of one of the sections."""
    paths = tuple(paths)
    return bool(paths) and all(any(one.has(path) for one in sections) for path in paths)


@lru_cache(maxsize=2)
def _sections(text: bytes) -> tuple[_Section, ...]:
    return tuple(_read(text.decode("utf-8", "replace")))


def _read(text: str) -> Iterator[_Section]:
    for paragraph in text.split("\n\n"):
        entries = [
            match.groups() for line in paragraph.split("\n") if (match := _ENTRY.match(line))
        ]
        named: dict[str, list[str]] = {}
        for key, value in entries:
            named.setdefault(key, []).append(value)
        people = [match for one in named.get("M", ()) if (match := _PERSON.match(one))]
        files = tuple(each for each in named.get("F", ()) if each not in _EVERYTHING)
        if files:
            yield _Section(
                tuple(Address(match[1].rstrip(), match[2]) for match in people),
                tuple(named.get("T", ())),
                files,
                tuple(named.get("X", ())),
            )


def _any(path: str, patterns: Iterable[str]) -> bool:
    return any(_fits(path, pattern) for pattern in patterns)


def _fits(path: str, pattern: str) -> bool:
    """As get_maintainer.pl has it: below a directory, or a file as deep as its pattern."""
    if path.startswith(f"{pattern.rstrip('/')}/"):
        return True
    if pattern.endswith("/"):
        return fnmatchcase(path, f"{pattern}*")
    return fnmatchcase(path, pattern) and path.count("/") == pattern.count("/")
