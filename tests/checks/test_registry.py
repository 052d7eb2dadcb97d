"""Checks are found by their path."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks import registry
from reviewbot.checks.describe import explanation, listing
from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECK = '''"""A check of somebody else's.

Why it matters: it shows how.

Stays quiet: always.
"""

from reviewbot.checks.api import DiffContext, Good, Remark, Severity

SEVERITY = Severity.WARNING
ASKED_AS = r"never"
BAD = ()
GOOD = (Good("text", why="nothing in it"),)


def check(context: DiffContext) -> list[Remark]:
    """Nothing."""
    return []
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    family = tmp_path / "theirchecks" / "their"
    family.mkdir(parents=True)
    (family.parent / "__init__.py").touch()
    (family / "__init__.py").touch()
    (family / "own_check.py").write_text(CHECK)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "theirchecks"
    for name in [name for name in sys.modules if name.startswith("theirchecks")]:
        del sys.modules[name]


def test_a_package_of_checks_is_walked(package: str) -> None:
    (check,) = registry.walk(package)
    assert (check.name, check.needs, check.package) == ("their.own_check", "DiffContext", package)
    assert check.template == "checks/their/own_check.txt.j2"
    assert "warning" in listing([check])
    assert "Not commented on (nothing in it)" in explanation(check)


def test_select_by_name_and_family() -> None:
    assert [check.name for check in registry.select(["notifier.errno_zero"])] == [
        "notifier.errno_zero"
    ]
    assert all(check.name.startswith("log.") for check in registry.select(["log"]))
    assert registry.select([]) == registry.all_checks()


def test_an_unknown_name_is_one_sentence() -> None:
    with pytest.raises(UsageError, match="no check is named nonsense"):
        registry.select(["nonsense"])


def test_the_listing_has_a_line_per_check() -> None:
    checks = registry.all_checks()
    lines = listing(checks).rstrip("\n").split("\n")
    assert len(lines) == len(checks)
    assert all(check.summary in listing(checks) for check in checks)
