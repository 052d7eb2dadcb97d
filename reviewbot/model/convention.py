"""How many places of the code keep a convention."""

from __future__ import annotations

from reviewbot.frozen import frozen

THIS_FILE = "this file"


@frozen
class Kept:
    """Of ``of`` places in ``where``, a directory, section or file, so many keep the convention ``name``."""

    name: str
    kept: int
    of: int
    where: str

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.kept / self.of if self.of else 0.0

    @property
    def is_own_way(self) -> bool:
        """Whether it is the file itself that does it otherwise throughout."""
        return self.where == THIS_FILE and not self.kept
