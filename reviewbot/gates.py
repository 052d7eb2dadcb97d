"""Which checks are called for a mail, by what it has and what is known around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.due import Due
from reviewbot.context.levels import BlobContext, HistoryContext

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.context.levels import DiffContext
    from reviewbot.context.when import Sight


_last: dict[tuple[object, ...], Gates] = {}  # those of the thread before: mostly of this one, too


def gates_of(checks: Sequence[Check], known: Collection[str]) -> Gates:
    """Those of some checks, sorted once for as long as the same ones are asked."""
    key = (*map(id, checks), *sorted(known))
    found = _last.get(key)
    if found is None:
        found = Gates(checks, known)
        _last.clear()
        _last[key] = found
    return found


class Gates:
    """Which of the checks are called for a mail, by what it has."""

    def __init__(self, checks: Sequence[Check], known: Container[str]) -> None:
        """What the ``known`` ones say is recalled."""
        self._checks = checks
        self._known = {place for place, check in enumerate(checks) if check.name in known}
        of_kind: dict[type[DiffContext], list[int]] = {}
        for place, check in enumerate(checks):
            of_kind.setdefault(check.needs, []).append(place)
        asked = {kind: [at for at in of if at not in self._known] for kind, of in of_kind.items()}
        self._due = {kind: self._due_of(places) for kind, places in asked.items()}
        of_files = [kind for kind in of_kind if issubclass(kind, BlobContext)]
        self.of_files = self._due_of(sorted(at for kind in of_files for at in of_kind[kind]))
        self.of_history = self._due_of(of_kind.get(HistoryContext, ()))

    def _due_of(self, places: Iterable[int]) -> Due:
        return Due((place, self._checks[place].when) for place in places)

    def called(self, kinds: Container[type[DiffContext]], seen: Sight) -> list[Check]:
        """Those that may find something in a mail, and those that are known, in order.

        ``kinds`` are those of the contexts there are; ``seen`` is what the richest shows: one that
        knows less around the mail shows no more.
        """
        places = list(self._known)
        for kind, due in self._due.items():
            if kind in kinds:
                places += due.of(seen)
        return [self._checks[place] for place in sorted(places)]

    def blind(self, due: Due, seen: Sight) -> list[Check]:
        """Those that may find something where more is known."""
        return [self._checks[place] for place in sorted(due.of(seen))]
