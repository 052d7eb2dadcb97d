"""A private directory for one question: files of the tree's HEAD, and what they are to look at."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.complaint import PeerError
from reviewbot.peers.bounded import Limits, run
from reviewbot.peers.names import ignore
from reviewbot.peers.programs import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.repository import Repository
    from reviewbot.peers.bounded import Done

_USUAL = Limits()


@frozen
class Desk:
    """The directory; paths are relative to it. It is gone after the question.

    ``repository`` is the one whose files lie there, ``tell`` is told of what takes long.
    """

    folder: Path
    repository: Repository
    tell: Callable[[str], None] = ignore

    def write(self, path: str, content: bytes) -> str:
        """Put a file there; its path."""
        there = self.folder / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
        return path

    def read(self, path: str) -> bytes:
        """A file that was put there."""
        return (self.folder / path).read_bytes()

    def run(
        self, program: str, *arguments: str, stdin: str | None = None, limits: Limits = _USUAL
    ) -> Done:
        """Run a program of the system's there; raises PeerError where it cannot, or has no end."""
        found = find(program)
        if found is None:
            raise PeerError(f"{program} is not installed")
        given = self.folder / stdin if stdin else None
        return run([found, *arguments], self.folder, given, limits)


@contextmanager
def desk(
    repository: Repository,
    needs: Iterable[str],
    likes: Iterable[str],
    tell: Callable[[str], None] = ignore,
) -> Iterator[Desk]:
    """A desk with these files, as the commit of the repository has them.

    They are read from git's objects: neither the work tree nor a patch has a part in them. Raises
    PeerError where one is not there that is needed.
    """
    files = {path: repository.file(path) for path in (*needs, *likes)}
    for path in needs:
        if files[path] is None:
            raise PeerError(f"the tree has no {path}")
    try:
        with tempfile.TemporaryDirectory(prefix="reviewbot-") as folder:
            made = Desk(Path(folder).resolve(), repository, tell)
            for path, content in files.items():
                if content is not None:
                    made.write(path, content)
            yield made
    except OSError as error:
        raise PeerError(f"no temporary directory can be used: {error.strerror}") from error
