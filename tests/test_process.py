"""The program as a process: streams that are closed, full or left, and interruptions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from epochs import epoch, invented
from reviewbot.stamp import undated
from support import CORPUS, ROOT

pytestmark = pytest.mark.slow

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")
MAIL = str(CORPUS / "checks" / "notifier" / "errno_zero" / "bad-1.eml")
FULL = "standard output cannot be written: No space left on device"
CLOSED = "standard output cannot be written: Bad file descriptor"
COMMANDS = [
    *(["thread", THREAD, "--no-search", "--format", each] for each in ("text", "json", "html")),
    ["thread", THREAD, "--no-search", "--format", "sarif"],
    ["checks"],
    ["explain", "text"],
    ["doctor"],
    ["completion", "bash"],
    ["b4-check"],
    ["--help"],
    ["thread", "--help"],
    ["--version"],
]
FEW = [COMMANDS[0], ["checks"], ["b4-check"], ["--help"]]


def run(
    arguments: list[str], redirect: str, where: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """The command with the streams a shell gives it; buffered, as it is for users."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirect}', "sh", sys.executable, "-m", "reviewbot", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=where,
        env={**environment, "PYTHONPATH": str(ROOT)},
    )


def ids(argument: list[str] | str) -> str:
    return argument if isinstance(argument, str) else " ".join(Path(a).name for a in argument)


@pytest.mark.parametrize(
    ("arguments", "redirect", "why"),
    [
        *((each, ">/dev/full", FULL) for each in COMMANDS),
        *((each, ">&-", CLOSED) for each in FEW),
    ],
    ids=ids,
)
def test_output_that_cannot_be_written_is_one_sentence(
    arguments: list[str], redirect: str, why: str
) -> None:
    done = run(arguments, redirect)
    assert done.stderr.decode() == f"reviewbot: {why}\n"
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", FEW, ids=ids)
@pytest.mark.parametrize("redirect", ["2>/dev/full", "2>&-", "<&-", "<&- 2>&-"])
def test_other_streams_do_not_matter(arguments: list[str], redirect: str) -> None:
    done = run(arguments, redirect)
    assert done.returncode == 0
    assert done.stdout
    assert done.stderr == b""


def test_an_input_that_is_closed_is_empty() -> None:
    done = run(["thread", "-"], "<&-")
    assert done.stderr == b"reviewbot: standard input is empty\n"
    assert done.returncode == 3


def test_with_all_of_them_closed_drafts_go_to_their_files(tmp_path: Path) -> None:
    """No file that is opened meanwhile takes their place."""
    done = run(["thread", THREAD, "--no-search", "-o", str(tmp_path / "out")], "<&- >&- 2>&-")
    assert done.returncode == 2
    assert run(["thread", THREAD, "--no-search", "-o", str(tmp_path / "open")], "").returncode == 0
    made = [
        {path.name: undated(path.read_bytes()) for path in (tmp_path / name).iterdir()}
        for name in ("out", "open")
    ]
    assert made[0] == made[1] != {}


@pytest.mark.parametrize("arguments", FEW, ids=ids)
def test_a_reader_that_left_is_no_error(arguments: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "reviewbot", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as left:  # fmt: skip
        assert left.stdout
        assert left.stderr
        left.stdout.close()
        assert left.stderr.read() == b""
        assert left.wait() == 0


@pytest.mark.parametrize(("redirect", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_a_scan_whose_output_cannot_be_written(tmp_path: Path, redirect: str, why: str) -> None:
    epoch(tmp_path / "0.git", *(("m", raw) for raw in invented(2)))
    done = run(["scan", str(tmp_path / "0.git")], redirect)
    assert done.stderr.decode() == f"reviewbot: {why}\n"
    assert done.returncode == 2


@pytest.mark.parametrize("module", ["reviewbot.cli", "reviewbot.streams", "reviewbot.pipeline"])
def test_interrupted_while_it_is_imported(module: str) -> None:
    """At any of its first moments; the signal is sent by the import itself."""
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in the background
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        f"sys.argv = ['reviewbot', 'thread', {MAIL!r}]\n"
        "from reviewbot.__main__ import start\n"
        "sys.exit(start())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr == b"reviewbot: interrupted\n"
    assert done.returncode == 130


@pytest.mark.parametrize("after", [0.1, 0.2, 0.4])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_scan_is_interrupted_without_a_trace(tmp_path: Path, after: float, jobs: str) -> None:
    """The signal goes to the workers, too, as one from a terminal does."""
    epoch(tmp_path / "0.git", *(("m", raw) for raw in invented(40)))
    with subprocess.Popen(
        [sys.executable, "-m", "reviewbot", "scan", str(tmp_path / "0.git"), "-j", jobs,
         "--piece", "1", "-o", str(tmp_path / "out.jsonl")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=ROOT,
    ) as scan:  # fmt: skip
        deadline = time.monotonic() + 60
        while not (tmp_path / "out.jsonl").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(after)
        os.killpg(scan.pid, signal.SIGINT)
        out, err = scan.communicate(timeout=60)
    assert (out, err.count(b"\n")) == (b"", 1)
    assert b"Traceback" not in err
