"""The contexts a check can ask for, by the type of its one parameter."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Protocol

from reviewbot.frozen import frozen
from reviewbot.lazy import lazy
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import datetime

    from reviewbot.context.image import Image
    from reviewbot.context.search import Use
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.complaint import Complaint
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Body, FileDiff, Patch
    from reviewbot.model.series import Prior, Series


class Level(enum.StrEnum):
    """How well a patch's surroundings are known, worst first by ``diff`` < ``applied`` < ``exact``.

    ``exact``: the very blobs the diff names. ``applied``: the hunks fit the tree's own files.
    """

    DIFF = "diff"
    APPLIED = "applied"
    EXACT = "exact"


@frozen(slots=False)
class DiffContext:
    """The mail and its diff, nothing else: always there.

    ``patch`` may be the cover letter, whose ``files`` are empty.
    """

    patch: Patch
    series: Series

    @property
    def message(self) -> Message:
        """The mail."""
        return self.patch.message

    @property
    def body(self) -> Body:
        """The spans of the mail's body."""
        return self.patch.body

    @property
    def files(self) -> tuple[FileDiff, ...]:
        """The changed files."""
        return self.patch.files

    @property
    def is_cover(self) -> bool:
        """Whether this is the cover letter."""
        return self.patch.subject.is_cover

    def removed(self) -> frozenset[str]:
        """The removed lines, indentation apart: an added line with such a text was only moved."""
        return self._removed

    @lazy
    def _removed(self) -> frozenset[str]:
        return frozenset(line.text.strip() for file in self.files for line in file.removed())


@frozen(slots=False)
class BlobContext(DiffContext):
    """And the whole of each changed file before and after the patch.

    Files that could not be had are not in ``images``; ``level`` is that of the worst one that is.
    ``pairs`` is the table of calls that undo each other: the user's own, else the shipped one.
    """

    images: Mapping[FileDiff, Image]
    level: Level
    pairs: Pairs


class Tree(Protocol):
    """The sources as they are once this patch and all before it are applied."""

    def read(self, path: str) -> bytes | None:
        """A regular file; ``None`` if there is none."""
        ...

    def files_with(self, words: Iterable[str], under: str = "") -> dict[str, tuple[str, ...]]:
        """The paths of C or assembly with each of these whole words: less work than ``uses``."""
        ...

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line of C or assembly with each of these whole words.

        ``under`` is a directory to look in, by default all of the tree.
        """
        ...

    def mentioned(
        self, texts: Iterable[str], under: str, but: Container[str] = ()
    ) -> frozenset[str]:
        """The texts that stand, as whole names, in any file below a directory.

        What the patches take out of a file still counts; what they add to the files ``but`` not.
        """
        ...

    def naming(self, text: str, under: str) -> tuple[str, ...]:
        """The files below a directory in which a text stands as a whole name, in order."""
        ...


@frozen(slots=False)
class TreeContext(BlobContext):
    """And the tree around them."""

    tree: Tree


@frozen(slots=False)
class SeriesContext(DiffContext):
    """And what came before: earlier revisions, and what people said of them and of this one.

    ``tree`` is the one around the patch, where there is any.
    """

    prior: Prior
    tree: Tree | None = None


@frozen
class Commit:
    """A commit of the tree's history: full id, subject, and when it was committed."""

    id: str
    title: str
    date: datetime


class History(Protocol):
    """The commits behind the tree, as far back as the repository has them."""

    def commit(self, id_: str) -> Commit | None:
        """The commit whose id starts with ``id_``; ``None`` if absent or ambiguous."""
        ...

    def naming(self, text: str) -> tuple[Commit, ...]:
        """Commits whose message has this text on one line, newest first; ten at most."""
        ...

    def released_in(self, id_: str) -> str:
        """The first tag of a release that has the commit; ``""`` if none has."""
        ...

    def titles(self, paths: Iterable[str], also: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
        """The subjects of the commits of the last three years that changed a path, newest first.

        A directory is changed with what is in it. Merges do not count. All paths of one call cost one walk through those years, and ``also``
        are looked for on the same walk: they will be asked for.
        """
        ...


@frozen(slots=False)
class HistoryContext(DiffContext):
    """And the commits the patch is to be put on top of."""

    history: History


class Peers(Protocol):
    """Programs of the kernel's own tree that the user lets look at patches."""

    def complaints(self, name: str, context: PeerContext) -> Iterable[Complaint]:
        """What the one of that name says of a mail; nothing where it is off.

        Raises PeerError where it should, and cannot.
        """
        ...


@frozen(slots=False)
class PeerContext(DiffContext):
    """And what the kernel's own programs say; the whole files, and the tree, where they are known."""

    images: Mapping[FileDiff, Image]
    peers: Peers
    tree: Tree | None = None

    def added(self, name: str) -> Iterator[Complaint]:
        """What one of them says of lines the patch adds."""
        for complaint in self.peers.complaints(name, self):
            _, line = self.patch.anchors.get(complaint.at, (None, None))
            if line and line.kind is ADDED:
                yield complaint


def tree_of(context: DiffContext) -> Tree | None:
    """The tree around a patch, if there is one."""
    return context.tree if isinstance(context, TreeContext | SeriesContext) else None
