"""What may happen to a watch besides being killed: each for as long as a block lasts."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from damage import DAMAGE as OBJECTS
from damage import spoil, unpack
from mirrors import DAMAGE
from reviewbot.fetch.history import message_blobs
from trees import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from household import Watch

    # what it yields is how large a file may be; 0 is no limit
    Trouble = Callable[[Watch], AbstractContextManager[int]]

# another program holds the lock of the system until its input ends
HOLDER = (
    "import fcntl, sys; file = open(sys.argv[1], 'r+b'); "
    "fcntl.lockf(file, fcntl.LOCK_EX); print(); sys.stdin.read()"
)


def damaged(how: str) -> Trouble:
    """The mirror of the first list, as a crash of the machine leaves it."""

    @contextmanager
    def trouble(watch: Watch) -> Iterator[int]:
        if watch.mirror("one").is_dir():
            DAMAGE[how](watch.mirror("one"))
        yield 0

    return trouble


def objects(how: Callable[[Path], None]) -> Trouble:
    """The mirror of the first list has lost mails of a series that was reviewed."""

    @contextmanager
    def trouble(watch: Watch) -> Iterator[int]:
        mirror = watch.mirror("one")
        if _is_whole(mirror):
            blobs = message_blobs(mirror)[:5]
            unpack(mirror)
            spoil(mirror, blobs, how)
        yield 0

    return trouble


def _is_whole(mirror: Path) -> bool:
    asked = ["git", f"--git-dir={mirror}", "fsck", "--strict"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def full(size: int) -> Trouble:
    """Files cannot grow further."""

    @contextmanager
    def trouble(_: Watch) -> Iterator[int]:
        yield size

    return trouble


@contextmanager
def nothing(_: Watch) -> Iterator[int]:
    """No trouble."""
    yield 0


@contextmanager
def in_the_way(watch: Watch) -> Iterator[int]:
    """A mailer has locked the drafts, or a link is where they were."""
    with (
        _aside(watch.drafts)
        if watch.box != "mbox"
        else _touched(watch.drafts.with_name("drafts.lock"))
    ):
        yield 0


@contextmanager
def held(watch: Watch) -> Iterator[int]:
    """Somebody has locked the drafts by the system's lock, or the lists are in the way."""
    if watch.box != "mbox" or not watch.drafts.exists():
        with _aside(watch.state / "lists"):
            yield 0
        return
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(watch.drafts)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        assert holder.stdout
        holder.stdout.readline()
        yield 0
        holder.communicate()


@contextmanager
def away(watch: Watch) -> Iterator[int]:
    """The source of the first list is not there."""
    there = watch.lists / "one"
    gone = there.rename(there.with_name("gone"))
    try:
        yield 0
    finally:
        gone.rename(there)


@contextmanager
def headless(watch: Watch) -> Iterator[int]:
    """HEAD of the source, and of the mirror, names no branch."""
    source, mirror = watch.lists / "one/0.git", watch.mirror("one")
    for each in (source, mirror):
        if each.is_dir():
            (each / "HEAD").write_text("ref: refs/heads/gone\n")
    yield 0
    git(source, "symbolic-ref", "HEAD", "refs/heads/master")


@contextmanager
def locked(watch: Watch) -> Iterator[int]:
    """A git that was killed has left a lock in the mirror."""
    if not watch.mirror("one").is_dir():
        yield 0
        return
    with _touched(watch.mirror("one") / "refs/heads/master.lock"):
        yield 0


@contextmanager
def _touched(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    yield
    path.unlink(missing_ok=True)


@contextmanager
def _aside(path: Path) -> Iterator[None]:
    """Put a link that leads nowhere in the place of a directory."""
    kept = path.rename(path.with_name(f"{path.name}.aside")) if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.with_name("nowhere"))
    yield
    path.unlink()
    if kept:
        kept.rename(path)


TROUBLES: dict[str, Trouble] = {
    **{f"mirror: {how}": damaged(how) for how in DAMAGE},
    **{f"mirror: objects {how.__name__}": objects(how) for how in OBJECTS},
    "drafts locked, or a link in their place": in_the_way,
    "drafts locked by the system, or a link instead of the lists": held,
    "the source is away": away,
    "HEAD names no branch": headless,
    "a lock left in the mirror": locked,
    **{f"disk full at {size} bytes": full(size) for size in (1, 1000, 5000, 20_000, 100_000)},
}
