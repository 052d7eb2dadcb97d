"""What b4 knows of a series under review: a JSON document.

It stands in the message of the commit at the tip of ``b4/review/CHANGE-ID``, below a marker; check
commands get it as a file, named by ``B4_TRACKING_FILE``, where there is such a branch. Read with
suspicion: parts of it came by mail.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot.errors import SourceError, UsageError
from reviewbot.fetch.limits import DEFAULT_LIMITS, shown
from reviewbot.fetch.mbox import messages_in
from reviewbot.frozen import field, frozen
from reviewbot.git.place import around
from reviewbot.git.start import ask
from reviewbot.git.view import View
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MARKER = "--- b4-review-tracking ---"
BRANCHES = "b4/review/"
ADDRESS = "reviewbot@reviewbot.invalid"  # RFC 2606: nobody's, so never the user's
IDENTITY = f"reviewbot <{ADDRESS}>"
_OID = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@frozen
class Tracking:
    """A series as b4 keeps it.

    ``message_id`` is that of its cover, or of its first patch; ``patches`` are the ids of the
    patches in the order b4 numbers them, from 1. ``base`` is the commit below the first of them
    and ``thread`` the blob with all mails, both ``""`` where b4 does not know. ``said`` is what b4
    has of ours already, by number of patch, 0 being the series.
    """

    message_id: str
    patches: tuple[str, ...]
    base: str = ""
    thread: str = ""
    said: Mapping[int, str] = field(default_factory=dict)


def of_branch(top: Path) -> tuple[str, Tracking]:
    """The commit at the tip of the review branch checked out, and what it says.

    Raises UsageError where another branch is, SourceError where the commit cannot be read.
    """
    tip, branch, message = _checked_out(top)
    if not branch.startswith(BRANCHES):
        where = f"on {shown(branch)}" if branch else "on no branch"
        raise UsageError(f"no series is under review here: {shown(str(top))} is {where}")
    _, marker, text = message.partition(MARKER)
    lines = (line for line in text.split("\n") if not line.startswith("#"))
    tracking = parse("\n".join(lines)) if marker else None
    if tracking is None:
        raise SourceError(f"the tip of {shown(branch)} is not a b4 tracking commit")
    return tip, tracking


def _checked_out(top: Path) -> tuple[str, str, str]:
    """The commit at HEAD, its branch and its message; ``""`` for what is not there."""
    place = around(top)
    if place is None:
        return "", "", ""
    with View(place) as view:
        tip = ask(view.git_dir, "rev-parse", "HEAD").text or ""
        branch = ask(view.git_dir, "symbolic-ref", "--quiet", "--short", "HEAD").text or ""
        message = ask(view.git_dir, "log", "-1", "--encoding=UTF-8", "--format=%B", tip).text or ""
    return tip, branch, message


def parse(text: str) -> Tracking | None:
    """The document, or ``None`` where it is none."""
    try:
        document = _mapping(json.loads(text))
    except (ValueError, RecursionError):
        return None
    series = _mapping(document.get("series"))
    patches = document.get("patches")
    patches = [_mapping(patch) for patch in patches] if isinstance(patches, list) else []
    ids = tuple(_message_id(patch) for patch in patches)
    message_id = _message_id(series) or next(iter(ids), "")
    if not message_id:
        return None
    first = _oid(series.get("first-patch-commit"))
    return Tracking(
        message_id=message_id,
        patches=ids,
        base=f"{first}^" if first else _oid(series.get("base-commit")),
        thread=_oid(series.get("thread-blob")),
        said={n: "\n\n".join(_ours(each)) for n, each in enumerate([series, *patches])},
    )


def mails(top: Path, tracking: Tracking) -> tuple[bytes, ...]:
    """The thread as b4 has kept it; nothing where it has not, or not any more."""
    place = around(top)
    if not tracking.thread or place is None:
        return ()
    with View(place) as view:
        told = ask(view.git_dir, "cat-file", "blob", tracking.thread)
    if told.why or not told.out:
        return ()
    return messages_in(told.out, "b4's copy of the thread", DEFAULT_LIMITS)


def _ours(entry: Mapping[str, Any]) -> Iterator[str]:
    """Comments and note of ours that were read in by b4."""
    review = _mapping(_mapping(entry.get("reviews")).get(ADDRESS))
    comments = review.get("comments")
    for comment in comments if isinstance(comments, list) else []:
        yield _text(_mapping(comment).get("text"))
    yield _text(review.get("note"))


def _message_id(entry: Mapping[str, Any]) -> str:
    return _text(_mapping(entry.get("header-info")).get("msgid")).strip("<> ")


def _oid(value: object) -> str:
    return value if isinstance(value, str) and _OID.fullmatch(value) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
