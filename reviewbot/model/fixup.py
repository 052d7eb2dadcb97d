"""A fix-up: a patch on top of another that does what a remark on that asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.patch import Subject


@frozen
class Fixup:
    """What mends a finding: it applies to ``message_id`` with the fix-ups before it.

    ``finding`` is the finding's id, ``patch`` the subject of the patch it is for. ``instead`` are
    the lines that take the place of others, each run of them for itself. ``is_exact`` tells that it
    was tried on the whole files, else on what the diff shows.
    """

    finding: str
    message_id: str
    patch: Subject
    diff: str
    instead: tuple[tuple[str, ...], ...] = ()
    is_exact: bool = False


@frozen
class Mended:
    """The fix-ups of a review, in order.

    ``unmended`` are findings whose checks tell how it should be, and the reason why there is none.
    """

    fixups: tuple[Fixup, ...] = ()
    unmended: tuple[tuple[str, str], ...] = ()


NOTHING = Mended()


def joined(parts: Iterable[Mended]) -> Mended:
    """All of some as one."""
    parts = tuple(parts)
    return Mended(
        tuple(fixup for part in parts for fixup in part.fixups),
        tuple(reason for part in parts for reason in part.unmended),
    )
