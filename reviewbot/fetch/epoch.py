"""Raw messages of a public-inbox epoch: a git repository or a bundle of one.

A v2 epoch (public-inbox-v2-format(5)) adds one message a commit, as blob ``m``; a commit that
has ``d`` instead, of the same content, deletes one.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.git import objects
from reviewbot.git.place import at
from reviewbot.git.remote import clone
from reviewbot.git.start import ask
from reviewbot.git.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHOWN = 3  # ids of messages that cannot be read
_TREE_LINE = 4  # fields of "<mode> blob <id>\t<name>"


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
    """What the commits of an epoch did, all or those that came after one; raises SourceError.

    A commit whose tree is lost stands for its message, which cannot be read, either.
    """
    revisions = (f"{after}..HEAD",) if after else ("--all",)
    order = ("--reverse", "--topo-order", "--first-parent", *revisions, "--")
    told = ask(
        repository, "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--root", "-m",
        *order,
    )  # fmt: skip
    if not told.why:
        return _changes(_rows(told.out))
    commits = ask(repository, "rev-list", *order)
    if commits.why:
        raise SourceError(f"git cannot read it: {commits.why}")
    return _changes(_looked_up(repository, commits.out.decode().split()))


def _changes(rows: Iterable[tuple[str, str]]) -> Changes:
    """Of names of files, and the blobs they became, in order."""
    added: dict[str, None] = {}
    deleted: set[str] = set()
    for name, blob in rows:
        if name == "m":
            added[blob] = None
        elif name == "d":
            deleted.add(blob)
    return Changes(tuple(added), frozenset(deleted))


def _rows(listed: bytes) -> Iterator[tuple[str, str]]:
    for line in listed.decode("utf-8", "replace").split("\n"):
        # ":<old mode> <new mode> <old id> <new id> <status>\t<name>"
        change, _, name = line.partition("\t")
        parts = change.split(" ")
        if len(parts) > _TREE_LINE and parts[3].strip("0"):
            yield name, parts[3]


def _looked_up(repository: Path, commits: list[str]) -> Iterator[tuple[str, str]]:
    """The same, each commit for itself, as far as their trees are there."""
    asked = "".join(f"{commit}:{name} {commit} {name}\n" for commit in commits for name in "md")
    form = "--batch-check=%(rest) %(objectname)"
    told = ask(repository, "cat-file", form, stdin=asked.encode())
    rows = (line.split(" ") for line in told.out.decode("utf-8", "replace").split("\n"))
    found = {row[0]: (row[1], row[2]) for row in rows if len(row) == len(("commit", "name", "id"))}
    for commit in commits:
        yield found.get(commit, ("m", commit))


def tip(repository: Path) -> str | None:
    """The newest commit of an epoch; ``None`` while it is empty."""
    return ask(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").text


def goes_on(repository: Path, from_: str, to: str) -> bool:
    """Whether an epoch was only added to since a commit, and not rewritten."""
    return ask(repository, "merge-base", "--is-ancestor", from_, to).code == 0


def read_blobs(repository: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """Each of these ids with its message; ``None`` where that is missing or damaged."""
    return objects.read(repository, ids)


def unread(ids: Sequence[str]) -> str:
    """Says how many messages cannot be read, and what the blobs of the first are; ``""`` if none.

    ``10 messages cannot be read: 7f1a02…, 90bb1c…, a3c4d5… and 7 more``.
    """
    if not ids:
        return ""
    what = "1 message" if len(ids) == 1 else f"{len(ids)} messages"
    named = ", ".join(f"{id_[:12]}…" for id_ in ids[:_SHOWN])
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return f"{what} cannot be read: {named}{more}"
