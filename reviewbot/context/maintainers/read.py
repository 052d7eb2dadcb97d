"""MAINTAINERS, read as scripts/get_maintainer.pl reads it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.maintainers.files import FilePattern, file_pattern
from reviewbot.context.maintainers.regex import Regex, UnsupportedError
from reviewbot.context.maintainers.section import MailingList, Section
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared, spend
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ENTRY = regex(r"([A-Z]):\s*(.*)")
_LISTED = regex(r"(?<![^\s<>@])[^\s<>@]+@[^\s<>]+")
_PERSON = regex(r"([^<>\"(),]*+)<([^<>\s]+)>\s*")
_CHARACTERS = 20  # read in a step


@frozen(slots=False, eq=False)
class Maintainers:
    """Its sections, in order, and which of them have patterns that begin with a directory or two."""

    sections: tuple[Section, ...]
    starts: Mapping[str, frozenset[int]]

    def candidates(self, path: str) -> frozenset[int]:
        """The sections a file may be in."""
        parts = path.split("/")
        starts = ("", parts[0], "/".join(parts[:2]))
        return frozenset().union(*(self.starts.get(start, ()) for start in starts))


@shared(maxsize=4)
def read(text: bytes) -> Maintainers:
    """All of it, once for each text: a blob is read once, whatever tree it is in."""
    spend(len(text) // _CHARACTERS)
    found = tuple(_sections(text.decode("utf-8", "replace")))
    starts: dict[str, set[int]] = {}
    for number, section in enumerate(found):
        for start in [""] * bool(section.names) + [_start(one.literal) for one in section.files]:
            starts.setdefault(start, set()).add(number)
    return Maintainers(found, {start: frozenset(those) for start, those in starts.items()})


def _start(literal: str) -> str:
    """Those of the first two directories that a path must begin with."""
    return "/".join(literal.split("/")[:-1][:2])


def _sections(text: str) -> Iterator[Section]:
    """A line that is no entry is the title of the entries below it; blank ones say nothing."""
    title, entries = "", list[tuple[str, str]]()
    for line in (*text.split("\n"), "end"):
        if match := _ENTRY.match(line):
            entries.append((match[1], match[2]))
        elif line.strip() and not line.lstrip().startswith("#"):
            if entries:
                yield _section(title, entries)
            title, entries = line.strip(), []


def _section(title: str, entries: Iterable[tuple[str, str]]) -> Section:
    named: dict[str, list[str]] = {}
    for key, value in entries:
        named.setdefault(key, []).append(value)

    def patterns(key: str) -> tuple[FilePattern, ...]:
        return tuple(file_pattern(value) for value in named.get(key, ()) if value)

    def people(key: str) -> tuple[Address, ...]:
        return tuple(one for value in named.get(key, ()) for one in _people(value))

    return Section(
        title,
        named.get("S", [""])[-1],
        people("M"),
        people("R"),
        tuple(_list(value) for value in named.get("L", ()) if _LISTED.search(value)),
        tuple(named.get("T", ())),
        patterns("F"),
        patterns("X"),
        tuple(regex for value in named.get("N", ()) if (regex := _regex(value))),
        tuple(named.get("K", ())),
    )


@lru_cache(maxsize=8192)
def _people(value: str) -> tuple[Address, ...]:
    if match := _PERSON.fullmatch(value):  # as nearly all are
        return (Address(match[1].strip(), match[2]),)
    return addresses(value)


def _list(value: str) -> MailingList:
    email = _LISTED.findall(value)[0]
    return MailingList(email, "moderated" in value, "subscribers-only" in value)


@lru_cache(maxsize=512)
def _regex(value: str) -> Regex | None:
    try:
        return Regex(value, verbose=True)
    except UnsupportedError:
        return None
