"""How many places of the code keep a convention."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Kept:
    """Of ``of`` places in ``where``, a directory or section, so many keep the convention ``name``."""

    name: str
    kept: int
    of: int
    where: str

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.kept / self.of if self.of else 0.0
