"""The checks: how many there are, and those that cannot be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.registry import all_checks, unloaded
from reviewbot.doctor.line import Line, State

if TYPE_CHECKING:
    from collections.abc import Iterator


def checks() -> Iterator[Line]:
    """A line for each that cannot be loaded, then one for the others."""
    for failure in unloaded():
        yield Line(State.BROKEN, "checks", failure.sentence)
    yield Line(State.OK, "checks", str(len(all_checks())))
