"""What checks said of mails when they were asked before, so that they need not be asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import changing, field, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch, Subject

    Said = Mapping[str, tuple[Finding, ...]]


@changing
class Memory:
    """Of some series that are reviewed in one order, whenever they are.

    ``known`` has, by check, what it said, by place; one that is there was asked of all. A place is
    a series and a mail. ``said`` becomes the same of all checks; ``subjects`` has that of each mail,
    none where it is only quoted. ``called_before`` are the checks that are known to have looked at a
    place, and ``unsure`` those that gave up on one. What is not ``lasting`` might be another thing
    next time.
    """

    known: Mapping[str, Said] = field(default_factory=dict)
    said: dict[str, dict[str, tuple[Finding, ...]]] = field(default_factory=dict)
    subjects: dict[str, Subject | None] = field(default_factory=dict)
    called_before: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    is_lasting: bool = True
    _series: int = 0
    _place: str = ""
    _calls: list[tuple[str, Sequence[Check]]] = field(default_factory=list)

    def begin(self) -> None:
        """The next series."""
        self._series += 1

    def meet(self, mail: Patch) -> None:
        """The next mail of it."""
        self._place = f"{self._series} {mail.message.message_id}"
        self.subjects[self._place] = None if mail.quote else mail.subject

    def places(self) -> dict[str, str]:
        """A digest of each mail's marks, empty where it is only quoted."""
        return {place: marks(of) if of else "" for place, of in self.subjects.items()}

    def recall(self, check: str) -> tuple[Finding, ...] | None:
        """What a check said of the mail; ``None`` where it is to be asked."""
        known = self.known.get(check)
        return None if known is None else known.get(self._place, ())

    def call(self, checks: Sequence[Check]) -> None:
        """Those that are not known have to look at the mail."""
        self._calls.append((self._place, checks))

    @property
    def called(self) -> Mapping[str, Sequence[str]]:
        """The checks that had to look at a place: here and, of those that are known, before."""
        called = {check: list(places) for check, places in self.called_before.items()}
        for place, checks in self._calls:
            for check in checks:
                if check.name not in self.known:
                    called.setdefault(check.name, []).append(place)
        return called

    def keep(self, check: str, found: tuple[Finding, ...]) -> None:
        """Remember what it says; of nothing there is no need."""
        self.said.setdefault(check, {})[self._place] = found

    def doubt(self, check: str, *, is_lasting: bool) -> None:
        """It gave up on the mail; whether it always will."""
        self.unsure.add(check)
        self.is_lasting &= is_lasting


def marks(subject: Subject) -> str:
    """What the subject of a mail was taken for, which other mails have a say in."""
    import hashlib  # noqa: PLC0415  one patch is not remembered

    text = repr(values(subject)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:8]
