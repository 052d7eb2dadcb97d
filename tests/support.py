"""What tests import: where things are, and how to say that something is not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import pytest

from reviewbot.checks.cases import NONE
from reviewbot.checks.pages import cases_of
from reviewbot.peers.programs import find

if TYPE_CHECKING:
    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Cases

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


def absent(reason: str) -> NoReturn:
    """Skip what cannot run here; CI sets REVIEWBOT_REQUIRE_ALL, and then it fails instead."""
    if os.environ.get("REVIEWBOT_REQUIRE_ALL"):
        pytest.fail(f"required, but {reason}")
    pytest.skip(reason)


def installed(*programs: str) -> None:
    """Skip where a program is not."""
    for program in programs:
        if find(program) is None:
            absent(f"{program} is not installed")


def shared_folder() -> Path:
    """The directory with the archives and the seed thread, which are not part of the project."""
    folder = Path(os.environ.get("REVIEWBOT_SHARED", ROOT.parent / "shared"))
    if not (folder / "archive").is_dir():
        absent(f"{folder} holds no archives (set REVIEWBOT_SHARED)")
    return folder


def refused(capsys: pytest.CaptureFixture[str], why: str) -> None:
    """Nothing was printed but one sentence of the program that tells it."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("reviewbot: ")
    assert said.err.count("\n") == 1
    assert why in said.err


class Golden(Protocol):
    """Compare a text with a file that was read and accepted."""

    def __call__(self, path: Path, actual: str) -> None: ...


def readable_cases(check: Check) -> Cases:
    """The cases of a check; none where its page is damaged, which a test of its own says."""
    try:
        return cases_of(check)
    except ValueError:
        return NONE
