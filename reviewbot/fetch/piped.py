"""One mail that is piped in: its thread comes from the server b4 is configured for, as with b4.

The mail need not be there: it may be too new, or not for the list. Then the mails it answers lead
to the thread. Whatever the server does, the mail itself is reviewed.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reviewbot.errors import ReviewbotError, UnknownMessageError, UsageError
from reviewbot.fetch.fetched import Fetched
from reviewbot.fetch.message_id import checked
from reviewbot.fetch.remote import fetch_thread
from reviewbot.frozen import replace
from reviewbot.thread.headers import headers, split
from reviewbot.thread.messages import read_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.fetch.limits import Limits

DEADLINE = 30.0  # seconds for all requests together: there is something to review already
_MOST = 3  # mails it answers that are looked up
_ALONE = "only the mail that was piped in is reviewed"


def with_thread(
    mail: bytes, name: str, *, progress: Callable[[str], None], limits: Limits
) -> Fetched:
    """A raw mail with the thread it belongs to; where there is none, ``progress`` is told why."""
    if not headers(split(mail)[0])[0].get(b"message-id"):
        return Fetched((mail,), None, name)  # a defect of the mail says so
    head = read_head(mail)
    until = time.monotonic() + min(DEADLINE, limits.deadline)

    def fetch(message_id: str) -> tuple[bytes, ...]:
        left = replace(limits, deadline=max(1.0, round(until - time.monotonic(), 1)))
        return fetch_thread(message_id, None, progress=progress, limits=left)

    try:
        return Fetched((*fetch(checked(head.message_id)), mail), head.message_id, name)
    except UnknownMessageError as error:
        unknown = str(error)
    except ReviewbotError as error:
        progress(f"{error}; {_ALONE}")
        return Fetched((mail,), None, name)
    try:
        thread = _answered(head.parents, fetch)
    except ReviewbotError as error:
        unknown, thread = str(error), ()
    progress(f"{unknown}; {'its thread is that of the mail it answers' if thread else _ALONE}")
    return Fetched((*thread, mail), head.message_id if thread else None, name, is_listed=False)


def _answered(
    parents: tuple[str, ...], fetch: Callable[[str], tuple[bytes, ...]]
) -> tuple[bytes, ...]:
    """The thread of a mail that is answered: the nearest, else from the first of the thread on."""
    for message_id in tuple(filter(_is_id, dict.fromkeys(parents)))[:_MOST]:
        try:
            return fetch(message_id)
        except UnknownMessageError:
            continue
    return ()


def _is_id(text: str) -> bool:
    try:
        return checked(text) == text
    except UsageError:
        return False
