"""A program that is asked gets so much time, memory and output, and nothing of the user's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reviewbot.model.complaint import PeerError
from reviewbot.peers.bounded import Limits, _confined, run
from support import installed

pytestmark = pytest.mark.slow
LIMITS = Limits(seconds=5, said=1 << 20)
PERL = shutil.which("perl") or "perl"


@pytest.fixture(autouse=True)
def _perl() -> None:
    installed("perl")


def said(script: str, where: Path, limits: Limits = LIMITS) -> str:
    return run([PERL, "-e", script], where, None, limits).said


def test_all_it_says_and_how_it_ends(tmp_path: Path) -> None:
    done = run([PERL, "-e", 'print "one\n"; warn "two\n"; exit 3'], tmp_path, None, LIMITS)
    assert sorted(done.said.split()) == ["one", "two"]
    assert (done.code, done.ending) == (3, "ended with 3")


def test_one_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="over 1 s"):
        said("1 while 1", tmp_path, replace(LIMITS, seconds=1))


def test_one_that_closes_its_output_and_goes_on_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="over 1 s"):
        said("close STDOUT; close STDERR; 1 while 1", tmp_path, replace(LIMITS, seconds=1))


def test_endless_output_ends_at_its_limit(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="more than 1 MiB"):
        said('print "x" x 4096 while 1', tmp_path)


def test_memory_is_bounded(tmp_path: Path) -> None:
    done = run(
        [PERL, "-e", '$x = "x" x (1 << 30); print "all"'], tmp_path, None,
        replace(LIMITS, memory=256 << 20),
    )  # fmt: skip
    assert "all" not in done.said
    assert done.code != 0


def test_no_large_file_is_written(tmp_path: Path) -> None:
    script = '$| = 1; open(F, ">", "f"); print F "x" x 4096 for 1 .. 4096; close F; print "all"'
    assert "all" not in said(script, tmp_path, replace(LIMITS, written=1 << 20))
    assert (tmp_path / "f").stat().st_size <= 1 << 20


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    script = "sleep 60 if !fork"
    with pytest.raises(PeerError, match="over 1 s"):  # the child holds its output
        said(script, tmp_path, replace(LIMITS, seconds=1, alone=False))
    late = time.monotonic() + 10
    while left := [each for each in Path("/proc").glob("[0-9]*/cwd") if _leads_to(each, tmp_path)]:
        assert time.monotonic() < late, left
        time.sleep(0.05)


def _leads_to(link: Path, folder: Path) -> bool:
    try:
        return link.readlink() == folder
    except OSError:
        return False


def test_nothing_of_the_users_environment_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERL5OPT", "-MNowhere")
    monkeypatch.setenv("SECRET", "x")
    told = said('print "$_=$ENV{$_}\n" for sort keys %ENV', tmp_path).split("\n")
    assert {line.partition("=")[0] for line in told if line} == {"HOME", "LC_ALL", "PATH", "TMPDIR"}
    assert {line.partition("=")[2] for line in told[:1] + told[2:4]} == {str(tmp_path)}


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_there_is_no_network(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "--user", "--net", "true"], check=False).returncode:
        pytest.skip("the system lets nobody make a network namespace")
    told = said('open(F, "<", "/proc/net/dev"); print <F>', tmp_path)
    assert {line.split(":")[0].strip() for line in told.split("\n") if ":" in line} <= {"lo"}


def test_alone_it_starts_no_other_program() -> None:
    """But for root, whom the limit does not bind."""
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    confined = _confined([PERL, "-e", 'print defined fork ? "started" : "refused"'], LIMITS)
    confined = [*(nobody if os.geteuid() == 0 else []), *confined]
    assert subprocess.run(confined, check=False, capture_output=True).stdout == b"refused"


def test_what_cannot_be_run_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="cannot be run"):
        run([PERL], tmp_path / "gone", None, LIMITS)
