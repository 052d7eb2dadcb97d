"""The repositories of a run, each opened once, and looked at where a series fits best."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.git.place import around
from reviewbot.model.review import Reference
from reviewbot.trees.table import first_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.base.fit import Fit
    from reviewbot.context.repository import Repository
    from reviewbot.model.series import Series
    from reviewbot.trees.table import Entry


@frozen
class Ground:
    """What a series is looked at on.

    ``repository`` is at the commit that fits best, ``own`` the same one at the user's own commit:
    what a mail names must not choose which programs are run. ``unfit`` says why patches may not fit.
    """

    repository: Repository | None = None
    own: Repository | None = None
    fit: Fit | None = None

    @property
    def unfit(self) -> str:
        """Why some of it may not fit, and what helps."""
        return self.fit.unfit if self.fit else ""

    @property
    def reference(self) -> Reference | None:
        """What the reports say of it, once the series has been looked at."""
        tree = self.repository
        if tree is None:
            return None
        name = self.fit.shown(tree.describe) if self.fit else tree.describe
        return Reference(str(tree.root), tree.commit, name, tree.was_searched and tree.is_large)


NOWHERE = Ground()


class Trees:
    """The repositories of a run; use as a context manager.

    ``tree`` is for all series, whatever the ``table`` says. ``base`` is the commit to look at, where
    it is there. With ``here`` the repository one stands in is for what nothing else is for, where it
    has a file as the patches name it, or the commit they say they are based on.
    """

    def __init__(
        self,
        tree: Path | None = None,
        table: Sequence[Entry] = (),
        base: str = "",
        *,
        here: bool = False,
    ) -> None:
        self._tree = tree
        self._table = table
        self._base = base
        self._here = here
        self._opened: dict[Path, Repository] = {}
        self._at_base: set[Path] = set()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failed: object) -> None:
        self._stack.close()
        self._opened.clear()

    @property
    def state(self) -> str:
        """Names all that can be asked of them; raises UsageError where one cannot be opened."""
        roots = [self._tree] if self._tree else [entry.path for entry in self._table]
        return " ".join(self._repository(root).state for root in dict.fromkeys(roots))

    @contextmanager
    def under(self, series: Series) -> Iterator[Ground]:
        """What a series is looked at on; raises UsageError where that cannot be read."""
        own = self._for(series)
        if own is None:
            yield NOWHERE
            return
        from reviewbot.context.base.fit import fit  # noqa: PLC0415  only who has a tree needs it

        found = fit(own, series, is_fixed=own.root in self._at_base)
        with own.at(found.commit) as repository:
            yield Ground(repository, own, found)

    def _for(self, series: Series) -> Repository | None:
        root = self._tree or first_for(series, self._table)
        if root:
            return self._repository(root)
        place = around(Path()) if self._here else None
        if place is None:
            return None
        with suppress(UsageError):  # to stand in an empty one is no error
            repository = self._repository(place.work_tree or place.git_dir)
            return repository if _is_about(repository, series) else None
        return None

    def _repository(self, root: Path) -> Repository:
        """The one there, opened once; raises UsageError where it cannot be."""
        if root not in self._opened:
            from reviewbot.context.repository import Repository  # noqa: PLC0415  as above

            if self._base:
                with suppress(UsageError):
                    self._opened[root] = self._stack.enter_context(Repository(root, self._base))
                    self._at_base.add(root)
            if root not in self._opened:
                self._opened[root] = self._stack.enter_context(Repository(root))
        return self._opened[root]


def _is_about(repository: Repository, series: Series) -> bool:
    """Whether a repository has a file as the patches name it, or the commit they are based on."""
    from reviewbot.context.base.named import named  # noqa: PLC0415  as above

    files = (file for patch in series.patches for file in patch.files)
    if any(repository.blob(file.old_blob) is not None for file in files):
        return True
    return bool(repository.commit_of(named(series).commit))
