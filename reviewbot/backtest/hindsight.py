"""What was known of a series on the day it was posted, and what became known later."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.series import Prior
from reviewbot.thread.postings import are_revisions
from reviewbot.thread.prior import again_of, earlier_of
from reviewbot.thread.replies import Replies
from reviewbot.thread.series import thread_of

if TYPE_CHECKING:
    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread


@frozen(slots=False)
class Moment:
    """A series as its readers had it the moment its last mail came.

    ``fresh`` are the mails that came with it, without those kept from an earlier posting. ``prior``
    is what had been posted and said, ``later`` the same with all that was said in the end.
    """

    series: Series
    fresh: tuple[Patch, ...]
    prior: Prior
    later: Prior


class Hindsight:
    """A thread, seen from any moment of it."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread

    def moment(self, series: Series) -> Moment | None:
        """The moment a series of the thread was posted; ``None`` where it is only quoted.

        The view is made of the messages up to the last mail of the posting, in order of date: a
        patch that is only known from a later reply is missing in it.
        """
        posted = {m.message.message_id for m in series.mails if not m.quote}
        if not posted:
            return None
        last = max(self._places[message_id] for message_id in posted)
        view = thread_of(self.thread.messages[: last + 1])
        name = self.thread.messages[last].message_id
        now = next(
            (one for one in view.series if any(m.message.message_id == name for m in one.mails)),
            None,
        )
        if now is None:
            return None
        known = {message.message_id for message in view.messages}
        before = {m.message.message_id for s in view.series if s is not now for m in s.mails}
        earlier, again = earlier_of(view.series, now), again_of(view.series, now)
        said = (*earlier, *again, now)
        return Moment(
            now,
            tuple(m for m in now.mails if m.message.message_id not in before and not m.quote),
            Prior(earlier, self._replies.comments(said, known)),
            Prior(earlier, self._replies.comments(said)),
        )

    def following(self, series: Series) -> Series | None:
        """The next revision of a series, if there was one."""
        place = self._place(series)
        later = [
            one
            for one in self.thread.series
            if one.revision > series.revision
            and self._place(one) > place
            and are_revisions(series, one)
        ]
        return min(later, key=lambda one: (one.revision, self._place(one)), default=None)

    def comments_on(self, series: Series) -> tuple[Comment, ...]:
        """All people ever said of the mails of a series."""
        return self._replies.comments((series,))

    def _place(self, series: Series) -> int:
        return self._places[series.mails[0].answer_to.message_id]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {message.message_id: n for n, message in enumerate(self.thread.messages)}

    @cached_property
    def _replies(self) -> Replies:
        return Replies(self.thread)
