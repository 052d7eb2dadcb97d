"""A section of MAINTAINERS."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from reviewbot.context.maintainers.files import FilePattern
    from reviewbot.context.maintainers.regex import Regex
    from reviewbot.model.mail import Address

_LOOKED_AFTER = ("maintain", "support")  # in the status of a section


@frozen
class MailingList:
    """An address a section has; ``subscribers_only`` takes mail of nobody else."""

    email: str
    moderated: bool
    subscribers_only: bool


@frozen(slots=False)
class Section:
    """All that get_maintainer.pl reads of one."""

    title: str
    status: str
    maintainers: tuple[Address, ...]
    reviewers: tuple[Address, ...]
    lists: tuple[MailingList, ...]
    trees: tuple[str, ...]
    files: tuple[FilePattern, ...]
    excluded: tuple[FilePattern, ...]
    names: tuple[Regex, ...]
    keywords: tuple[str, ...]

    @property
    def is_maintained(self) -> bool:
        """Whether somebody looks after it."""
        return any(word in self.status.lower() for word in _LOOKED_AFTER) and bool(self.maintainers)

    @property
    def is_of_everything(self) -> bool:
        """Whether it is THE REST, which has all files."""
        return any(pattern.text == "*" for pattern in self.files)

    def depth(self, path: str) -> int | None:
        """How near it is to a file; ``None`` where the file is none of its own."""
        depth = None
        if path.startswith(self._starts):
            if any(pattern.has(path) for pattern in self.excluded):
                return None
            depths = [pattern.depth for pattern in self.files if pattern.has(path)]
            depth = depths[-1] if depths else None  # the last one counts, as there
        return 0 if depth is None and any(name.is_in(path) for name in self.names) else depth

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        """What all begin with that its patterns have."""
        return tuple(pattern.literal for pattern in (*self.files, *self.excluded))
