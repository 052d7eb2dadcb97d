"""The history of a public-inbox epoch: which messages its commits added, and which they deleted.

A v2 epoch (public-inbox-v2-format(5)) adds one message a commit, as blob ``m``; a commit that
has ``d`` instead, of the same content, deletes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.frozen import frozen
from reviewbot.git import objects
from reviewbot.git.start import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TREE_LINE = 4  # fields of "<mode> blob <id>\t<name>"


@frozen
class Changes:
    """The blobs of messages added, in the order they came, and of those deleted.

    What is lost is among those added, and cannot be read either: a commit whose tree is lost, for
    its message; ``COMMIT~``, for the message of a commit that is itself, and all before it.
    """

    added: tuple[str, ...]
    deleted: frozenset[str]

    @property
    def cut(self) -> str:
        """The commit before which nothing can be read; ``""`` where all can."""
        return next((each.rstrip("~") for each in self.added if each.endswith("~")), "")


def message_blobs(repository: Path) -> tuple[str, ...]:
    """The blob ids of an epoch's messages in the order they came, without those deleted later."""
    found = changes(repository)
    return tuple(blob for blob in found.added if blob not in found.deleted)


def changes(repository: Path, after: str | None = None) -> Changes:
    """What the commits of an epoch did, all or those that came after one.

    Raises SourceError where not one of them can be read.
    """
    revisions = (f"{after}..HEAD",) if after else ("--all",)
    told = ask(
        repository, "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--root", "-m",
        "--reverse", "--topo-order", "--first-parent", *revisions, "--",
    )  # fmt: skip
    if not told.why:
        return _changes(_rows(told.out))
    commits = _commits(repository, after)
    if commits and all(each.endswith("~") for each in commits):
        raise SourceError(f"git cannot read it: {told.why}")
    return _changes(_looked_up(repository, commits))


def _commits(repository: Path, after: str | None) -> list[str]:
    """The commits, oldest first, as far back as they are there; ``COMMIT~`` is one that is not.

    Raises SourceError where it cannot be told which is the newest.
    """
    tips = ("rev-parse", "HEAD") if after else ("for-each-ref", "--format=%(objectname)")
    told = ask(repository, *tips)
    if told.text is None:
        raise SourceError(f"git cannot read it: {told.why}")
    found: dict[str, None] = {}
    for tip_ in told.text.split():
        back: list[str] = []
        for commit, is_there in objects.first_parents(repository, tip_):
            if commit == after or commit in found:
                break
            back.append(commit if is_there else f"{commit}~")
        found.update(dict.fromkeys(reversed(back)))
    return list(found)


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
    whole = [commit for commit in commits if not commit.endswith("~")]
    asked = "".join(f"{commit}:{name} {commit} {name}\n" for commit in whole for name in "md")
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


def behind(repository: Path, known: str | None) -> int:
    """How many commits an epoch has that came after one, or all; 0 where it cannot be told."""
    said = ask(repository, "rev-list", "--count", f"{known}..HEAD" if known else "HEAD").text
    return int(said) if said else 0
