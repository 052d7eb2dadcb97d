"""Which repository is for which series: the entries of ``trees.toml``.

[[tree]]
path = "~/u-boot"
lists = ["u-boot@*"]                    # To, Cc, and the list it came by; default: any
paths = ["drivers/net/*"]               # series that touch one of these; default: any
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot import toml
from reviewbot.errors import UsageError
from reviewbot.frozen import fields, frozen
from reviewbot.paths import located, text_of
from reviewbot.patterns import any_list, fits, went_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from reviewbot.model.series import Series


@frozen
class Entry:
    """A repository, and shell patterns of lists and of paths: of each that is there, one must fit."""

    path: Path
    lists: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def is_for(self, series: Series) -> bool:
        """Whether a series is looked at there."""
        return (not self.lists or self._is_listed(series)) and (
            not self.paths
            or any(fits(file.path, self.paths) for mail in series.patches for file in mail.files)
        )

    def _is_listed(self, series: Series) -> bool:
        return any(any_list(went_to(mail.answer_to), self.lists) for mail in series.mails)


def table(path: Path | None, usual: Path | None) -> tuple[Entry, ...]:
    """The entries of a file, and the repository for what they leave."""
    return (*read(path), *([Entry(usual)] if usual else ()))


def read(path: Path | None) -> tuple[Entry, ...]:
    """The entries of a file; raises UsageError with one sentence for whatever is wrong with it."""
    try:
        return tuple(_entry(*each) for each in toml.entries(text_of(path), "tree")) if path else ()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def first_for(series: Series, table: Iterable[Entry]) -> Path | None:
    """The repository of the first entry that is for a series."""
    return next((entry.path for entry in table if entry.is_for(series)), None)


def _entry(entry: dict[str, Any], where: str) -> Entry:
    toml.only(entry, {field.name for field in fields(Entry)}, where)
    return Entry(
        path=located(toml.text(entry, "path", where)),
        lists=toml.patterns(entry, "lists", where),
        paths=toml.patterns(entry, "paths", where),
    )
