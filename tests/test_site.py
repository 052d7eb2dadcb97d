"""The site is built without a warning, and has a page for each check."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.registry import all_checks
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_the_site(tmp_path: Path) -> None:
    build = [sys.executable, str(ROOT / "docs" / "site" / "build.py"), str(tmp_path)]
    done = subprocess.run(build, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    for check in all_checks():
        page = (tmp_path / "checks" / f"{check.name}.html").read_text(encoding="utf-8")
        assert f"<h1>{check.name}" in page
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="(https?://[^"]+\.(?:js|css|woff2?))"', index) == []
