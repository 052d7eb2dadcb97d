"""Which series of a thread to review: the one asked for, else the newest revision of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.thread.postings import is_again, is_behind, is_sent_again, replaces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread

Choice = tuple[tuple["Series", ...], tuple[tuple["Series", str], ...]]


def choose(thread: Thread, message_id: str | None, revision: int | None) -> Choice:
    """The series to review, and the others each with the reason why not.

    With a message-id it is the series that message belongs to; ``revision`` asks for another
    revision of it. Without one, every series that no later revision replaces.
    """
    if message_id is not None:
        asked = thread.series_of(message_id)
        if asked is None:
            return (), tuple((one, "not the series asked for") for one in thread.series)
        wanted = asked if revision is None else _revision(thread, asked, revision)
        others = (one for one in thread.series if one is not wanted)
        return (wanted,) if wanted else (), tuple(
            (one, _why(thread, one, wanted)) for one in others
        )
    if revision is not None:
        chosen = tuple(one for one in thread.series if one.revision == revision)
        rest = (one for one in thread.series if one.revision != revision)
        return chosen, tuple((one, f"not v{revision}") for one in rest)
    left_out = []
    related = thread.related
    for one in thread.series:
        later = [o for o in related.to(one) if replaces(o, one)]
        if later:
            left_out.append((one, f"superseded by v{max(o.revision for o in later)}"))
        elif any(is_again(one, o) or is_sent_again(one, o) for o in related.behind(one)):
            left_out.append((one, "posted again"))
        elif any(is_behind(o, one) for o in related.to(one)):
            left_out.append((one, "posted again, with a lower number"))
    superseded = {id(one) for one, _ in left_out}
    return tuple(o for o in thread.series if id(o) not in superseded), tuple(left_out)


def newer(thread: Thread, chosen: Iterable[Series]) -> tuple[int, str] | None:
    """Number and message-id of the newest revision of what was chosen, where that was not."""
    related = thread.related
    later = [one for old in chosen for one in related.to(old) if replaces(one, old)]
    newest = max(later, key=lambda one: one.revision, default=None)
    return (newest.revision, newest.mails[0].answer_to.message_id) if newest else None


def _revision(thread: Thread, asked: Series, revision: int) -> Series | None:
    postings = thread.revisions_of(asked)
    return next((one for one in postings if one.revision == revision), None)


def _why(thread: Thread, one: Series, wanted: Series | None) -> str:
    if wanted and is_again(one, wanted):
        is_older = next(o for o in thread.series if o is one or o is wanted) is one
        return "posted again" if is_older else "a later posting of it"
    if wanted and any(one is each for each in thread.revisions_of(wanted)):
        return "another revision of it"
    return "another series in the thread"
