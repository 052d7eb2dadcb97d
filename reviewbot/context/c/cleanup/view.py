"""All that is known of a function when its leaks are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.acquires import Acquire, acquires
from reviewbot.context.c.cleanup.helpers import can_release, cannot_release
from reviewbot.context.c.cleanup.routes import Route, routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.c.flow import Function
    from reviewbot.knowledge.pairs import Pairs


@dataclass(frozen=True, slots=True)
class View:
    """A function, the table it is looked at with, the ways through it, and what it acquires.

    ``calls`` are what the functions of its file call, by name.
    """

    function: Function
    pairs: Pairs
    routes: tuple[Route, ...]
    acquires: tuple[Acquire, ...]
    calls: Mapping[str, frozenset[str]]

    def spares(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee is of the same file and releases nothing the acquire made."""
        releases = {release.name for release in acquire.releases} | acquire.others
        return cannot_release(callee, releases, self.calls, self.pairs.by_release)

    def makes_release(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee is of the same file and calls a release that is not of its own acquire."""
        releases = {release.name for release in acquire.releases}
        return can_release(callee, releases, acquire.call.callee, self.calls)

    def undoes_another(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee releases what another kind of acquire of the function made."""
        return any(
            callee == release.name
            for other in self.acquires
            if other.call.callee != acquire.call.callee
            for release in other.releases
        )


def view(
    function: Function,
    pairs: Pairs,
    known: frozenset[str],
    calls: Mapping[str, frozenset[str]],
) -> View:
    """Look at a function; ``known`` are names of functions of its file, ``calls`` what those call."""
    ways = tuple(routes(function))
    return View(function, pairs, ways, tuple(acquires(function, pairs, known)), calls)
