"""A replay of several lists that is killed goes on, on a cluster as well, and comes to the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from replayed import archive

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two lists, which got the same mails."""
    where = tmp_path_factory.mktemp("lists")
    return tuple(archive(where / name) for name in ("frob.git", "quux.git"))


def command(lists: tuple[Path, ...], tiers: Path, *more: object) -> list[str]:
    """A replay in small pieces, told as JSON."""
    words = ["-m", "reviewbot", "backtest", *lists, "--piece", 2, "--format", "json"]
    return [sys.executable, *map(str, (*words, "--write-tiers", tiers, *more))]


def result(lists: tuple[Path, ...], tiers: Path, *more: object) -> tuple[bytes, bytes]:
    """What it says, and the tiers it writes."""
    done = subprocess.run(command(lists, tiers, *more), capture_output=True, check=True)
    return done.stdout, tiers.read_bytes()


def test_killed_at_any_moment_it_goes_on(lists: tuple[Path, ...], tmp_path: Path) -> None:
    whole = result(lists, tmp_path / "whole.toml", "--no-cache")
    kept = Path(os.environ["HOME"]) / ".cache" / "reviewbot" / "results.sqlite"
    kills = 0
    for wait in (0.0, 0.3, 0.1):
        with subprocess.Popen(
            command(lists, tmp_path / "never.toml"),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        ) as run:
            deadline = time.monotonic() + 60
            while run.poll() is None and not kept.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(wait)
            if run.poll() is None:
                kills += 1
                os.killpg(run.pid, signal.SIGKILL)
    assert kills
    assert result(lists, tmp_path / "again.toml") == whole
    assert result(lists, tmp_path / "known.toml", "-j", 2) == whole


def test_a_cluster_comes_to_the_same(lists: tuple[Path, ...], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    whole = result(lists, tmp_path / "whole.toml", "--no-cache")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        url = cluster.scheduler_address
        assert result(lists, tmp_path / "far.toml", "--no-cache", "--scheduler", url) == whole
