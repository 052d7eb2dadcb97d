"""Branches that ``b4 prep`` made: where the series begins and ends, and its cover letter.

b4 0.16 keeps the cover in an empty commit below the series or above it, or in the description of
the branch; below it, or beside it, stands what b4 has to know, as JSON.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.fetch.limits import shown
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.commits.repository import Commits

MARKER = "--- b4-submit-tracking ---"
_MOST = 500  # commits in which a cover is looked for
_COMMENT = regex(r"^#.*$", re.MULTILINE)
_ESCAPED = regex(r"^>(#.*)$", re.MULTILINE)
_BLANK = regex(r"\n{3,}")


@frozen
class Prepared:
    """The series of a branch: the commits above ``base`` up to ``tip`` but for ``cover_commit``."""

    base: str
    tip: str
    cover: str
    cover_commit: str = ""


def prepared(repository: Commits, branch: str) -> Prepared | None:
    """What b4 prep has of a branch; ``None`` where it did not make it.

    Raises UsageError where its base is not to be found.
    """
    tip = repository.tip(branch)
    if tip is None:
        return None
    settings = repository.settings(branch)
    if tracking := settings.get("b4-tracking"):
        base = _base(repository, tip, tracking)
        return Prepared(base, tip, _plain(settings.get("description", "")))
    commit, message = _cover_commit(repository, tip)
    if not commit:
        return None
    text, _, tracking = message.partition(MARKER)
    (below,) = repository.parents(commit) or [""]
    if commit == tip:  # above the series, or no series yet
        return Prepared(_base(repository, tip, tracking), below, _plain(text), commit)
    return Prepared(below, tip, _plain(text), commit)


def _cover_commit(repository: Commits, tip: str) -> tuple[str, str]:
    """The newest commit that has a cover, and its message."""
    asked = ("log", f"--max-count={_MOST}", "--encoding=UTF-8", "--format=%H%n%B%x00", tip)
    for entry in repository.say(*asked).decode("utf-8", "replace").split("\0"):
        commit, _, message = entry.strip("\n").partition("\n")
        if f"\n{MARKER}\n" in message:
            return commit, message
    return "", ""


def _base(repository: Commits, tip: str, tracking: str) -> str:
    """Where the series leaves the branch b4 made it on."""
    try:
        text = "\n".join(line for line in tracking.split("\n") if not line.startswith("#"))
        name = json.loads(text)["series"]["base-branch"]
    except (ValueError, KeyError, TypeError, RecursionError):
        name = None
    below = repository.commit(name) if isinstance(name, str) else None
    base = repository.fork(below, tip) if below else None
    if base is None:
        told = shown(str(name)) if name else "a branch it does not tell"
        raise UsageError(f"b4 prep made the series on {told}: give the range, such as main..")
    return base


def _plain(cover: str) -> str:
    """The cover as b4 sends it."""
    text = _ESCAPED.sub(r"\1", _COMMENT.sub("", cover))
    return _BLANK.sub("\n\n", text).strip()
