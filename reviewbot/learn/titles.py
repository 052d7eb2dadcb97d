"""Learn what subjects begin with from the titles of patches, directory by directory.

A patch counts for the directory that all its files are in, those of the build and of documentation
apart, and for those above that as far up as most begin alike: what is of ACPICA says nothing of ACPI.
Of several revisions, and of the copies on several lists, one counts. A directory is told of if
it has its own habit, breaks with that of its parent, for which a few titles are enough, or has one
that goes on: below ``clk`` all are ``clk: qcom``. Of one that begins as ``RDMA/core:`` nothing is
recommended, and what is all in one directory below is told of that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.backports import is_backport
from reviewbot.context.learned_prefixes import Habit
from reviewbot.context.prefixes import common_prefix, directory_of, is_revert, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.patch import Patch

Title = tuple[tuple[str, ...], str]  # the parts of its prefix, and who wrote it

LEAST = 8  # titles without which nothing is said of a directory
AUTHORS = 5  # who wrote them
FEW = 3  # titles that show that a directory does not keep to what most above it do
SHARE = 0.9  # of them that begin alike
_PARTED = "/"


def titles(mails: Iterable[Patch]) -> dict[str, list[Title]]:
    """The parts of the prefix of each title and who wrote it, by directory, of those below it, too."""
    own: dict[str, list[Title]] = defaultdict(list)
    known: set[str] = set()
    for mail in mails:
        title = mail.subject.title
        if title.lower() in known or is_revert(title) or is_backport(mail):
            continue
        known.add(title.lower())
        directory = directory_of([file.path for file in mail.files])
        own[directory].append((_starts(title), mail.message.author.email.lower()))
    return with_those_below(own)


def _starts(title: str) -> tuple[str, ...]:
    """The parts of a prefix; the first as ``RDMA/`` where more of it follows: alone it is no prefix."""
    parts = parts_of(title)
    is_half = bool(parts) and title.lstrip()[len(parts[0]) :].startswith(_PARTED)
    return (f"{parts[0]}{_PARTED}",) if is_half else parts


def with_those_below(own: dict[str, list[Title]]) -> dict[str, list[Title]]:
    """The titles of each directory with those below it, but where these begin otherwise."""
    found: dict[str, list[Title]] = {}
    places = {up for directory in own for up in (directory, *_above(directory)) if "/" in up}
    inside = _inside(places)
    for place in sorted(places, key=lambda place: place.count("/"), reverse=True):
        below = [found[each] for each in inside[place]]
        here = own.get(place, [])
        first = _most_common(here if len(here) >= FEW else [*here, *chain.from_iterable(below)])
        apart = [starts for starts in below if _breaks_with(first, starts)]
        found[place] = [*here, *chain.from_iterable(each for each in below if each not in apart)]
    return found


def habits(found: dict[str, list[Title]]) -> Iterator[Habit]:
    """Directory, prefix (or none), titles that have its first part, titles, and authors of those.

    Parents come first.
    """
    said: dict[str, str] = {}
    inside = _inside(found)
    for directory in sorted(found):
        starts = found[directory]
        below = inside[directory]
        if len(below) == 1 and len(found[below[0]]) == len(starts):
            continue  # drivers/net has what drivers/net/wireless has
        above = next((said[up] for up in _above(directory) if up in said), "")
        if len(starts) < LEAST:
            if above and _breaks_with(above.partition(":")[0].lower(), starts):
                said[directory] = ""
                count, authors = _alike(starts, "")
                yield Habit(directory, "", count, len(starts), authors)
            continue
        spelled = common_prefix([start for start, _ in starts], SHARE).rstrip(":")
        first = spelled.partition(":")[0].lower()
        count, authors = _alike(starts, first)
        is_whole = authors >= AUTHORS and not first.endswith(_PARTED)
        prefix = spelled if is_whole else ""
        habit = Habit(directory, prefix, count, len(starts), authors)
        begins_alike = first == above.partition(":")[0].lower()
        if begins_alike and not (prefix and habit.is_sure):
            continue
        if prefix.lower() != above.lower():
            said[directory] = prefix
            yield habit


def _inside(directories: Iterable[str]) -> dict[str, list[str]]:
    """Of each directory those of the others that are right in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in directories:
        found[each.rpartition("/")[0]].append(each)
    return found


def _breaks_with(first: str, starts: Sequence[Title]) -> bool:
    """Whether most titles begin with something else than those of the directory above."""
    alike = sum(bool(start) and start[0].lower() == first for start, _ in starts)
    return len(starts) >= FEW and 2 * alike < len(starts)


def _most_common(starts: Sequence[Title]) -> str:
    """The first part that most begin with, in lower case."""
    firsts = Counter(start[0].lower() if start else "" for start, _ in starts)
    return firsts.most_common(1)[0][0] if firsts else ""


def _alike(starts: Sequence[Title], first: str) -> tuple[int, int]:
    """How many titles have the first part, or without one the most of one, and how many authors."""
    firsts = [(start[0].lower() if start else "", author) for start, author in starts]
    wanted = first or _most_common(starts)
    authors = [author for one, author in firsts if one == wanted]
    return len(authors), len(set(authors))


def _above(directory: str) -> Iterator[str]:
    while directory:
        directory = directory.rpartition("/")[0]
        yield directory
