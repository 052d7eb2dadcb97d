"""A real public-inbox on loopback, with the seed thread in it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from support import absent, shared_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COVER = "20260413080140.180616-1-chensong_2000@189.cn"
FIRST = "20260415070137.17860-1-chensong_2000@189.cn"
REVIEW = "1191caf5-6a61-4622-a15e-854d3701f4fc@suse.com"


@contextmanager
def public_inbox(work: Path) -> Iterator[str]:
    """Its URL, ``http://127.0.0.1:PORT/seed``, while the block lasts; skips where it cannot run."""
    for program in ("public-inbox-init", "public-inbox-index", "public-inbox-httpd", "curl"):
        if shutil.which(program) is None:
            absent(f"{program} is not installed")
    shared = shared_folder()
    port = _free_port()
    bundle = shared / "archive" / "seed-thread.bundle"
    started = subprocess.run(
        [str(shared / "tools" / "lore-up"), str(work), str(port), f"seed={bundle}"],
        env={**os.environ, "no_proxy": "127.0.0.1"},  # its curl asks whether the server is up
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    try:
        yield f"http://127.0.0.1:{port}/seed"
    finally:
        with suppress(ProcessLookupError):
            os.kill(int(started.stdout), signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
