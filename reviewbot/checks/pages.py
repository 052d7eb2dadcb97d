"""Where the page of a check is, and what of it the program goes by."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.cases import NONE, Cases, read_cases
from reviewbot.errors import UsageError
from reviewbot.expressions import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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
    from importlib.resources import files  # noqa: PLC0415  few have checks of others

    return files(f"{check.package}.{family}") / f"{name}.md"


def cases_of(check: Check) -> Cases:
    """The cases of a check, none where it has no page; raises ValueError where that is damaged."""
    try:
        page = page_of(check)
    except ModuleNotFoundError:  # a check that was made, not loaded
        return NONE
    return read_cases(page.read_text(encoding="utf-8")) if page.is_file() else NONE


def how_asked(checks: Iterable[Check]) -> Callable[[str], re.Pattern[str]]:
    """How reviewers ask for what the check of a name says, looked up when it is wanted."""
    by_name = {check.name: check for check in checks}
    return lambda name: asked_as(by_name[name])


@cache
def asked_as(check: Check) -> re.Pattern[str]:
    """How reviewers ask for what a check says; matches nothing where its page does not tell.

    Raises ValueError where the page is damaged, or this is no regex.
    """
    pattern = cases_of(check).asked_as
    try:
        return compiled(pattern or r"(?!)")
    except re.error as error:
        raise ValueError(f"the regex of {check.name} is none: {error}") from error


def contract(check: Check) -> str:
    """What a check reports, why, and where it stays quiet: the docstring, the prose of the page."""
    return "\n\n".join(filter(None, (check.doc, cases_of(check).prose)))
