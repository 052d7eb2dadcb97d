"""``reviewbot b4-check --format line`` below ``b4 am --check`` and ``b4 shazam --check`` of b4 0.16."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from realb4 import posted, program
from trees import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CHECK = f"{sys.executable} -m reviewbot b4-check --format line"
DROPPED = "Nit: the {} case does nothing and can be dropped. [switch.redundant_case]"
GOOD, WARNED = "\x1b[32m", "\x1b[31m"  # how b4 paints its dots


def below(output: str, title: str) -> list[tuple[str, str]]:
    """Color and words of the dots below the title of a patch."""
    _, _, rest = output.partition(f"{title}\n")
    found = re.findall(r"\A((?: +\x1b\[[\d;]+m.*\n)*)", rest)
    return re.findall(r"(\x1b\[[\d;]+m)\S+ +\S+: (.*)", found[0])


@pytest.mark.parametrize("command", [("am", "-o", ".."), ("shazam",)], ids=["am", "shazam"])
def test_each_patch_has_its_lines(command: tuple[str, ...], tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    mbox = posted(tree)
    clean = mbox.read_text().replace(
        "https://bugs.example.org/show_bug.cgi?id=\n21774\n", "the log\n"
    )
    clean = clean.replace("return notifier_from_errno(0);", "return NOTIFY_OK;")
    mbox.write_text(clean)
    git(tree, "config", "--global", "b4.am-perpatch-check-cmd", CHECK)
    found = re.search(r"(?im)^message-id: <(.*)>", clean)
    assert found
    said = program(tree, command[0], "--check", "-m", str(mbox), *command[1:], found[1])
    assert below(said, "[PATCH 1/2] frob: panel: Tell of errors") == [(GOOD, "passed all checks")]
    assert below(said, "[PATCH 2/2] frob: panel: Be ready") == [
        (WARNED, f"drivers/frob/panel.c:{line}: note: {DROPPED.format(case)}")
        for line, case in ((18, "FROB_EVENT_READY"), (23, "default"))
    ]


@pytest.mark.parametrize(
    "mail", [b"", b"\0\xff" * 999, b"no mail at all", b"Subject: hello\n\nHi.\n"]
)
def test_a_mail_without_a_patch_is_a_line_that_says_so(mail: bytes, tmp_path: Path) -> None:
    done = subprocess.run(CHECK.split(), input=mail, capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.fullmatch(rb"note: .+\n", done.stdout)


def test_it_is_for_a_patch_command() -> None:
    done = subprocess.run([*CHECK.split(), "--series"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"not allowed with" in done.stderr
