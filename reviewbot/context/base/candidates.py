"""The commits of a repository that a series may be on top of, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.base.named import Named
    from reviewbot.context.repository import Repository
    from reviewbot.git.refs import Ref
    from reviewbot.model.series import Series

_BRANCHES, _RELEASES, _TAGS = 16, 8, 4  # what is compared costs each start that nothing else fits
_RANGE = 300  # commits whose patch-ids are worked out: a second or two
_LATER = 24 * 3600  # seconds: clocks differ


@frozen
class Candidate:
    """A commit by its full id.

    ``name`` is what people call it, ``""`` where git is to describe it; ``role`` says in a word why
    it is one.
    """

    commit: str
    name: str = ""
    role: str = ""


def tips(repository: Repository, series: Series) -> Iterator[Candidate]:
    """Branches, those first that the mails name, and the tags before the mails; each kind the newest."""
    date = series.mails[0].message.date
    until = date.timestamp() + _LATER if date else float("inf")
    before = [ref for ref in repository.refs if ref.is_tag and ref.when <= until]
    words = {tag.lower() for mail in series.mails for tag in mail.subject.tags}
    chosen = [
        *_named([ref for ref in repository.refs if not ref.is_tag], words)[:_BRANCHES],
        *[ref for ref in before if _is_release(ref)][:_RELEASES],
        *[ref for ref in before if not _is_release(ref)][:_TAGS],
    ]
    then = repository.mainline.at(date.timestamp()) if date else ""
    if date and then:
        yield Candidate(then, role=f"HEAD of {date:%Y-%m-%d}")
    for ref in sorted(chosen, key=lambda ref: -ref.when):
        yield Candidate(ref.commit, ref.name)


def with_prerequisites(
    repository: Repository, base: str, named: Named, behind: list[str]
) -> tuple[tuple[Candidate, ...], int]:
    """The commits that are a prerequisite, newest first, and how many are surely not there."""
    known, is_all = repository.log.patch_ids(behind, base, _RANGE)
    wanted = set(named.prerequisites)
    found = [commit for id_, commit in known.items() if id_ in wanted]
    lost = len(wanted - known.keys()) if is_all else 0
    return tuple(Candidate(commit, role="a prerequisite") for commit in found), lost


def _named(branches: list[Ref], words: set[str]) -> list[Ref]:
    """Those first that have a word in their names, as ``net-next/main`` has ``net-next``."""
    return sorted(branches, key=lambda ref: words.isdisjoint(ref.name.lower().split("/")))


def _is_release(ref: Ref) -> bool:
    """Whether a tag is one of a release, or its candidate: ``v6.12-rc1``."""
    return ref.name[:1] == "v" and ref.name[1:2].isdigit()
