"""The checks: how many there are, and those that cannot be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.registry import all_checks, unloaded
from reviewbot.doctor.diagnosis import Diagnosis, Health

if TYPE_CHECKING:
    from collections.abc import Iterator


def checks() -> Iterator[Diagnosis]:
    """A line for each that cannot be loaded, then one for the others."""
    for failure in unloaded():
        yield Diagnosis(Health.BROKEN, "checks", failure.sentence)
    yield Diagnosis(Health.OK, "checks", str(len(all_checks())))
