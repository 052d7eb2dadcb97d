"""What is kept of our checks is what their modules say, and it never stands in for another state."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks import prepared, registry
from reviewbot.checks.api import Check
from reviewbot.engine import run
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.model.tier import Tier
from reviewbot.paths import in_cache
from reviewbot.thread.series import read_thread
from support import CORPUS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

MAILS = sorted(CORPUS.glob("checks/*/*/bad-1.eml"))[::3]  # seconds each ten of them
SOURCE = CORPUS / "checks" / "log" / "wrapped_url" / "bad-1.eml"


def sure(_check: str) -> Tier:
    return Tier()


@pytest.fixture
def walked() -> tuple[Check, ...]:
    return tuple(one for one in registry.walk(registry.GROUP) if isinstance(one, Check))


@pytest.fixture
def kept(walked: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks as they are read where they were kept."""
    prepared.write(b"s" * 16, walked, ())
    known = prepared.read(b"s" * 16, sure)
    assert known is not None
    return known[0]


def plain(check: Check) -> Check:
    """The check as it can be kept."""
    triggers = tuple(pattern.trigger for pattern in check.when.patterns)
    when = replace(check.when, patterns=triggers)
    return replace(check, when=when, run=prepared.Late(f"{check.package}.{check.name}"))


def test_what_is_kept_is_what_the_modules_say(
    walked: tuple[Check, ...], kept: tuple[Check, ...]
) -> None:
    assert len(kept) > 200
    assert kept == tuple(map(plain, walked))


@pytest.mark.slow
def test_the_same_is_found_with_it(walked: tuple[Check, ...], kept: tuple[Check, ...]) -> None:
    found = 0
    for path in MAILS:
        series = read_thread(split_mbox(path.read_bytes())).series
        result = run(series, kept)
        assert result == run(series, walked)
        found += len(result.findings)
    assert found > len(MAILS) / 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:10],
        lambda content: content[:-1],
        lambda content: content[:-9] + b"#" + content[-8:],
        lambda content: b"#" + content[1:],
    ],
)
def test_what_is_damaged_or_of_another_state_is_not_read(damage) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    prepared.write(b"s" * 16, (), ("theirs",))
    assert prepared.read(b"s" * 16, sure) == ((), ("theirs",))
    assert prepared.read(b"t" * 16, sure) is None
    path = in_cache("prepared/checks.marshal")
    path.write_bytes(damage(path.read_bytes()))
    assert prepared.read(b"s" * 16, sure) is None


def test_where_nothing_can_be_kept_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", os.devnull)
    prepared.write(b"s" * 16, (), ())
    assert prepared.read(b"s" * 16, sure) is None


def test_any_other_file_is_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "theirs-1.dist-info" / "entry_points.txt"
    code = tmp_path / "program" / "deep" / "module.py"
    for path in (told, code):
        path.parent.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(prepared, "_PROGRAM", tmp_path / "program")
    seen = [prepared.state()]
    code.write_text("1\n")
    seen.append(prepared.state())
    code.write_text("12\n")
    seen.append(prepared.state())
    os.utime(code, (1, 1))
    seen.append(prepared.state())
    told.write_text("[reviewbot.checks]\ntheirs = theirs.checks\n")
    seen.append(prepared.state())
    assert prepared.state() == seen[-1]
    assert len(set(seen)) == len(seen)


@pytest.mark.slow
def test_the_second_start_imports_what_it_calls_and_says_the_same(tmp_path: Path) -> None:
    """A package that brings checks is found, though it came after all was kept."""
    code = (
        "import sys; from reviewbot.cli import main; "
        f"main(['thread', {str(SOURCE)!r}, '--no-search', '--format', 'json']); "
        "print(sum(name.startswith('reviewbot.checks.') for name in sys.modules), file=sys.stderr)"
    )

    def start() -> tuple[str, int]:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "PYTHONPATH": f"{tmp_path}:{ROOT}",
                "XDG_CACHE_HOME": str(tmp_path / "cache"),  # nobody has started before
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, int(done.stderr)

    first, second = start(), start()
    assert second[0] == first[0]
    assert second[1] < first[1] / 2
    assert "their.own_check" not in second[0]
    (tmp_path / "theirs-1.dist-info").mkdir()
    (tmp_path / "theirs-1.dist-info" / "METADATA").write_text("Name: theirs\nVersion: 1\n")
    (tmp_path / "theirs-1.dist-info" / "entry_points.txt").write_text(
        "[reviewbot.checks]\ntheirs = theirs\n"
    )
    (tmp_path / "theirs" / "their").mkdir(parents=True)
    (tmp_path / "theirs" / "__init__.py").touch()
    (tmp_path / "theirs" / "their" / "__init__.py").touch()
    (tmp_path / "theirs" / "their" / "own_check.py").write_text("1 / 0\n")
    for _ in range(2):
        assert "their.own_check" in start()[0]
