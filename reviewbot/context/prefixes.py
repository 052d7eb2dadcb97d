"""Prefixes of subjects, and the one that commits to a file nearly all have."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.patch import FileDiff

_RECENT = 20  # commits of a file
_FEWEST = 6
_SHARE = 0.85  # of the recent commits have the same prefix
_FIRST = regex(r"\s*([\w.+-]+)[/:]")
_NEXT = regex(r" +([\w.+-]+):")
_BESIDE = "Documentation/"
_WORD = regex(r"[\w.+-]+")
_SHARED = regex(r"(?:^|/)(?:Kconfig|Makefile|MAINTAINERS|index\.rst)$")


def is_revert(title: str) -> bool:
    """Whether a subject is that of a revert, which has the one it takes back in it."""
    return title.lower().startswith("revert")


def words(title: str) -> frozenset[str]:
    """The words of the prefixes of a subject, in lower case: of "crypto: lib/frob - ", too."""
    prefixes, _, rest = title.rpartition(":")
    last, dash, _ = rest.partition(" - ")
    last = last if dash and " " not in last.strip() else ""
    return frozenset(_WORD.findall(f"{prefixes}:{last}".lower()))


def first_part(title: str) -> str:
    """The first part of the prefix of a subject, in lower case; nothing if it has none."""
    return spelled_part(title).lower()


def spelled_part(title: str) -> str:
    """The first part as it is spelled."""
    return next(iter(parts_of(title)), "")


def parts_of(title: str) -> tuple[str, ...]:
    """The words of a prefix as they are spelled: ``clk`` and ``at91`` of "clk: at91: Fix it"."""
    found: list[str] = []
    match = _FIRST.match(title)
    while match:
        found.append(match[1])
        match = _NEXT.match(title, match.end()) if match[0].endswith(":") else None
    return tuple(found)


def is_shared(path: str) -> bool:
    """Whether a file is everybody's: that of the build, or an index."""
    return bool(_SHARED.search(path))


def is_everybodys(path: str) -> bool:
    """Whether all that is beside a file changes it: a Makefile, a Kconfig, an index."""
    return bool(_SHARED.search(path))


def place_of_titles(files: Sequence[FileDiff]) -> str:
    """The path whose commits show what the subject of a patch of these files looks like.

    A file that is new has none yet, but its directory has; those of the build are everybody's, and
    headers and documents may be of a subsystem beside.
    """
    own = [file for file in files if not is_everybodys(file.path)] or files
    own = sorted(own, key=lambda file: not file.path.endswith(".c"))
    old = next((_old(file) for file in own if file.old_path), None)
    return old or own[0].path.rpartition("/")[0]


def _old(file: FileDiff) -> str | None:
    """The path that a file had; a diff that git did not make may call it ``core.c.orig`` there."""
    return file.old_path if file.is_rename or not file.new_path else file.new_path


def directory_of(paths: Iterable[str]) -> str:
    """The directory a patch is about: all its files are in it, or go with those.

    The latter are its documentation, and the files of the build above it. Nothing where there is no
    such directory.
    """
    paths = tuple(paths)
    own = [path for path in paths if not _SHARED.search(path)] or paths
    own = [path for path in own if not path.startswith(_BESIDE)] or own
    parts = [path.split("/")[:-1] for path in own]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*parts, strict=False))
    directory = "/".join(names[0] for names in shared)
    folders = (path.rpartition("/")[0] for path in paths if not path.startswith(_BESIDE))
    return directory if all(_are_one_way(folder, directory) for folder in folders) else ""


def _are_one_way(one: str, other: str) -> bool:
    """Whether one directory is below the other."""
    shorter, longer = sorted((one, other), key=len)
    return not shorter or shorter == longer or longer.startswith(f"{shorter}/")


def habit(titles: Sequence[str]) -> str:
    """The prefix nearly all of the newest titles have, as ``clk: at91:``; nothing if there is none."""
    recent = [parts_of(title) for title in titles if not is_revert(title)][:_RECENT]
    return common_prefix(recent, _SHARE) if len(recent) >= _FEWEST else ""


def common_prefix(starts: Sequence[tuple[str, ...]], share: float) -> str:
    """What so many of them begin with, whatever the case, as most spell it."""
    common: tuple[str, ...] = ()
    longer = True
    while longer:
        wider = Counter(_lower(start[: len(common) + 1]) for start in starts)
        ((most, count),) = wider.most_common(1) or [((), 0)]
        longer = len(most) > len(common) and count >= share * len(starts)
        common = most if longer else common
    spelled = Counter(start[: len(common)] for start in starts)
    alike = [start for start, _ in spelled.most_common() if _lower(start) == common]
    return " ".join(f"{part}:" for part in alike[0]) if alike else ""


def _lower(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.lower() for part in parts)
