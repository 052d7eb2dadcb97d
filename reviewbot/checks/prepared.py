"""Our checks as plain data, so that only the modules of those that are called are imported.

What a check says of itself, and the words without which it finds nothing, comes of all that its
module imports; so it is kept as long as no file of the program is another, nor any of those in which
packages say that they bring checks.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Check
from reviewbot.context import levels
from reviewbot.context.c.hunk.trigger import Trigger
from reviewbot.context.when import When
from reviewbot.frozen import frozen
from reviewbot.model.finding import Severity
from reviewbot.prepared import keep, kept, stamps_below, stamps_of_packages, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.checks.api import Run
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.finding import Remark

_PROGRAM = Path(__file__).parents[1]
_NAME = "checks.json"


@frozen
class Late:
    """The function of a check whose module is imported when it is called."""

    module: str

    def __call__(self, context: DiffContext, /) -> Iterable[Remark]:
        """What the check says."""
        found: Iterable[Remark] = _function(self.module)(context)
        return found


@cache  # to find a module again takes ten times as long
def _function(module: str) -> Run:
    run: Run = import_module(module).check
    return run


def state() -> bytes:
    """What it all is worked out of."""
    ours = stamps_below(str(_PROGRAM), (".py", ".toml"))
    return state_of((*ours, *stamps_of_packages(sys.path)))


def read(state: bytes) -> tuple[tuple[Check, ...], tuple[str, ...]] | None:
    """Our checks, and the packages of others' checks, as they were kept in that state."""
    content = kept(_NAME, state)
    if content is None:
        return None
    known = json.loads(content)
    return tuple(map(_check, known["checks"])), tuple(known["packages"])


def write(state: bytes, checks: Iterable[Check], packages: Sequence[str]) -> None:
    """Keep them, if that can be."""
    known = {"checks": [_row(check) for check in checks], "packages": packages}
    keep(_NAME, state, json.dumps(known).encode())


def _row(check: Check) -> dict[str, Any]:
    row = {each.name: getattr(check, each.name) for each in fields(check)}
    del row["tier"]  # measured anew without any of its files
    row["run"] = f"{check.package}.{check.name}"
    row["needs"] = check.needs.__name__
    triggers = [_words_of(pattern.trigger) for pattern in check.when.patterns]
    row["when"] = {**asdict(check.when), "patterns": triggers}
    return row


def _check(row: dict[str, Any]) -> Check:
    plain = {name: tuple(of) if isinstance(of, list) else of for name, of in row.items()}
    of = {name: tuple(words) for name, words in row["when"].items()}
    triggers = tuple(_trigger(*words) for words in of.pop("patterns"))
    return Check(
        **{
            **plain,
            "run": Late(row["run"]),
            "needs": getattr(levels, row["needs"]),
            "severity": Severity(row["severity"]),
            "when": When(triggers, **of),
        }
    )


def _words_of(trigger: Trigger) -> tuple[list[str], list[list[str]]]:
    return sorted(trigger.words), [sorted(table) for table in trigger.tables]


def _trigger(words: Iterable[str], tables: Iterable[Iterable[str]]) -> Trigger:
    return Trigger(frozenset(words), tuple(map(frozenset, tables)))
