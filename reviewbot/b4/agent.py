"""Reviews the series that is checked out for ``b4 review`` and hands b4 the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.b4 import drafts, tracking
from reviewbot.errors import UsageError
from reviewbot.fetch.remote import fetch_thread
from reviewbot.fetch.source import Fetched
from reviewbot.frozen import frozen, replace
from reviewbot.git.place import around
from reviewbot.pipeline import Options, review
from reviewbot.trees.table import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewbot.b4.tracking import Tracking
    from reviewbot.fetch.limits import Limits
    from reviewbot.model.review import Review
    from reviewbot.model.wanted import SearchRequest, SearchResult


@frozen
class Handed:
    """The review, the directory that was written (``None``: nothing to say) and its comments."""

    review: Review
    folder: Path | None
    comments: int


def hand_in(
    where: Path,
    options: Options,
    find: Callable[[SearchRequest], SearchResult] | None,
    *,
    progress: Callable[[str], None],
    limits: Limits,
) -> Handed:
    """Review what is checked out at ``where`` and write the files b4 reads.

    The thread is b4's own copy of it, or comes from the server. The tree is this repository,
    unless the options name another, below the series. Comments b4 has of an earlier run are left
    out. Raises ReviewbotError.
    """
    place = around(where)
    if place is None or place.work_tree is None:
        raise UsageError(f"{where.resolve()} is in no git work tree")
    top = place.work_tree
    tip, known = tracking.of_branch(top)
    raws = tracking.mails(top, known)
    if not raws:
        raws = fetch_thread(known.message_id, None, progress=progress, limits=limits)
    options = replace(options, trees=(*options.trees, Entry(top)), base=known.base)
    reviewed = review(Fetched(raws, known.message_id, known.message_id), options, find)
    fresh = _fresh(reviewed, known)
    files = {
        "series.txt" if number == 0 else f"{number:04}.txt": said
        for number, (said, _) in fresh.items()
    }
    folder = drafts.write(top, tip, files) if files else None
    return Handed(reviewed, folder, sum(many for _, many in fresh.values()))


def _fresh(reviewed: Review, known: Tracking) -> dict[int, tuple[str, int]]:
    """By b4's number of the patch: the file's text, and how many comments are in it."""
    numbers = {message_id: number for number, message_id in enumerate(known.patches, 1)}
    mails = {mail.message.message_id: mail for one in reviewed.series for mail in one.mails}
    found: dict[int, tuple[str, int]] = {}
    for draft in reviewed.drafts:
        mail = mails.get(draft.in_reply_to)
        if mail is None or mail.quote:
            continue  # b4 has no such patch
        number = 0 if mail.subject.index == 0 else numbers.get(draft.in_reply_to)
        if number is None:
            continue
        had = known.said.get(number, "")
        new = [each for each in draft.comments if drafts.safe(each[1]).strip() not in had]
        if new:
            found[number] = (drafts.text(mail, new), len(new))
    return found
