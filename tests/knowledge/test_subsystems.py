"""What people are known to ask for is what checks say."""

from __future__ import annotations

import tomllib
from pathlib import Path

from reviewbot.checks.registry import all_checks
from reviewbot.context.subsystems import subsystems

NAMES = {check.name for check in all_checks()}
CLASSES = Path(__file__).parents[2] / "benchmarks" / "classes.toml"


def test_every_check_that_is_asked_for_exists() -> None:
    assert {name for one in subsystems() for name in one.asks} <= NAMES


def test_every_check_of_a_class_of_comments_exists() -> None:
    classes = tomllib.loads(CLASSES.read_text(encoding="utf-8"))["class"]
    assert {name for names in classes.values() for name in names} <= NAMES


def test_every_check_that_is_not_wanted_everywhere_is_wanted_somewhere() -> None:
    limited = {check.name for check in all_checks() if check.elsewhere < max(type(check.elsewhere))}
    asked = {name for one in subsystems() for name in one.asks}
    with_convention = {check.name for check in all_checks() if check.convention}
    assert limited <= asked | with_convention
