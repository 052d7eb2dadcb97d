"""Whether the mails of a series went out together, all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_NUMBER = regex(r"-\d+-[\w.]+$|-\d+$")  # of a mail, as git-send-email(1) and b4 end ids


def is_posted_together(series: Series, cover: Patch) -> bool:
    """Whether all patches are here, and none went out apart from the cover and others.

    That shows in the Message-IDs, which are numbered.
    """
    if series.missing or series.rivals or len(series.patches) != series.expected:
        return False
    own = sending(cover.message.message_id)
    apart = sum(sending(patch.message.message_id) != own for patch in series.patches)
    return apart in (0, len(series.patches))


def sending(message_id: str) -> str:
    """What the ids of the mails of one sending have in common."""
    return _NUMBER.sub("", message_id.partition("@")[0])
