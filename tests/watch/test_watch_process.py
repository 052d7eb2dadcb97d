"""The watch as the process it is: killed, stopped, and told nonsense."""

from __future__ import annotations

import mailbox
import os
import re
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, invented
from reviewbot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SERIES = 12
DATE = re.compile(rb"^Date: .*\n", re.MULTILINE)


def settings(folder: Path) -> Path:
    """The settings of a watch that has its state and drafts in ``folder``."""
    folder.mkdir(exist_ok=True)
    file = folder / "watch.toml"
    lists = folder.parent / "list"
    file.write_text(
        f'state = "{folder}/state"\ndrafts = "{folder}/drafts"\n'
        f'[[list]]\nname = "frob"\nurl = "{lists}"\nwhat = "all"\n'
    )
    return file


def watch(folder: Path, *arguments: str) -> list[str]:
    since = ("--since", "2016-01-01")
    named = ("--settings", str(settings(folder)))
    return [sys.executable, "-m", "reviewbot", "watch", *named, *since, *arguments]


def drafts(folder: Path) -> dict[str, bytes]:
    """The drafts by name, without when they were written."""
    where = folder / "drafts" / "cur"
    paths = where.iterdir() if where.is_dir() else ()
    return {path.name: DATE.sub(b"", path.read_bytes()) for path in paths}


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "list").mkdir()
    epoch(tmp_path / "list" / "0.git", *(("m", raw) for raw in invented(SERIES)))
    return tmp_path


def test_killed_again_and_again_it_drafts_the_same(lists: Path) -> None:
    whole, killed = lists / "whole", lists / "killed"
    subprocess.run(watch(whole, "--once"), check=True, capture_output=True)
    assert len(drafts(whole)) == SERIES
    for number in range(8):
        with subprocess.Popen(watch(killed, "--once"), stderr=subprocess.DEVNULL) as run:
            deadline = time.monotonic() + 30
            while run.poll() is None and time.monotonic() < deadline:
                if (killed / "state" / "state.sqlite").exists() and len(drafts(killed)) >= number:
                    break
                time.sleep(0.005)
            time.sleep(0.02 * number)
            run.kill()
    subprocess.run(watch(killed, "--once"), check=True, capture_output=True)
    assert drafts(killed) == drafts(whole)


def test_a_service_ends_when_it_is_told_to(lists: Path) -> None:
    folder = lists / "service"
    with subprocess.Popen(watch(folder, "--every", "600"), stderr=subprocess.DEVNULL) as run:
        deadline = time.monotonic() + 60
        while len(drafts(folder)) < SERIES and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(run.pid, signal.SIGTERM)
        assert run.wait(30) == 0
    assert len(drafts(folder)) == SERIES


def test_told_to_stop_in_the_middle_it_does_so_soon_and_loses_nothing(lists: Path) -> None:
    stopped, whole = lists / "stopped", lists / "whole"
    subprocess.run(watch(whole, "--once"), check=True, capture_output=True)
    for wait in (0.0, 0.1, 0.3):
        with subprocess.Popen(watch(stopped), stderr=subprocess.DEVNULL) as run:
            deadline = time.monotonic() + 60
            while not (stopped / "state" / "lock").exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(wait)
            os.kill(run.pid, signal.SIGTERM)
            assert run.wait(20) == 0
        (stopped / "state" / "lock").unlink()
    subprocess.run(watch(stopped, "--once"), check=True, capture_output=True)
    assert drafts(stopped) == drafts(whole)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--settings", "nowhere.toml"], "cannot be read"),
        (["--since", "yesterday"], "is not a date"),
    ],
)
def test_nonsense_is_one_sentence(
    lists: Path, arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [] if "--settings" in arguments else ["--settings", str(settings(lists / "x"))]
    assert main(["watch", "--once", *named, *arguments]) == 2
    assert why in capsys.readouterr().err


def test_an_mbox_that_a_mailer_has_locked_gets_the_drafts_next_time(lists: Path) -> None:
    folder = lists / "locked"
    command = watch(folder, "--once")
    named = folder / "watch.toml"
    named.write_text(f'box = "mbox"\n{named.read_text()}')
    (folder / "drafts.lock").touch()
    first = subprocess.run(command, capture_output=True, check=False, text=True)
    told = [line for line in first.stderr.split("\n") if "lock" in line]
    why = f"another program has locked it ({folder}/drafts.lock is there)"
    assert told == [f"drafts cannot be written to {folder}/drafts: {why}"]
    assert (first.returncode, "a bug" in first.stderr) == (0, False)
    assert (folder / "drafts").read_bytes() == b""
    (folder / "drafts.lock").unlink()
    for _ in range(2):
        assert subprocess.run(command, capture_output=True, check=True)
        box = mailbox.mbox(folder / "drafts", create=False)
        assert len(box) == SERIES
        box.close()


@pytest.mark.parametrize("umask", [0o000, 0o022])
@pytest.mark.parametrize("box", ["maildir", "mbox", "files"])
def test_nobody_else_reads_what_is_not_sent(lists: Path, box: str, umask: int) -> None:
    folder = lists / "private"
    command = watch(folder, "--once")
    named = folder / "watch.toml"
    named.write_text(f'box = "{box}"\n{named.read_text()}')
    subprocess.run(command, capture_output=True, check=True, umask=umask)
    made = [
        folder / "state",
        *folder.glob("state/*"),
        folder / "drafts",
        *folder.rglob("drafts/**"),
    ]
    assert len(made) > 4
    for path in made:
        open_to = stat.S_IMODE(path.stat().st_mode) & 0o077
        assert open_to == 0, path
