"""A page shown by headless Chromium; the fixtures ``chromium`` and ``profile`` are in conftest.py."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDE, NARROW = 1400, 400
LIGHT, DARK = 1, 0  # blink's own numbers of the two schemes


def browse(chromium: str, profile: Path, url: str, *options: str, scheme: int = LIGHT) -> str:
    """What Chromium writes to stdout for a page."""
    done = subprocess.run(
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"),
            *(f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={scheme}"),
            *(*options, url),
        ],
        capture_output=True,
        timeout=120,
        check=True,
        env=os.environ | {"HOME": str(profile)},
    )
    return done.stdout.decode()
