"""How a line of a patch should be: what a check that is sure of it tells beside its remark."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Edit:
    """A stretch of a file as it is after the patch, and what belongs there.

    It goes from a column of body line ``at`` up to one of ``last``; columns count the characters of
    the file, without the diff's marker. Where ``text`` is ``None`` those lines go as a whole.
    """

    at: int
    column: int
    last: int
    end: int
    text: str | None


Fix = tuple[Edit, ...]
