"""A new check starts as files that work and that the judge does not yet accept."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks import registry
from reviewbot.checks.api import Check
from reviewbot.checks.cases import read_cases
from reviewbot.checks.example import context_of, wanted
from reviewbot.errors import UsageError
from reviewbot.fetch.source import fetch
from reviewbot.scaffold import new_check
from reviewbot.thread.series import read_thread
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which ``scaffolded.checks`` stands for ``reviewbot.checks``."""
    (tmp_path / "reviewbot" / "checks").mkdir(parents=True)
    (tmp_path / "reviewbot" / "checks" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path / "reviewbot"))
    return tmp_path


def test_all_files_of_a_check_are_written(checkout: Path) -> None:
    paths = new_check("fresh.new_thing", checkout)
    assert [str(path.relative_to(checkout)) for path in paths] == [
        "corpus/checks/fresh/new_thing/bad-1.eml",
        "corpus/checks/fresh/new_thing/good-1.eml",
        "corpus/checks/fresh/new_thing.md",
        "reviewbot/checks/fresh/__init__.py",
        "reviewbot/checks/fresh/new_thing.py",
        "templates/checks/fresh/new_thing.txt.j2",
    ]
    assert all(path.read_text() for path in paths)


def test_its_examples_hold_and_its_mails_parse(checkout: Path) -> None:
    paths = new_check("fresh.new_thing", checkout)
    (check,) = registry.walk("checks")
    assert isinstance(check, Check)
    assert check.name == "fresh.new_thing"
    cases = read_cases(paths[2].read_text(encoding="utf-8"))
    said, quiet = context_of(cases.said[0], check), context_of(cases.quiet[0], check)
    assert [(r.at, r.confidence) for r in check.run(said)] == list(wanted(cases.said[0]))
    assert list(check.run(quiet)) == []
    for path in paths[:2]:
        thread = read_thread(fetch(str(path), stdin=io.BytesIO(), progress=print).raws)
        assert thread.defects == ()
        assert thread.series[0].patches[0].files


def test_the_judge_wants_it_filled_in(checkout: Path) -> None:
    new_check("fresh.new_thing", checkout)
    (check,) = registry.walk("checks")
    assert isinstance(check, Check)
    assert "TODO" in check.doc


def test_nothing_is_overwritten(checkout: Path) -> None:
    new_check("fresh.new_thing", checkout)
    with pytest.raises(UsageError, match="exists already"):
        new_check("fresh.new_thing", checkout)
    new_check("fresh.other_thing", checkout)


def test_outside_a_checkout(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a reviewbot checkout"):
        new_check("fresh.new_thing", tmp_path / "reviewbot")


@pytest.mark.parametrize("name", ["x", "../x.y", "A.b", "a.b.c", "a.b/c", "a."])
def test_names(name: str, checkout: Path) -> None:
    with pytest.raises(UsageError, match="invalid check name"):
        new_check(name, checkout)


def test_ruff_accepts_the_skeleton(checkout: Path) -> None:
    paths = [path for path in new_check("fresh.new_thing", checkout) if path.suffix == ".py"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "--ignore",
         "TD,FIX,E101", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", ["reviewbot/checks/fresh/new_thing.py", "corpus"])
def test_nothing_is_written_through_a_link(checkout: Path, file: str) -> None:
    (checkout / file).parent.mkdir(parents=True, exist_ok=True)
    (checkout / file).symlink_to(checkout / "nowhere")
    with pytest.raises(UsageError, match=r"exists already|cannot be written: File exists"):
        new_check("fresh.new_thing", checkout)
    assert not (checkout / "nowhere").exists()
