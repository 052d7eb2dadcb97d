"""The series that mails of commits are: nothing of it has to be guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.series import Series
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.mail import Defect
    from reviewbot.model.patch import Patch


def series_of(raws: Sequence[bytes], cover: bytes | None) -> tuple[Series, tuple[Defect, ...]]:
    """The series, and what could not be read of it."""
    defects: list[Defect] = []

    def read(raw: bytes) -> Patch | None:
        message, faults = read_message(raw)
        post, more = read_post(message)
        defects.extend((*faults, *more))
        return post

    patches = tuple(patch for patch in map(read, raws) if patch)
    top = read(cover) if cover else None
    title = (top or patches[0]).subject.title if top or patches else ""
    one = Series(title, 1, is_rfc=False, cover=top, patches=patches, expected=len(raws))
    return one, tuple(defects)
