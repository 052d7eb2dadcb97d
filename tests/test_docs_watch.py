"""What docs/watch.md says to copy works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.watch.settings import read_account
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "docs" / "watch.md").read_text(encoding="utf-8")
UNITS = re.findall(r"/(reviewbot\.\w+)`:\n\n((?: {4}.*\n|\n)+)", TEXT)


def test_the_imap_table(tmp_path: Path) -> None:
    (shown,) = re.findall(r"\n\n((?: {4}.*\n)*? {4}\[imap\]\n(?: {4}.*\n)+)", TEXT)
    path = tmp_path / "watch.toml"
    path.write_text(re.sub("^ {4}", "", shown, flags=re.MULTILINE), encoding="utf-8")
    assert read_account(path).password_command == "pass show imap"  # noqa: S105  no password


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    assert [name for name, _ in UNITS] == ["reviewbot.service", "reviewbot.timer"]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    for name, text in UNITS:
        unit = re.sub("^ {4}", "", text, flags=re.MULTILINE)
        unit = unit.replace("%h/.local/bin/reviewbot", sys.executable)  # it has to be there
        (tmp_path / name).write_text(unit, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(name for name, _ in UNITS)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
