"""A real public-inbox on loopback, with the seed thread or invented mails in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from support import absent, shared_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COVER = "20260413080140.180616-1-chensong_2000@189.cn"
FIRST = "20260415070137.17860-1-chensong_2000@189.cn"
REVIEW = "1191caf5-6a61-4622-a15e-854d3701f4fc@suse.com"

_XAPIAN = "eval { require Search::Xapian } or require Xapian"  # either will do for public-inbox


@contextmanager
def public_inbox(work: Path, epoch: Path | None = None, level: str = "full") -> Iterator[str]:
    """Its URL, ``http://127.0.0.1:PORT/seed``, while the block lasts; skips where it cannot run.

    ``epoch`` is a git repository or a bundle, by default that of the seed thread. What can be
    searched for is ``level``: at ``full`` phrases as on lore, at ``medium`` words.
    """
    for program in ("public-inbox-init", "public-inbox-index", "public-inbox-httpd"):
        if shutil.which(program) is None:
            absent(f"{program} is not installed")
    if subprocess.run(["perl", "-e", _XAPIAN], capture_output=True, check=False).returncode:
        absent("Xapian for Perl is not installed (libsearch-xapian-perl)")
    bundle = epoch or shared_folder() / "archive" / "seed-thread.bundle"
    port, inbox = _free_port(), work / "seed"
    url = f"http://127.0.0.1:{port}/seed"
    environment = os.environ | {"HOME": str(work), "PI_DIR": str(work), "GIT_CONFIG_NOSYSTEM": "1"}
    environment["PI_CONFIG"] = str(work / "config")

    def run(*command: str) -> None:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr

    run("public-inbox-init", "-V2", "-L", level, "seed", str(inbox), url, "seed@example.org")
    shutil.rmtree(inbox / "git" / "0.git")  # an empty one, in the way of the clone
    run("git", "clone", "--quiet", "--mirror", str(bundle), str(inbox / "git" / "0.git"))
    run("public-inbox-index", "-L", level, str(inbox))
    with (work / "log").open("wb") as log:
        server = subprocess.Popen(
            ["public-inbox-httpd", "-W0", "-l", f"127.0.0.1:{port}"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait(port, server)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it listens."""
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"no public-inbox on port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
