"""Mirrors: by whom they can be read, and which server is asked."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from epochs import epoch
from loopback import serving
from reviewbot.watch.mirror import Wanted, pull

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_server_that_sends_on_to_another_one_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving(lambda request: request.send(b"")) as other:
        away = f"http://localhost:{other.server_port}/secret"
        with serving(lambda request: request.send(b"", status, {"Location": away})) as asked:
            mirror = pull(Wanted(f"{asked.url}/frob", tmp_path / "mirror"))
    assert mirror.epochs == {}
    (fault,) = mirror.faults
    assert fault.startswith(f"{asked.url}/frob/0 cannot be cloned: unable to access")
    assert fault.endswith(f"The requested URL returned error: {status}")
    assert asked.asked
    assert other.asked == []


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_mirrors_are_for_their_owner_alone(tmp_path: Path, umask: int) -> None:
    epoch(tmp_path / "list" / "0.git", ("m", b"Subject: x\n\nx\n"))
    before = os.umask(umask)
    try:
        mirror = pull(Wanted(str(tmp_path / "list"), tmp_path / "state" / "lists" / "frob"))
    finally:
        os.umask(before)
    assert len(mirror.epochs) == 1
    folder = mirror.epochs[0]
    for path in (folder, *folder.parents[:3]):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
