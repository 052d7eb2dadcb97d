"""One mail of b4's in, rows or lines out: the part that may fail, hang or run out of memory.

``python -m reviewbot.b4.check JSON`` is the child that ``reviewbot.b4.bounded`` starts; what it
prints is the answer. b4 runs check commands from the top of the work tree. A patch command gets
each patch, but no cover; a series command gets the cover alone, or the first patch where there is
none: the rest of the thread is in b4's own copy of it, or on the server.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import config
from reviewbot.b4.lines import instead, lines
from reviewbot.b4.repair import with_true_headers
from reviewbot.b4.rows import row, rows, tool
from reviewbot.b4.tracking import Tracking, mails, parse
from reviewbot.commits.prep import prepared
from reviewbot.commits.repository import Commits
from reviewbot.context.repository import enclosing
from reviewbot.errors import ReviewbotError, UsageError
from reviewbot.fetch.limits import DEFAULT_LIMITS
from reviewbot.fetch.mbox import read_stream
from reviewbot.fetch.remote import fetch_thread
from reviewbot.fetch.source import Fetched
from reviewbot.frozen import replace
from reviewbot.paths import text_of
from reviewbot.pipeline import Options, review
from reviewbot.regex import regex
from reviewbot.suppress import parse as parse_suppressions
from reviewbot.thread.clean import header_text
from reviewbot.trees.table import table

if TYPE_CHECKING:
    from reviewbot.b4.rows import Row
    from reviewbot.model.review import Review
    from reviewbot.suppress import Suppression

FETCH = 8.0  # seconds for the thread, of what b4 may be kept waiting
_MESSAGE_ID = regex(rb"^message-id:\s*<?([^<>\s]+)", re.IGNORECASE | re.MULTILINE)
_END = regex(rb"\r?\n\r?\n")


def answer(mail: bytes, tracking: Tracking | None, *, series: bool) -> list[Row]:
    """The rows for one mail b4 hands over; raises ReviewbotError where it cannot be reviewed."""
    settings = config.load()
    top = enclosing(Path())
    options = _options(settings, top)
    if tracking:  # not HEAD: the series may be checked out
        options = replace(options, base=tracking.base)
    message_id = _id(mail)
    thread = _kept(tracking, top, message_id)
    notes = settings.ignored if series else ()  # once, not with each patch
    if series and not thread and message_id:
        thread, more = _fetched(message_id)
        notes += more
    if thread and message_id:
        reviewed = _review(thread, message_id, options)
        if reviewed and (series or _holds(reviewed, message_id)):
            return rows(reviewed, only=None if series else message_id, notes=notes)
    alone = review(_alone(mail), options)
    here = [patch for one in alone.series for patch in one.mails]
    return rows(alone, only=None if series else here[0].message.message_id, notes=notes)


def answer_in_lines(mail: bytes, *, own: bool) -> list[str]:
    """The lines for one patch that b4 am, shazam or prep hands over; raises as ``answer``.

    ``own``: it is of the branch that is checked out, not sent yet.
    """
    top = enclosing(Path())
    options = _options(config.load(), top)
    if own:
        options = replace(options, own=True, ask=True, tree=top, base=_base() if top else "")
    return lines(review(_alone(mail), options))


def _base() -> str:
    """The commit below the series that is checked out."""
    with Commits(Path()) as repository:
        found = prepared(repository, repository.branch)
        return found.base if found else "HEAD"


def _options(settings: config.Config, top: Path | None) -> Options:
    """The user's options; the repository b4 stands in is for what they name no other for."""
    return Options(
        mine=settings.mine,
        templates=settings.templates,
        trees=table(settings.trees, settings.tree or top),
        pairs=settings.pairs,
        voice=settings.voice,
        conventions=settings.conventions,
        suppress=_suppressions(settings.suppress),
    )


def _alone(mail: bytes) -> Fetched:
    return Fetched((with_true_headers(mail),), None, "the mail")


def _suppressions(path: Path | None) -> tuple[Suppression, ...]:
    """What counts today of the user's file; raises UsageError where that is wrong."""
    try:
        entries = parse_suppressions(text_of(path)) if path else ()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error
    today = datetime.now(UTC).date()
    return tuple(entry for entry in entries if not entry.is_expired(today))


def _review(thread: tuple[bytes, ...], message_id: str, options: Options) -> Review | None:
    try:
        return review(Fetched(thread, message_id, message_id), options)
    except UsageError:
        raise  # the user has to fix this
    except ReviewbotError:
        return None


def _kept(tracking: Tracking | None, top: Path | None, message_id: str | None) -> tuple[bytes, ...]:
    """b4's own copy of the thread, if it is of this mail's."""
    if not tracking or not top or message_id not in (tracking.message_id, *tracking.patches):
        return ()
    try:
        return mails(top, tracking)
    except ReviewbotError:
        return ()


def _fetched(message_id: str) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """The thread from the server, or why there is none."""
    limits = replace(DEFAULT_LIMITS, deadline=FETCH)
    try:
        return fetch_thread(message_id, None, progress=lambda _: None, limits=limits), ()
    except ReviewbotError as error:
        return (), (f"only this mail was seen: {error}",)


def _holds(reviewed: Review, message_id: str) -> bool:
    return any(
        patch.message.message_id == message_id and not patch.quote
        for one in reviewed.series
        for patch in one.mails
    )


def _id(mail: bytes) -> str | None:
    found = _MESSAGE_ID.search(_END.split(mail, maxsplit=1)[0])
    return found[1].decode("utf-8", "replace") if found else None


def _tracking() -> Tracking | None:
    """What b4 tells of the series, where it does."""
    path = os.environ.get("B4_TRACKING_FILE")
    try:
        return parse(Path(path).read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError):
        return None


def main() -> None:
    """Entry point of the child process."""
    asked = json.loads(sys.argv[1])
    signal.setitimer(signal.ITIMER_REAL, asked["deadline"])  # should nobody be left to stop us
    result: list[Row] | list[str]
    try:
        (mail, *_) = read_stream(sys.stdin.buffer, "reviewbot b4-check", DEFAULT_LIMITS)
        if asked["lines"]:
            result = answer_in_lines(mail, own=asked["own"])
        else:
            result = answer(mail, _tracking(), series=asked["series"])
    except Exception as error:  # noqa: BLE001  b4 shows whatever is printed; a sentence it shall be
        why = header_text(_sentence(error))
        result = (
            [instead(why)] if asked["lines"] else [row(tool(series=asked["series"]), "warn", why)]
        )
    sys.stdout.write(json.dumps(result))


def _sentence(error: Exception) -> str:
    if isinstance(error, ReviewbotError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not reviewed: out of memory"
    return f"a bug of reviewbot's: {type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
