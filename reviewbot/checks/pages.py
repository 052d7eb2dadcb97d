"""Where the page of a check is: its cases, and how often it was wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.cases import NONE, Cases, read_cases
from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from reviewbot.checks.api import Check

_PACKAGE = Path(__file__).parent.parent
_OURS = f"{_PACKAGE.name}.checks"


@cache
def cases_root() -> Path:
    """Our own cases: inside the package where installed, beside it in a checkout."""
    for root in (_PACKAGE / "cases", _PACKAGE.parent / "corpus" / "checks"):
        if root.is_dir():
            return root
    raise UsageError(f"this installation of reviewbot is broken: no cases at {_PACKAGE}")


def page_of(check: Check) -> Traversable:
    """The path of a check's page, which may not be there."""
    family, _, name = check.name.partition(".")
    if check.package == _OURS:
        return cases_root() / family / f"{name}.md"
    return files(f"{check.package}.{family}") / f"{name}.md"


def cases_of(check: Check) -> Cases:
    """The cases of a check, none where it has no page; raises ValueError where that is damaged."""
    page = page_of(check)
    return read_cases(page.read_text(encoding="utf-8")) if page.is_file() else NONE
