"""Where programs are."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def find(program: str) -> str | None:
    """The path of a program: as a shell finds it, else beside this Python, where pip puts it."""
    beside = Path(sys.executable).parent / program
    return shutil.which(program) or (str(beside) if os.access(beside, os.X_OK) else None)
