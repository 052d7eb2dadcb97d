"""Prefixes of subjects, and the one that commits to a file nearly all have."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import FileDiff

_RECENT = 20  # commits of a file
_FEWEST = 6
_SHARE = 0.85  # of the recent commits have the same prefix
_FIRST = re.compile(r"\s*([\w.+-]+)[/:]")
_WORD = re.compile(r"[\w.+-]+")
_SHARED = re.compile(r"(?:^|/)(?:Kconfig|Makefile|MAINTAINERS|index\.rst)$")


def is_revert(title: str) -> bool:
    """Whether a subject is that of a revert, which has the one it takes back in it."""
    return title.lower().startswith("revert")


def words(title: str) -> frozenset[str]:
    """The words of the prefixes of a subject, in lower case."""
    return frozenset(_WORD.findall(title.rpartition(":")[0].lower()))


def first_part(title: str) -> str:
    """The first part of the prefix of a subject, in lower case; nothing if it has none."""
    match = _FIRST.match(title)
    return match[1].lower() if match else ""


def place_of_titles(files: Sequence[FileDiff]) -> str:
    """The path whose commits show what the subject of a patch of these files looks like.

    A file that is new has none yet, but its directory has; those of the build are everybody's.
    """
    own = [file for file in files if not _SHARED.search(file.path)] or files
    old = next((file.old_path for file in own if file.old_path), None)
    return old or own[0].path.rpartition("/")[0]


def habit(titles: Sequence[str]) -> str:
    """The prefix nearly all of the newest titles have; nothing if there is none."""
    recent = [title for title in titles if not is_revert(title)][:_RECENT]
    if len(recent) < _FEWEST:
        return ""
    ((prefix, count),) = Counter(map(first_part, recent)).most_common(1)
    return prefix if count >= _SHARE * len(recent) else ""
