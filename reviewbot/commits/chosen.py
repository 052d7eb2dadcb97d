"""Which commits a word of the user's means: ``A..B``, a branch, a commit, or what one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.commits.prep import prepared
from reviewbot.errors import UsageError
from reviewbot.fetch.limits import shown
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.commits.repository import Commits

_UPSTREAM = regex(r"(.*)@\{(?:u|upstream)\}")


@frozen
class Range:
    """The commits that ``tip`` has and ``base`` has not; without a base, all up to ``tip``.

    ``name`` is what it is called; ``cover`` the cover letter b4 has of it, as text, which the
    ``cover_commit`` holds where that is one of the commits.
    """

    name: str
    base: str
    tip: str
    cover: str = ""
    cover_commit: str = ""


def chosen(repository: Commits, said: str) -> Range:
    """The commits that are meant, ``""`` being those of the branch one is on.

    Raises UsageError with one sentence where there are none such.
    """
    if "..." in said:
        raise UsageError(f"{shown(said)} has two sides: give A..B")
    if ".." in said:
        base, _, tip = said.partition("..")
        return Range(said, _known(repository, base), _known(repository, tip))
    branch = said.removeprefix("refs/heads/") or repository.branch
    if not branch:
        raise UsageError("HEAD is on no branch: give a range, such as main..")
    if repository.tip(branch):
        return _of_branch(repository, branch)
    return _of_commit(repository, said or branch)


def _of_branch(repository: Commits, branch: str) -> Range:
    if found := prepared(repository, branch):
        return Range(branch, found.base, found.tip, found.cover, found.cover_commit)
    tip, upstream = repository.tip(branch), _upstream(repository, branch)
    if not tip or not upstream:
        raise UsageError(f"{shown(branch)} has no upstream branch: give a range, such as main..")
    return Range(branch, upstream, tip)


def _of_commit(repository: Commits, said: str) -> Range:
    commit = _known(repository, said)
    parents = repository.parents(commit)
    if len(parents) > 1:
        raise UsageError(f"{shown(said)} is a merge, which has no patch of its own")
    return Range(said, parents[0] if parents else "", commit)


def _known(repository: Commits, name: str) -> str:
    """The id of a commit; nothing is HEAD."""
    of = _UPSTREAM.fullmatch(name)
    commit = _upstream(repository, of[1] or repository.branch) if of else None
    commit = commit or repository.commit(name or "HEAD")
    if commit is None:
        what = "no upstream branch" if of else f"no commit {shown(name)}"
        raise UsageError(f"there is {what} in this repository")
    return commit


def _upstream(repository: Commits, branch: str) -> str | None:
    """The commit that is known of what a branch follows."""
    settings = repository.settings(branch)
    remote, ref = settings.get("remote", ""), settings.get("merge", "")
    if remote != ".":
        ref = f"refs/remotes/{remote}/{ref.removeprefix('refs/heads/')}"
    return repository.commit(ref)
