"""Names of commits: branches, remote-tracking branches and tags, as git-for-each-ref(1) tells them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(creatordate:unix) %(refname)"
_TAGS = "refs/tags/"
_KINDS = (_TAGS, "refs/remotes/", "refs/heads/")


@frozen
class Ref:
    """A name of a commit, the commit's full id, and when it was named so (seconds since 1970)."""

    name: str
    commit: str
    when: int
    is_tag: bool


def refs_in(told: str) -> Iterator[Ref]:
    """The refs in lines of ``FORMAT`` that name a commit, each once; the HEAD of a remote is none."""
    for line in told.split("\n"):
        fields = line.split(" ", 5)
        with suppress(ValueError):  # what was never made has no time
            kind, oid, tagged_kind, tagged, when, full = fields
            commit = oid if kind == "commit" else tagged if tagged_kind == "commit" else ""
            if commit and not full.endswith("/HEAD"):
                name = next(full.removeprefix(kind) for kind in _KINDS if full.startswith(kind))
                yield Ref(name, commit, int(when), full.startswith(_TAGS))
