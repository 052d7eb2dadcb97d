"""Checks are found by their path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from mails import mail
from reviewbot.checks import registry
from reviewbot.checks.api import Check, DiffContext
from reviewbot.checks.describe import explanation, listing, measurements
from reviewbot.cli import main
from reviewbot.errors import UsageError
from support import CORPUS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECK = '''"""A check of somebody else's."""

from reviewbot.checks.api import DiffContext, Remark, Severity

SEVERITY = Severity.WARNING


def check(context: DiffContext) -> list[Remark]:
    """Nothing."""
    return []
'''


PAGE = """\
## Quiet

### Nothing in it

```mail
text
```
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    family = tmp_path / "theirchecks" / "their"
    family.mkdir(parents=True)
    (family.parent / "__init__.py").touch()
    (family / "__init__.py").touch()
    (family / "own_check.py").write_text(CHECK)
    (family / "own_check.md").write_text(PAGE)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "theirchecks"
    for name in [name for name in sys.modules if name.startswith("theirchecks")]:
        del sys.modules[name]


def test_what_was_measured_is_listed(package: str) -> None:
    (theirs,) = registry.walk(package)
    assert isinstance(theirs, Check)
    ours = registry.select(["trailers.unknown"])
    listed = measurements((*ours, theirs)).split("\n\n")
    assert listed[0].startswith("trailers.unknown: 5 hits, 5 read, 0 false: all there are")
    assert listed[1] == "their.own_check: not measured\n"


def test_a_package_of_checks_is_walked(package: str) -> None:
    (check,) = registry.walk(package)
    assert isinstance(check, Check)
    assert (check.name, check.needs, check.package) == ("their.own_check", DiffContext, package)
    assert check.template == "checks/their/own_check.txt.j2"
    assert "warning" in listing([check])
    assert "Not commented on (Nothing in it)" in explanation(check)


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
    for check, line in zip(checks, lines, strict=True):
        assert line.startswith(check.name)
        assert check.summary.replace("``", "`") in line


def test_the_listing_says_how_often_it_was_wrong() -> None:
    (line,) = listing(registry.select(["notifier.errno_zero"])).splitlines()
    assert line.startswith("notifier.errno_zero  note  0 of 6 wrong  ")


def test_what_is_misspelt_is_guessed() -> None:
    with pytest.raises(UsageError, match=r"^no check is named log.wrapped; did you mean log\.wrap"):
        registry.select(["log.wrapped"])


@pytest.fixture
def broken(package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of checks of which one does not import, beside those of ours."""
    entries = [SimpleNamespace(value=package)]
    monkeypatch.setattr(metadata, "entry_points", lambda group: entries if group else ())
    (tmp_path / "theirchecks" / "their" / "lost_check.py").write_text("import not_there\n")
    registry._loaded.cache_clear()  # noqa: SLF001  found once a process
    yield tmp_path / "theirchecks"
    registry._loaded.cache_clear()  # noqa: SLF001


def test_a_check_that_does_not_import_costs_itself(broken: Path) -> None:
    assert broken.is_dir()
    (failure,) = registry.unloaded()
    assert failure.sentence == (
        "check their.lost_check cannot be loaded: ModuleNotFoundError: No module named 'not_there'"
    )
    assert "their.own_check" in [check.name for check in registry.all_checks()]
    assert registry.select(["their.lost_check"]) == ()
    assert registry.unloaded(["log"]) == ()
    assert registry.unloaded(["their"]) == (failure,)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("their/lost_check.py", "raise SystemError\n"),
        ("their/lost_check.py", "raise SystemExit(1)\n"),
        ("their/__init__.py", "import sys\nsys.exit()\n"),
        ("their/lost_check.py", "not python\n"),
        ("their/lost_check.py", '"""A module without the surface of a check."""\n'),
        ("their/__init__.py", "1 / 0\n"),
        ("__init__.py", "raise ValueError\n"),
    ],
)
def test_whatever_does_not_load_is_named_once(broken: Path, file: str, text: str) -> None:
    (broken / file).write_text(text)
    (failure,) = registry.unloaded()
    assert failure.check in ("their.lost_check", "their", "theirchecks")
    assert failure.message_id == ""
    assert "notifier.errno_zero" in [check.name for check in registry.all_checks()]


def test_commands_say_which_check_cannot_be_loaded_and_go_on(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert broken.is_dir()
    said = "check their.lost_check cannot be loaded"
    source = tmp_path / "a.eml"
    source.write_bytes(mail("a", "[PATCH] frob: fix"))
    assert main(["thread", str(source), "--no-search"]) == 5
    assert capsys.readouterr().out.count(said) == 1
    assert main(["thread", str(source), "--no-search", "--format", "json"]) == 5
    (failure,) = json.loads(capsys.readouterr().out)["failures"]
    assert (failure["check"], failure["message_id"]) == ("their.lost_check", "")
    assert main(["thread", str(source), "--no-search", "--check", "log"]) == 0
    assert main(["checks"]) == 5
    shown = capsys.readouterr()
    assert "notifier.errno_zero" in shown.out
    assert shown.err.count(said) == 1
    assert main(["explain", "their"]) == 5
    assert "A check of somebody else's." in capsys.readouterr().out
    assert main(["doctor"]) == 2
    assert f"broken   checks: {said}" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    "package", ["tree_sitter", "tree_sitter_c", "codespell_lib", "spellchecker", "b4", "liblore"]
)
def test_a_package_that_is_broken_costs_what_needs_it(package: str, tmp_path: Path) -> None:
    """In a process of its own, where importing that package fails."""
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("raise ImportError('broken on purpose')\n")
    source = CORPUS / "checks" / "log" / "wrapped_url" / "bad-1.eml"
    done = subprocess.run(
        [sys.executable, "-m", "reviewbot", "thread", str(source), "--no-search"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "don't wrap URLs" in done.stdout, done.stderr
    assert done.stderr == ""
    broken = "cannot be loaded: " in done.stdout or "check failed: " in done.stdout
    assert done.returncode == (5 if broken else 0)
    assert broken == (package not in ("b4", "liblore"))


@pytest.mark.parametrize("package", ["mailparser", "unidiff", "jinja2"])
def test_what_nothing_can_be_done_without_is_one_sentence(package: str, tmp_path: Path) -> None:
    (tmp_path / f"{package}.py").write_text("raise ImportError('broken on purpose')\n")
    mail = (CORPUS / "checks" / "log" / "wrapped_url" / "bad-1.eml").read_bytes()
    source = tmp_path / "a.eml"  # with a name that needs decoding
    source.write_bytes(mail.replace(b"From: ", b"From: =?utf-8?q?A=2E?= ", 1))
    done = subprocess.run(
        [sys.executable, "-m", "reviewbot", "thread", str(source), "--no-search"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "reviewbot: this installation is broken: broken on purpose\n"
    assert done.returncode == 2


@pytest.mark.parametrize("template", [None, "{% if %}", "{{ nowhere }}", "{{ 1 / 0 }}"])
def test_a_template_that_is_missing_or_broken_costs_its_check(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], template: str | None
) -> None:
    (broken / "their/lost_check.py").unlink()
    yields = CHECK.replace("return []", "return [Remark(1), Remark(2)]")
    (broken / "their/own_check.py").write_text(yields)
    if template is not None:
        (broken / "templates/checks/their").mkdir(parents=True)
        (broken / "templates/checks/their/own_check.txt.j2").write_text(template)
    source = CORPUS / "checks" / "log" / "wrapped_url" / "bad-1.eml"
    assert main(["thread", str(source), "--no-search"]) == 5
    shown = capsys.readouterr()
    assert shown.out.count("check failed: their.own_check on <") == 1
    assert "don't wrap URLs" in shown.out
    assert shown.err == ""
    assert tmp_path.is_dir()
