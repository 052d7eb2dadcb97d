"""Raw messages of a public-inbox epoch: a git repository or a bundle of one."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.fetch.history import message_blobs
from reviewbot.git import objects
from reviewbot.git.place import at
from reviewbot.git.remote import clone
from reviewbot.git.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHOWN = 3  # ids of messages that cannot be read


def raw_messages(epoch: Path, step: int = 1) -> Iterator[bytes]:
    """Every ``step``-th message of an epoch that can be read, oldest first; raises SourceError."""
    with opened(epoch) as repository:
        for _, raw in read_blobs(repository, message_blobs(repository)[::step]):
            if raw is not None:
                yield raw


@contextmanager
def opened(epoch: Path) -> Iterator[Path]:
    """The git directory an epoch is read in: a view of it, or a clone where it is a bundle.

    Raises SourceError where it is neither; no repository further up is meant.
    """
    if not epoch.exists():
        raise SourceError(f"there is no archive {epoch}")
    if epoch.is_dir():
        place = at(epoch)
        if place is None:
            raise SourceError(f"{epoch} is not a git repository, or is damaged")
        with View(place) as view, _named(epoch):
            yield view.git_dir
        return
    with tempfile.TemporaryDirectory(prefix="reviewbot-") as folder:
        copy = Path(folder, "epoch.git")
        why = clone(str(epoch.resolve()), copy)
        if why:
            raise SourceError(f"git cannot read the archive {epoch.name}: {why}")
        with _named(epoch):
            yield copy


@contextmanager
def _named(epoch: Path) -> Iterator[None]:
    """Says of which archive an error is."""
    try:
        yield
    except SourceError as error:
        raise SourceError(f"{epoch.name}: {error}") from error


def read_blobs(repository: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """Each of these ids with its message; ``None`` where that is missing or damaged."""
    return objects.read(repository, ids)


def unread(ids: Sequence[str]) -> str:
    """Says how many messages cannot be read, and what the blobs of the first are; ``""`` if none.

    ``10 messages cannot be read: 7f1a02…, 90bb1c…, a3c4d5… and 7 more``. Where the history of the
    archive breaks off (``COMMIT~``, see Changes), that as well.
    """
    if not ids:
        return ""
    cut = next((f", nor what came before commit {id_[:12]}…" for id_ in ids if id_[-1] == "~"), "")
    what = "1 message" if len(ids) == 1 else f"{len(ids)} messages"
    named = ", ".join(f"{id_[:12]}…" for id_ in ids[:_SHOWN])
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return f"{what} cannot be read: {named}{more}{cut}"
