"""The commit of a repository that a series fits best: where most files are as it found them.

The base the mails name is looked at first, then HEAD; only where neither has all files, the
prerequisites, branches and tags. Git's objects are read, and nothing is fetched.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.base.candidates import Candidate, tips, with_prerequisites
from reviewbot.context.base.files import Before, files_before
from reviewbot.context.base.named import Named, named
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.repository import Repository
    from reviewbot.model.series import Series

BASE = "base-commit"
_SHOWN = 12  # digits of an id, as the kernel writes them
_MOST = 16  # commits that are a prerequisite
_Score = tuple[int, int]  # files that are as the series found them, files that are there


@frozen
class Fit:
    """A commit, and how many of the ``files`` of the series fit there, of all.

    ``unfit`` is a sentence for what does not fit: why, and what helps.
    """

    commit: str
    name: str
    role: str
    fitting: int
    files: int
    unfit: str

    def shown(self, described: str) -> str:
        """What a person calls it; ``described`` is what git does."""
        name = f"{self.name or described}{f' ({self.role})' if self.role else ''}"
        if self.fitting == self.files:
            return name
        of = "the one file does not" if self.files == 1 else f"{self.fitting} of {self.files} files"
        return f"{name}: {of} fit"


def fit(repository: Repository, series: Series, *, is_fixed: bool = False) -> Fit:
    """Where a series fits best. The first of several wins, in the order above, newest first.

    ``is_fixed``: it is looked at where the repository is, and only how well it fits is asked.
    """
    files, said = files_before(series), named(series)
    base = repository.commit_of(said.commit)
    first = [Candidate(base, role=BASE)] if base and not is_fixed else []
    best, score = _best(repository, [*first, Candidate(repository.commit)], files)
    lost = 0
    if score[0] < len(files) and not is_fixed:
        others = list(tips(repository, series))
        needed: tuple[Candidate, ...] = ()
        if base and said.prerequisites:
            behind = [repository.commit, *(each.commit for each in others)]
            needed, lost = with_prerequisites(repository, base, said, behind)
        best, score = _best(repository, chain(needed[:_MOST], others), files, (best, score))
    if score[0] == len(files):
        why = "its files are here, but it does not apply to them"
    else:
        why = _unfit(repository, series, said, base, lost)
    return Fit(best.commit, best.name, best.role, score[0], len(files), why)


def _best(
    repository: Repository,
    candidates: Iterable[Candidate],
    files: Sequence[Before],
    best: tuple[Candidate, _Score] | None = None,
) -> tuple[Candidate, _Score]:
    """The first of the candidates with the highest score, and that; ``best`` comes before them."""
    seen = {best[0].commit} if best else set()
    for each in candidates:
        if best and best[1][0] == len(files):
            break
        if each.commit not in seen:
            seen.add(each.commit)
            score = _score(repository, each.commit, files)
            if best is None or score > best[1]:
                best = each, score
    return best or (Candidate(repository.commit), (0, 0))


def _score(repository: Repository, commit: str, files: Sequence[Before]) -> _Score:
    there = [repository.blob_at(commit, each.path) for each in files]
    fitting = sum(each.is_met(blob) for each, blob in zip(files, there, strict=True))
    return fitting, sum(map(bool, there))


def _unfit(repository: Repository, series: Series, said: Named, base: str, lost: int) -> str:
    """Why some of it may not fit, and what helps."""
    where = repository.root
    if series.missing and series.missing[0] < series.patches[0].subject.place[0]:
        return f"patches before it are not here, and without them it does not fit {where}"
    if said.commit and not base:
        return f"{BASE} {said.commit[:_SHOWN]} is not in {where}: git fetch it, or --tree"
    if lost:
        many = f"{lost} of {len(said.prerequisites)} prerequisite patches"
        return f"{many} are not in {where}: apply them to its {BASE}, or --tree"
    if base:
        return f"it does not fit its {BASE} {base[:_SHOWN]}, nor other commits in {where}"
    return f"it fits no commit looked at in {where}: git fetch the branch it is for, or --tree"
