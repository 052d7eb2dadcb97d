"""MAINTAINERS, read as scripts/get_maintainer.pl reads it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reviewbot.context.maintainers.files import FilePattern, file_pattern
from reviewbot.context.maintainers.regex import Regex, UnsupportedError
from reviewbot.context.maintainers.section import MailingList, Section
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared, spend
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# all behind a line's end, which is found sooner than the start of a line
_TITLE = regex(r"\n(?![A-Z]:|[^\S\n]*+(?:#|\n|$))")
_ENTRY = regex(r"\n([A-Z]):[^\S\n]*+(.*)")
_STARTS = regex(r"\n(?:N:|F:[^\S\n]*+((?:[^\n/*?\[\](){}+^$|\\]*+/){0,5}))")
_DEEP = 5  # directories
_LISTED = regex(r"(?<![^\s<>@])[^\s<>@]+@[^\s<>]+")
_PERSON = regex(r"([^<>\"(),]*+)<([^<>\s]+)>\s*")
_CHARACTERS = 20  # read in a step


@frozen(slots=False, eq=False)
class Maintainers:
    """The texts of its sections, in order, and which have patterns that begin with the same directories."""

    texts: tuple[str, ...]
    starts: Mapping[str, frozenset[int]]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of them."""
        return tuple(map(_section, self.texts))

    def titled(self, title: str) -> Iterator[Section]:
        """Those of a title."""
        return map(_section, self._by_title.get(title, ()))

    def having(self, texts: Iterable[str]) -> Iterator[Section]:
        """Those in which one of some texts, in lower case, stands in whatever case."""
        wanted = tuple(texts)
        own = (one for one in self.texts if any(text in one.lower() for text in wanted))
        return map(_section, own)

    @cached_property
    def _by_title(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for text in self.texts:
            found.setdefault(text[1 : text.find("\n", 1)], []).append(text)
        return found

    def candidates(self, folder: str) -> Iterator[Section]:
        """Those files there may be in: there are thousands, and few are ever read."""
        starts = ("", *accumulate(f"{part}/" for part in folder.split("/")[:_DEEP]))
        numbers = frozenset[int]().union(*(self.starts.get(start, ()) for start in starts))
        return (_section(self.texts[number]) for number in sorted(numbers))


@shared(maxsize=4)
def read(text: bytes) -> Maintainers:
    """All of it, once for each text: a blob is read once, whatever tree it is in."""
    spend(len(text) // _CHARACTERS)
    texts = tuple(_texts("\n" + text.decode("utf-8", "replace")))
    starts: dict[str, set[int]] = {}
    for number, one in enumerate(texts):
        for start in set(_STARTS.findall(one)):
            starts.setdefault(start, set()).add(number)
    return Maintainers(texts, {start: frozenset(those) for start, those in starts.items()})


def _texts(text: str) -> Iterator[str]:
    """A line that is no entry is the title of the entries below it; blank ones say nothing."""
    titles = [0, *(title.start() for title in _TITLE.finditer(text)), len(text)]
    for start, stop in pairwise(titles):
        if _ENTRY.search(text, start, stop):
            yield text[start:stop]


@shared(maxsize=4096)
def _section(text: str) -> Section:
    """A section: its title, then its entries."""
    named: dict[str, list[str]] = {}
    for key, value in _ENTRY.findall(text):
        named.setdefault(key, []).append(value)

    def patterns(key: str) -> tuple[FilePattern, ...]:
        return tuple(file_pattern(value) for value in named.get(key, ()) if value)

    def people(key: str) -> tuple[Address, ...]:
        return tuple(one for value in named.get(key, ()) for one in _people(value))

    return Section(
        text.split("\n", 2)[1].strip() if _TITLE.match(text) else "",
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
