"""What shells make of ``reviewbot completion``."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from support import absent

if TYPE_CHECKING:
    from pathlib import Path

_ASK = """
source "$1"; shift
COMP_WORDS=(reviewbot "$@"); COMP_CWORD=$#
$(complete -p reviewbot | sed 's/.*-F \\([^ ]*\\) .*/\\1/') reviewbot "${!#}" "${COMP_WORDS[$#-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def _script(shell: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == 0
    path = folder / f"reviewbot.{shell}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["thr"], ["thread"]),
        (["thread", "--repeat-r"], ["--repeat-raised"]),
        (["thread", "--check", "notifier.errno_z"], ["notifier.errno_zero"]),
        (["explain", "notifier.errno_z"], ["notifier.errno_zero"]),
        (["completion", "fi"], ["fish"]),
    ],
)
def test_bash_completes(
    typed: list[str], offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script("bash", tmp_path, capsys)
    done = subprocess.run(
        ["bash", "--norc", "-c", _ASK, "bash", script, *typed],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == offered


def test_files_are_completed_where_one_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script("bash", tmp_path, capsys)
    (tmp_path / "thread.mbox").touch()
    done = subprocess.run(
        ["bash", "--norc", "-c", _ASK, "bash", script, "thread", "thread.m"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.split() == ["thread.mbox"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_accepts_it(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script(shell, tmp_path, capsys)
    assert "b4-check" in script.read_text(encoding="utf-8")
    if not shutil.which(shell):
        absent(f"{shell} is not installed")
    subprocess.run([shell, "-n", script], check=True)


def test_fish_completes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = _script("fish", tmp_path, capsys)
    if not shutil.which("fish"):
        absent("fish is not installed")
    ask = "source $argv[1]; complete -C 'reviewbot thr'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", ask, script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\t")[0] == "thread"


def test_another_shell_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["completion", "csh"])
    assert ended.value.code == 2
    assert "invalid choice: 'csh'" in capsys.readouterr().err
