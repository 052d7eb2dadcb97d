"""Whole archives: every series once, whoever does the work and whatever kills it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from epochs import archive, grow
from reviewbot.cli import main
from reviewbot.pipeline import Options
from reviewbot.scan.pieces import pieces, reading
from reviewbot.scan.work import review_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.slow

SERIES = 24


@pytest.fixture(scope="module")
def frobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "frob.git", SERIES)


def scan(*arguments: object) -> int:
    return main(["scan", *map(str, arguments)])


def command(*arguments: object) -> Sequence[str]:
    return [sys.executable, "-m", "reviewbot", "scan", "--no-cache", *map(str, arguments)]


def titles(path: Path) -> list[str]:
    return [json.loads(line)["series"][0]["title"] for line in path.read_text().splitlines()]


def test_every_series_is_reviewed_once(frobs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert scan(frobs, "-o", out) == 0
    assert titles(out) == [f"frob{n}: two patches" for n in range(1, SERIES + 1)]
    review = json.loads(out.read_text().splitlines()[0])
    assert {finding["check"] for finding in review["findings"]} == {"notifier.errno_zero"}
    assert review["source"] == f"{frobs}:1-0@example.org"
    assert len(review["drafts"]) == 1


@pytest.mark.parametrize("size", [7, 200, 4000])
def test_the_size_of_the_pieces_changes_nothing(frobs: Path, tmp_path: Path, size: int) -> None:
    out = tmp_path / "out.jsonl"
    assert scan(frobs, "-o", out, "--piece", size) == 0
    assert titles(out) == [f"frob{n}: two patches" for n in range(1, SERIES + 1)]


def test_processes_surroundings_and_hash_seeds_change_nothing(frobs: Path, tmp_path: Path) -> None:
    found = []
    for number, (jobs, seed, zone) in enumerate([(1, "0", "UTC"), (2, "17", "Asia/Kathmandu")]):
        out = tmp_path / f"{number}.jsonl"
        surroundings = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C" if number else "C.UTF-8"}
        subprocess.run(
            command(frobs, "-o", out, "-j", jobs, "--piece", 30),
            env={**os.environ, **surroundings},
            check=True,
        )
        found.append(out.read_bytes())
    assert found[0] == found[1]


def test_killed_at_any_moment_it_goes_on(frobs: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert scan(frobs, "-o", whole, "--piece", 4) == 0
    kills = 0
    for wait in (0.0, 0.2, 0.4, 0.1, 0.3):
        with subprocess.Popen(
            command(frobs, "-o", out, "--piece", 4), start_new_session=True
        ) as run:
            before = out.stat().st_size if out.exists() else 0
            deadline = time.monotonic() + 30
            while run.poll() is None and time.monotonic() < deadline:
                if out.exists() and out.stat().st_size > before:
                    break
                time.sleep(0.01)
            time.sleep(wait)
            if run.poll() is None:
                kills += 1
                os.killpg(run.pid, signal.SIGKILL)
    assert kills >= 2
    assert whole.read_bytes().startswith(out.read_bytes()[: out.stat().st_size // 2])
    assert scan(frobs, "-o", out, "--piece", 4) == 0
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_does_so_at_once_and_goes_on(
    frobs: Path, tmp_path: Path, number: signal.Signals
) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert scan(frobs, "-o", whole, "--piece", 4) == 0
    with subprocess.Popen(
        command(frobs, "-o", out, "--piece", 4), stderr=subprocess.PIPE, text=True
    ) as run:
        deadline = time.monotonic() + 60
        while not (out.exists() and out.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.01)
        run.send_signal(number)
        _, said = run.communicate(timeout=20)
    assert (run.returncode, said) == (128 + number, "reviewbot: stopped\n")
    assert scan(frobs, "-o", out, "--piece", 4) == 0
    assert out.read_bytes() == whole.read_bytes()


def test_workers_end_with_their_parent(frobs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with subprocess.Popen(command(frobs, "-o", out, "-j", 2, "--piece", 4)) as run:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (out.exists() and out.stat().st_size):
            time.sleep(0.02)
        workers = children(run.pid)
        run.kill()
    assert len(workers) >= 2
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(map(is_alive, workers)):
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


def children(pid: int) -> list[int]:
    """The processes a process has started (proc(5))."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_an_archive_that_grew_is_other_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frobs = archive(tmp_path / "frob.git", 2)
    out = tmp_path / "out.jsonl"
    assert scan(frobs, "-o", out) == 0
    grow(frobs, ("m", b"From: a@example.org\nMessage-ID: <new@example.org>\n\nhello\n"))
    assert scan(frobs, "-o", out) == 2
    assert "begun for other archives or options" in capsys.readouterr().err


def test_a_pipe_gets_the_lines(frobs: Path) -> None:
    done = subprocess.run(command(frobs), capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == SERIES
    assert done.stderr == b"", "no bar where nobody looks"


def test_a_series_knows_what_is_in_the_margin(tmp_path: Path) -> None:
    where = archive(tmp_path / "frob.git", 3)
    (first, *_) = pieces(where, 1)
    with reading(first) as read:
        (group,) = read.groups
    assert [series.title for series in group.owned] == ["frob1: two patches"]
    assert len(group.thread.messages) == 5, "replies and patches behind the piece are seen"
    outcome = review_piece(first, Options())
    assert (outcome.messages, outcome.patches) == (1, 2)


@pytest.mark.parametrize(
    "arguments", [["nowhere.git"], ["--piece", "0", "x"], ["-j", "x", "y"], ["-j", "9" * 12, "y"]]
)
def test_bad_input_is_one_sentence(
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = scan(*arguments)
    except SystemExit as stop:
        code = int(str(stop.code))
    assert code in (2, 3)
    assert "Traceback" not in capsys.readouterr().err


def test_a_cluster_does_the_same_though_a_worker_dies(frobs: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert scan(frobs, "-o", whole, "--piece", 4) == 0
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        doomed = next(iter(cluster.workers.values())).process.process.pid
        with subprocess.Popen(
            command(frobs, "-o", out, "--piece", 4, "--scheduler", cluster.scheduler_address)
        ) as run:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and not (out.exists() and out.stat().st_size):
                time.sleep(0.02)
            os.kill(doomed, signal.SIGKILL)
            assert run.wait(120) == 0
    assert out.read_bytes() == whole.read_bytes()


def test_no_scheduler_is_said(
    frobs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("reviewbot.scan.cluster._TIMEOUT", 1)
    assert scan(frobs, "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "there is no scheduler at tcp://127.0.0.1:9" in capsys.readouterr().err
