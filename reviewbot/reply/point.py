"""A finding on its way into a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import changing, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch, Subject
    from reviewbot.reply.choice import Choice

NEAR = 6  # lines below its own that a comment still waits for
_RUN = 3  # patches in a row that are named by the first and the last


@changing
class Point:
    """A finding on its way into a draft.

    ``text`` words it whole, ``core`` without what may differ where the remark is the same;
    ``said`` is what stands at its line, empty where nothing does, and ``joined`` are points whose
    remark it speaks for, too. ``listed`` are the points it is a list of, itself the first. ``held``
    says why it is in no draft. ``others`` are points it stands for that are not shown, and
    ``choice`` is what a person decided.
    ``more_lines``, ``alike`` and ``patches`` are what it stands for besides its own line: how many
    lines below where the same holds, how many with other facts, and other patches.
    """

    finding: Finding
    text: str
    core: str = ""
    said: str = ""
    held: str = ""
    drafted: bool = False
    more_lines: int = 0
    alike: int = 0
    joined: list[Point] = field(default_factory=list)
    listed: list[Point] = field(default_factory=list)
    patches: list[Subject] = field(default_factory=list)
    others: list[Point] = field(default_factory=list)
    choice: Choice | None = None

    @property
    def words(self) -> str:
        """What a person says instead; empty where the check's own words are said."""
        return self.choice.words if self.choice else ""

    @property
    def is_wanted(self) -> bool:
        """Whether a person decided that it is said."""
        return self.choice is not None and self.choice.said

    @property
    def at(self) -> int:
        """The line it is said below: a related line that follows at once is quoted, too."""
        line = self.finding.body_line
        near = (
            each.at
            for each in self.finding.related
            if not each.again and 0 < each.at - line <= NEAR
        )
        return max((line, *near))

    @property
    def same(self) -> tuple[str, str]:
        """Key under which two comments count as the same point."""
        return (self.finding.check, self.text)

    @property
    def gist(self) -> tuple[str, str]:
        """Equal for two points of different patches of which one remark is enough."""
        return (self.finding.check, self.core or self.text)

    def everything(self) -> Iterator[Point]:
        """Itself, and all it speaks for."""
        yield self
        for each in (*self.joined, *self.listed, *self.others):
            if each is not self:
                yield from each.everything()

    def note(self, other: Patch) -> None:
        """Remember that this holds for another patch too."""
        if other.subject not in self.patches:
            self.patches.append(other.subject)

    @property
    def also(self) -> tuple[str, ...]:
        """The other patches it holds for: ``2/9``, ``4/9 to 7/9``."""
        found: list[list[Subject]] = []
        for subject in sorted(self.patches, key=lambda subject: subject.place):
            if found and _is_next(found[-1][-1], subject):
                found[-1].append(subject)
            else:
                found.append([subject])
        return tuple(words for run in found for words in _named(run))


def _is_next(one: Subject, other: Subject) -> bool:
    """Whether no patch can be between the two."""
    whole = not one.inserted and not other.inserted and one.expected == other.expected
    return whole and one.index is not None and other.index == one.index + 1


def _named(run: Sequence[Subject]) -> tuple[str, ...]:
    if len(run) < _RUN:
        return tuple(subject.label for subject in run)
    return (f"{run[0].label} to {run[-1].label}",)
