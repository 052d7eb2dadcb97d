"""Raw messages of a public-inbox epoch: a git repository or a bundle of one.

A v2 epoch (public-inbox-v2-format(5)) adds one message a commit, as blob ``m``; a commit that
has ``d`` instead, of the same content, deletes one.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewbot.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GIT = ("git", "-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*")
_TREE_LINE = 4  # fields of "<mode> blob <id>\t<name>"


def raw_messages(epoch: Path, step: int = 1) -> Iterator[bytes]:
    """Every ``step``-th message of an epoch, oldest first; raises SourceError."""
    with opened(epoch) as repository:
        yield from read_blobs(repository, message_blobs(repository)[::step])


@contextmanager
def opened(epoch: Path) -> Iterator[Path]:
    """The epoch itself, or a clone for as long as it is needed where it is a bundle."""
    if epoch.is_dir():
        yield epoch
        return
    if not epoch.exists():
        raise SourceError(f"there is no archive {epoch}")
    with tempfile.TemporaryDirectory(prefix="reviewbot-") as folder:
        clone = Path(folder) / "epoch.git"
        _git(Path(folder), "clone", "--quiet", "--mirror", str(epoch.resolve()), str(clone))
        yield clone


@dataclass(frozen=True, slots=True)
class Changes:
    """The blobs of messages added, in the order they came, and of those deleted."""

    added: tuple[str, ...]
    deleted: frozenset[str]


def message_blobs(repository: Path) -> tuple[str, ...]:
    """The blob ids of an epoch's messages in the order they came, without those deleted later."""
    found = changes(repository)
    return tuple(blob for blob in found.added if blob not in found.deleted)


def changes(repository: Path, after: str | None = None) -> Changes:
    """What the commits of an epoch did, all or those that came after one; raises SourceError."""
    revisions = (f"{after}..HEAD",) if after else ("--all",)
    listed = _git(
        repository, "log", "--reverse", "--topo-order", "--format=", "--raw", "--no-abbrev",
        "--no-renames", "--root", "-m", "--first-parent", *revisions, "--",
    )  # fmt: skip
    added: dict[str, None] = {}
    deleted: set[str] = set()
    for line in listed.decode("utf-8", "replace").split("\n"):
        # ":<old mode> <new mode> <old id> <new id> <status>\t<name>"
        change, _, name = line.partition("\t")
        parts = change.split(" ")
        if len(parts) <= _TREE_LINE or not parts[3].strip("0"):
            continue
        if name == "m":
            added[parts[3]] = None
        elif name == "d":
            deleted.add(parts[3])
    return Changes(tuple(added), frozenset(deleted))


def tip(repository: Path) -> str | None:
    """The newest commit of an epoch; ``None`` while it is empty."""
    told = _run(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return told.stdout.decode().strip() if told.returncode == 0 else None


def goes_on(repository: Path, from_: str, to: str) -> bool:
    """Whether an epoch was only added to since a commit, and not rewritten."""
    told = _run(repository, "merge-base", "--is-ancestor", from_, to)
    return told.returncode == 0


def read_blobs(repository: Path, ids: Iterable[str]) -> Iterator[bytes]:
    """The blobs of these ids through one ``git cat-file --batch``; missing ones are passed."""
    names = list(ids)
    batch = subprocess.Popen(  # noqa: S603  the arguments are ours
        [*_GIT, "-C", str(repository), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with batch:
        feeder = threading.Thread(target=_feed, args=(batch.stdin, names), daemon=True)
        feeder.start()
        out = batch.stdout
        for _ in names:
            header = out.readline().split() if out else []
            if len(header) == 3 and out:  # noqa: PLR2004  "<id> blob <size>"
                yield out.read(int(header[2]))
                out.read(1)
        feeder.join()


def _git(where: Path, *arguments: str) -> bytes:
    done = _run(where, *arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise SourceError(f"git cannot read the archive {where.name}: {said}")
    return done.stdout


def _run(where: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  the arguments are ours
        [*_GIT, "-C", str(where), *arguments], capture_output=True, check=False
    )


def _feed(pipe: IO[bytes] | None, names: list[str]) -> None:
    if pipe:
        pipe.write("".join(f"{name}\n" for name in names).encode())
        pipe.close()
