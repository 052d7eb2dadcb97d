"""All that is known of a function when its leaks are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.acquires import Acquire, acquires
from reviewbot.context.c.cleanup.routes import Route, routes

if TYPE_CHECKING:
    from reviewbot.context.c.flow import Function
    from reviewbot.knowledge.pairs import Pairs


@dataclass(frozen=True, slots=True)
class View:
    """A function, the table it is looked at with, the ways through it, and what it acquires."""

    function: Function
    pairs: Pairs
    routes: tuple[Route, ...]
    acquires: tuple[Acquire, ...]

    def undoes_another(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee releases what another kind of acquire of the function made."""
        return any(
            callee == release.name
            for other in self.acquires
            if other.call.callee != acquire.call.callee
            for release in other.releases
        )


def view(function: Function, pairs: Pairs, known: frozenset[str]) -> View:
    """Look at a function; ``known`` are names of functions of its file."""
    ways = tuple(routes(function))
    return View(function, pairs, ways, tuple(acquires(function, pairs, known)))
