"""A finding on its way into a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch


@dataclass
class Point:
    """A finding on its way into a draft.

    ``text`` words it whole; ``said`` is what stands at its line, empty where nothing does, and
    ``joined`` are points whose remark it speaks for, too. ``held`` says why it is in no draft.
    ``more_lines``, ``alike`` and ``patches`` are what it stands for besides its own line: how many
    lines below where the same holds, how many with other facts, and later patches.
    """

    finding: Finding
    text: str
    said: str = ""
    held: str = ""
    drafted: bool = False
    more_lines: int = 0
    alike: int = 0
    joined: list[Point] = field(default_factory=list)
    patches: list[str] = field(default_factory=list)

    @property
    def same(self) -> tuple[str, str]:
        """Equal for two points that would tell the author the same."""
        return (self.finding.check, self.text)

    def note(self, later: Patch) -> None:
        """Remember that this holds for a later patch too."""
        label = later.subject.label
        if label not in self.patches:
            self.patches.append(label)
