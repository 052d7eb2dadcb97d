"""Our checks as plain data, so that only the modules of those that are called are imported.

What a check says of itself, and the words without which it finds nothing, comes of all that its
module imports; so it is kept as long as no file of the program is another, nor any of those in which
packages say that they bring checks.
"""

from __future__ import annotations

import marshal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Check
from reviewbot.context import levels
from reviewbot.context.c.hunk.trigger import Trigger
from reviewbot.context.when import When
from reviewbot.frozen import frozen, named, values
from reviewbot.lazy import lazy
from reviewbot.model.finding import Severity
from reviewbot.prepared import keep, kept, stamps_below, stamps_of_packages, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reviewbot.checks.api import Run
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.finding import Remark
    from reviewbot.model.tier import Tier

_PROGRAM = Path(__file__).parents[1]
_NAME = "checks.marshal"


@frozen(slots=False)
class Late:
    """The function of a check whose module is imported when it is called."""

    module: str

    def __call__(self, context: DiffContext, /) -> Iterable[Remark]:
        """What the check says."""
        return self._function(context)

    @lazy
    def _function(self) -> Run:
        """To find a module again takes ten times as long."""
        run: Run = import_module(self.module).check
        return run


def state() -> bytes:
    """What it all is worked out of."""
    ours = stamps_below(str(_PROGRAM), (".py", ".toml"))
    return state_of((*ours, *stamps_of_packages(sys.path)))


def read(
    state: bytes, tier_of: Callable[[str], Tier]
) -> tuple[tuple[Check, ...], tuple[str, ...]] | None:
    """Our checks, and the packages of others' checks, as they were kept in that state."""
    content = kept(_NAME, state)
    if content is None:
        return None
    rows, packages = marshal.loads(content)  # noqa: S302  as Python does with what it keeps of a module
    return tuple(_check(row, tier_of(row["name"])) for row in rows), packages


def write(state: bytes, checks: Iterable[Check], packages: Sequence[str]) -> None:
    """Keep them, if that can be."""
    keep(_NAME, state, marshal.dumps((list(map(_row, checks)), tuple(packages))))


def _row(check: Check) -> dict[str, Any]:
    row = named(check)
    del row["tier"]  # measured anew without any of its files
    row["run"] = f"{check.package}.{check.name}"
    row["needs"] = check.needs.__name__
    row["severity"] = int(check.severity)
    triggers = tuple(values(pattern.trigger) for pattern in check.when.patterns)
    row["when"] = (triggers, *values(check.when)[1:])
    return row


def _check(row: dict[str, Any], tier: Tier) -> Check:
    triggers, *others = row["when"]
    row["run"] = Late(row["run"])
    row["needs"] = getattr(levels, row["needs"])
    row["severity"] = Severity(row["severity"])
    row["when"] = When(tuple(Trigger(*each) for each in triggers), *others)
    return Check(**row, tier=tier)
