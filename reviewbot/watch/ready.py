"""Whether a series is to be reviewed, now or later or not at all; pure."""

from __future__ import annotations

import enum
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from datetime import timedelta

    from reviewbot.model.series import Series
    from reviewbot.watch.settings import MailingList


COMPLETE, _WITHOUT = "complete", "without "
MOST = 6  # numbers of missing patches that are named


class When(enum.Enum):
    """What to do with a series."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


@frozen
class Verdict:
    """When, and why, in words."""

    when: When
    why: str


def verdict(series: Series, policy: MailingList, age: timedelta) -> Verdict:
    """``age`` is how long ago the last mail of the series came."""
    if never := _unwanted(series, policy):
        return Verdict(When.NEVER, never)
    if later := _too_early(series, policy, age):
        return Verdict(When.LATER, later)
    if never := _empty(series, policy):
        return Verdict(When.NEVER, never)
    missing = ", ".join(f"{number}/{series.expected}" for number in series.missing[:MOST])
    more = ", ..." if len(series.missing) > MOST else ""
    return Verdict(When.NOW, f"{_WITHOUT}{missing}{more}" if missing else COMPLETE)


def is_reviewed(why: str) -> bool:
    """Whether this is said of a series that was reviewed, with all of its patches or without some."""
    return why == COMPLETE or why.startswith(_WITHOUT)


def _unwanted(series: Series, policy: MailingList) -> str:
    """What the first mail of a series tells already."""
    if policy.mute:
        return "the list is muted"
    if policy.what == "rfc" and not series.is_rfc:
        return "no RFC"
    if policy.authors and not any(fnmatchcase(series.author, each) for each in policy.authors):
        return "another author"
    titles = [mail.subject.text for mail in series.mails]
    if policy.subjects and not _any_match(policy.subjects, titles):
        return "another subject"
    return ""


def _too_early(series: Series, policy: MailingList, age: timedelta) -> str:
    if age < policy.embargo:
        return "under embargo"
    return "waiting for the rest" if series.missing and age < policy.quiet else ""


def _empty(series: Series, policy: MailingList) -> str:
    """What only the whole series tells."""
    if not series.patches:
        return "no patch came"
    return "other paths" if policy.paths and not _touches(series, policy.paths) else ""


def _any_match(patterns: tuple[str, ...], texts: list[str]) -> bool:
    return any(re.search(pattern, text) for pattern in patterns for text in texts)


def _touches(series: Series, patterns: tuple[str, ...]) -> bool:
    paths = {file.path for patch in series.patches for file in patch.files}
    return any(fnmatchcase(path, pattern) for path in paths for pattern in patterns)
