"""The contexts a check can ask for, by the type of its one parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Body, FileDiff, Patch
    from reviewbot.model.series import Series


@dataclass(frozen=True)
class DiffContext:
    """The mail and its diff, nothing else: always there.

    ``patch`` may be the cover letter, whose ``files`` are empty.
    """

    patch: Patch
    series: Series

    @property
    def message(self) -> Message:
        """The mail."""
        return self.patch.message

    @property
    def body(self) -> Body:
        """The spans of the mail's body."""
        return self.patch.body

    @property
    def files(self) -> tuple[FileDiff, ...]:
        """The changed files."""
        return self.patch.files

    @property
    def is_cover(self) -> bool:
        """Whether this is the cover letter."""
        return self.patch.subject.index == 0
