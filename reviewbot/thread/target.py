"""The kernels a patch is for: one title for 6.12 and for 6.6 is two backports, not a repetition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Subject
    from reviewbot.model.series import Series

# "6.12", "6.6.y", "stable/linux-6.1.y", "5.10/5.15", "6.6-stable", "5.10.y-cip", "OLK-5.10"; the
# third number of a point release makes no other tree, "-rc3" tells what a revision applies to
_TAG = regex(
    r"(?:(?:linux|stable)[-/]|v){0,2}(?P<before>[a-z]{2,10}-)?"
    r"(?P<kernels>\d{1,2}\.\d{1,2}[\d.y/,&+-]{0,40}?)(?P<after>-?[a-z]{2,12})?",
    re.IGNORECASE,
)
_NONE = frozenset(("", "stable", "y", "for"))  # no trees of somebody's own
_KERNEL = regex(r"(?<![\d.])\d{1,2}\.\d{1,2}(?!\d)")


def kernels(subject: Subject) -> frozenset[str]:
    """The stable kernels its tags name, ``stable`` where they name none; empty for the mainline."""
    return _named(subject.tags)


def kernels_of(series: Series) -> frozenset[str]:
    """The stable kernels a series is for."""
    return _all_named(tuple(mail.subject.tags for mail in series.mails))


@lru_cache(maxsize=1024)
def _all_named(tags: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset().union(*map(_named, tags))


@lru_cache(maxsize=1024)
def _named(tags: tuple[str, ...]) -> frozenset[str]:
    found = set[str]()
    for tag in tags:
        match = _TAG.fullmatch(tag)
        if not match or _is_release(match):
            continue
        forks = ((match[part] or "").strip("-").lower() for part in ("before", "after"))
        fork = " ".join(each for each in forks if each not in _NONE)
        found.update(f"{fork} {each}".strip() for each in _KERNEL.findall(match["kernels"]))
    if not found and any(tag.lower() == "stable" for tag in tags):
        found.add("stable")
    return frozenset(found)


def _is_release(match: re.Match[str]) -> bool:
    """Whether a tag names the release that is to have the patch: ``for-6.12``, not ``for-6.6.y``."""
    before, after = (match[part] or "" for part in ("before", "after"))
    stable = match["kernels"].endswith("y") or after.strip("-").lower() in ("y", "stable")
    return after.lower().strip("-") == "rc" or (before.lower() == "for-" and not stable)
