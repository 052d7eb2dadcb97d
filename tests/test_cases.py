"""Small inputs that came out wrong once; each has to come out right, and not by silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kernel import kernel_tree

pytestmark = [pytest.mark.shared, pytest.mark.kernel, pytest.mark.no_cover]


def test_all_cases_come_out_right(shared: Path) -> None:
    program = Path(sys.executable).with_name("reviewbot")
    ran = subprocess.run(
        [sys.executable, shared / "cases" / "expect.py", program, "--tree", kernel_tree()],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = [line for line in ran.stdout.splitlines() if line.startswith("WRONG")]
    assert wrong == []
    assert ran.returncode == 0, ran.stderr
