"""What calls get as one of their arguments."""

from __future__ import annotations

from reviewbot.context.c.file.cleanup.spelling import bare, last
from reviewbot.frozen import changing, field


@changing(slots=True)
class Given:
    """What calls get as one argument: the bits of the calls by the thing, and by its last name.

    ``missing`` are the bits of those that get none.
    """

    bare: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    missing: int = 0

    def add(self, bit: int, argument: tuple[str, ...]) -> None:
        """One more call."""
        if not argument:
            self.missing |= bit
            return
        name = bare(argument[0])
        self.bare[name] = self.bare.get(name, 0) | bit
        self.last[last(name)] = self.last.get(last(name), 0) | bit
