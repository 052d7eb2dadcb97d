"""Objects of a repository by their ids; one that cannot be read costs no other."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from reviewbot.git.start import talk
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PARENT = regex(rb"^parent ([0-9a-f]+)$", re.MULTILINE)


def read(git_dir: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """Each full id with its content, in the order asked; ``None`` where git cannot give a blob.

    All come through one ``git cat-file --batch``. It ends where an object is damaged; another one
    goes on behind that.
    """
    left = list(ids)
    while left:
        done = 0
        for pair in _answers(git_dir, left):
            yield pair
            done += 1
        if done == len(left):
            return
        yield left[done], None  # this one it ended at
        left = left[done + 1 :]


def first_parents(git_dir: Path, tip: str) -> Iterator[tuple[str, bool]]:
    """The commits from one back to the first, each with whether it can be read; the last may not.

    Unlike ``git rev-list`` it tells those in front of one that is lost. A shallow history begins
    where it was cut.
    """
    ends = _cut(git_dir)
    with talk(git_dir, "cat-file", "--batch") as batch:
        try:
            commit = tip
            while commit:
                _feed(batch.stdin, [commit], more=True)
                answer = _answer(batch.stdout, commit, "commit")
                content = answer[0] if answer else None
                yield commit, content is not None
                parent = _PARENT.search((content or b"").partition(b"\n\n")[0])
                commit = parent[1].decode() if parent and commit not in ends else ""
        finally:
            batch.kill()


def _cut(git_dir: Path) -> frozenset[str]:
    """The first commits of a shallow history (``shallow`` in gitrepository-layout(5))."""
    try:
        return frozenset((git_dir / "shallow").read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def _answers(git_dir: Path, ids: list[str]) -> Iterator[tuple[str, bytes | None]]:
    """What one process answers before it ends."""
    with talk(git_dir, "cat-file", "--batch") as batch:
        feeder = threading.Thread(target=_feed, args=(batch.stdin, ids), daemon=True)
        feeder.start()
        try:
            for id_ in ids:
                answer = _answer(batch.stdout, id_)
                if answer is None:
                    return
                yield id_, answer[0]
        finally:
            batch.kill()
            feeder.join()


def _answer(out: IO[bytes] | None, id_: str, kind: str = "blob") -> tuple[bytes | None] | None:
    """The content of one object, or that there is none; ``None`` where git ended in the middle."""
    words = out.readline().decode("ascii", "replace").split() if out else []
    if out is None or words[:1] != [id_]:
        return None
    if len(words) != 3:  # noqa: PLR2004  "<id> <kind> <size>"; "<id> missing"
        return (None,)
    size = int(words[2])
    content = out.read(size + 1)[:size]
    if len(content) < size:
        return None
    return (content if words[1] == kind else None,)


def _feed(pipe: IO[bytes] | None, ids: list[str], *, more: bool = False) -> None:
    if pipe is None:
        return
    with suppress(OSError):  # git has ended
        pipe.write("".join(f"{id_}\n" for id_ in ids).encode())
        pipe.flush()
    if not more:
        with suppress(OSError):  # what is left of it cannot be written
            pipe.close()
