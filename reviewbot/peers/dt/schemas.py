"""The bindings of a tree, processed for validation once: kept in the user's cache directory.

A file is named by the content it was made of. It is written beside its place and renamed, one
process at a time makes one, and the next is made of the last by what differs.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from contextlib import contextmanager, suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.errors import UsageError
from reviewbot.model.complaint import PeerError
from reviewbot.paths import in_cache
from reviewbot.peers.bounded import Limits
from reviewbot.peers.desk import desk
from reviewbot.peers.dt.binding import FOLDER
from reviewbot.peers.dt.start import NEEDS, ask, is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reviewbot.peers.desk import Desk

_KEPT = 4  # files, of 9 MB each
_END = b"\nend"
_LIMITS = Limits(seconds=900, written=64 << 20)  # it takes a minute of CPU


def processed(at: Desk) -> Path:
    """The file for the tree at a desk; raises PeerError where it cannot be made."""
    if not is_installed():
        raise PeerError(NEEDS)
    ids = {
        path: id_
        for path, id_ in at.repository.blobs(FOLDER).items()
        if path.endswith(".yaml") and not path.startswith(f"{FOLDER}processed-schema")
    }
    if not ids:
        raise PeerError("the tree has no bindings")
    key = hashlib.sha256(json.dumps([version("dtschema"), ids]).encode()).hexdigest()[:32]
    try:
        folder = in_cache("dt-schemas")
        private.folder(folder)
        there = folder / f"{key}.json"
        if not _is_whole(there):
            with _alone(folder):
                if not _is_whole(there):
                    _make(at, ids, there)
        os.utime(there)
    except (OSError, UsageError) as error:
        raise PeerError(f"the bindings of the tree cannot be kept: {error}") from error
    return there


def _is_whole(there: Path) -> bool:
    """Whether it is there to its end: a system that went down may have lost some of it."""
    with suppress(OSError), there.open("rb") as file:
        file.seek(-len(_END), os.SEEK_END)
        return file.read() == _END
    return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes one; the system lets go where one is killed."""
    with private.opened(folder / "lock", ours=True) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(at: Desk, ids: Mapping[str, str], there: Path) -> None:
    whole = filter(_is_whole, there.parent.glob("*.json"))
    last = max(whole, key=lambda path: path.stat().st_mtime, default=None)
    known = _ids(last) if last else {}
    fresh = [path for path, id_ in ids.items() if known.get(path) != id_]
    at.tell(f"dtschema reads {len(fresh)} bindings of the tree, once; this takes a while")
    with desk(at.repository, (), ()) as own:
        for path in fresh:
            own.write(path, at.repository.blob(ids[path]) or b"")
        listed = own.write("ids.json", json.dumps(ids).encode())
        earlier = [str(last)] if known else []
        ask(own, "dtschema", "process", listed, "new.json", *earlier, limits=_LIMITS)
        private.replace(there, own.read("new.json"))
    by_age = sorted(there.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for old in by_age[:-_KEPT]:
        old.unlink(missing_ok=True)


def _ids(old: Path) -> dict[str, str]:
    """What another file was made of; nothing where it is damaged, or of another version."""
    with suppress(OSError, ValueError), old.open("rb") as file:
        head = json.loads(file.readline(8 << 20))
        if isinstance(head, dict) and head.pop("", None) == version("dtschema"):
            return head
    return {}
