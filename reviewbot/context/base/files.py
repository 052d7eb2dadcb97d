"""The files a series starts from: what its first patch to each of them says was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.bounds import is_inside
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.series import Series

MOST = 32  # files: those of a longer series are as well known by the first of them
_SHORTEST = 7  # digits of git's shortest abbreviation of an id
_SUBMODULE = "160000"


@frozen
class Before:
    """A path, and the start of the id of the blob that is there; ``""``: there is no such file.

    A file of which the diff does not tell the blob has ``None``.
    """

    path: str
    blob: str | None

    def is_met(self, there: str) -> bool:
        """Whether a blob there, by its full id, ``""`` for none, is the one meant, or may be."""
        return bool(there) if self.blob is None else _is(there, self.blob)


def files_before(series: Series) -> tuple[Before, ...]:
    """Each file a series changes, as it was before; 32 at most."""
    found: dict[str, Before] = {}
    for each in _all(series):
        found.setdefault(each.path, each)
        if len(found) == MOST:
            break
    return tuple(each for each in found.values() if is_inside(each.path))


def _all(series: Series) -> Iterator[Before]:
    made: set[str] = set()  # by the series itself
    for patch in series.patches:
        for file in patch.files:
            path = file.old_path or file.new_path
            if path and path not in made and _SUBMODULE not in (file.old_mode, file.new_mode):
                blob = file.old_blob if len(file.old_blob) >= _SHORTEST else None
                yield Before(path, blob if file.old_path else "")
        made.update(path for file in patch.files for path in (file.old_path, file.new_path) if path)


def _is(there: str, blob: str) -> bool:
    return there.startswith(blob) if blob else not there
