"""What subjects begin with in a directory, as the archives of lists have it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.prefixes import directory_of
from reviewbot.context.spelling import one_edit
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TITLES_OF_SURE, AUTHORS_OF_SURE, _SHARE = 20, 10, 0.92  # of which a habit is sure
_TELLING = 5  # letters; with fewer, only a word that lacks one is no word of its own


Row = tuple[str, str, int, int, int]  # a habit, as whoever knows nothing of habits has it


class Habit(NamedTuple):
    """A prefix, and of how many titles by how many authors its first part was learned.

    ``prefix`` is as much as nearly all have: ``iio``, or ``iio: adc``.
    """

    directory: str
    prefix: str
    alike: int
    titles: int
    authors: int

    @property
    def spelled(self) -> str:
        """The first part, which tells whose patch it is."""
        return self.prefix.partition(":")[0]

    @property
    def first(self) -> str:
        """The same in lower case."""
        return self.spelled.lower()

    @property
    def is_sure(self) -> bool:
        """Whether nearly everybody keeps to it."""
        known_well = self.titles >= TITLES_OF_SURE and self.authors >= AUTHORS_OF_SURE
        return known_well and self.alike >= _SHARE * self.titles


def habit_of(paths: Sequence[str], own: Sequence[Row] = ()) -> Habit | None:
    """That of the directory a patch is about; ``None`` where there is none, or no habit.

    Of one above it only the first part: ``wifi: frob`` is of one driver.

    ``own`` are habits of an archive, for places of which the shipped table tells nothing.
    """
    directory = directory_of(paths)
    habit = _known(directory, own)
    if habit is None or habit.directory == directory:
        return habit
    near = habit.directory
    if near not in _directories():  # a list has but a part of what is in drivers/net
        near = "/".join(directory.split("/")[: near.count("/") + 2])
    return habit._replace(directory=near, prefix=habit.spelled)


def is_of_another(part: str, habit: Habit, paths: Sequence[str]) -> bool:
    """Whether a title begins as those of another subsystem do, and the habit is of a directory above."""
    is_above = habit.directory != directory_of(paths)
    return is_above and habit.directory in _directories() and part.lower() in _firsts()


def sure_prefix(paths: Sequence[str]) -> str:
    """The prefix nearly everybody uses where a patch is; empty where there is none.

    That of a directory above is not enough: ``drm`` is not what drivers/gpu/drm/frob begins with.
    """
    habit = habit_of(paths)
    is_there = habit is not None and habit.directory == directory_of(paths)
    return habit.prefix if habit and is_there and habit.is_sure else ""


def fits(words: Iterable[str], paths: Sequence[str], own: Sequence[Row] = ()) -> bool:
    """Whether one of the words of a subject is a prefix that is right for any of these files.

    Or that of a part of it: ``hidraw`` is of ``hid``, but ``hid-frob`` is a driver. Or that of another
    subsystem, after which a folder further down is called: ``acpi`` of arch/x86/kernel/acpi.
    """
    folders = {path.rpartition("/")[0] for path in paths}
    habits = {folder: habit for folder in folders if (habit := _known(folder, own))}
    below = {name for at, habit in habits.items() for name in _below(at, habit.directory)}
    right = {habit.first for habit in habits.values()} | {*table("prefixes")["anywhere"]}
    right |= below & _firsts()
    words = frozenset(words)
    return not right.isdisjoint(words) or any(
        word.startswith(one) and word[len(one)].isalpha() for word in words for one in right
    )


def is_slip(part: str, habit: Habit) -> bool:
    """Whether what a subject begins with is that prefix with a slip of the finger, and no other one."""
    word = part.lower()
    is_long = min(len(word), len(habit.first)) >= _TELLING
    tells = is_long or len(word) < len(habit.first)
    return tells and one_edit(word, habit.first) and word not in _all_prefixes()


@cache
def _all_prefixes() -> frozenset[str]:
    """The first parts of prefixes, and the names of directories, which may be some."""
    directories = _directories()
    names = {name for directory in directories for name in directory.lower().split("/")}
    return _firsts().union(names)


def _directories() -> Mapping[str, tuple[str, int, int, int]]:
    """The rows of the shipped table by directory."""
    found: Mapping[str, tuple[str, int, int, int]] = table("prefixes")["directories"]
    return found


@cache
def _firsts() -> frozenset[str]:
    """The first parts of prefixes."""
    directories = _directories()
    firsts = (Habit(path, *known).first for path, known in directories.items())
    return frozenset(filter(None, firsts))


def _below(folder: str, directory: str) -> Iterable[str]:
    """The names of the folders from a directory down to one in it."""
    return folder.lower().removeprefix(directory.lower()).strip("/").split("/")


def _known(directory: str, own: Sequence[Row] = ()) -> Habit | None:
    """The habit of the deepest directory that is known, the shipped table before others."""
    known = _directories()
    learned = {row[0]: row[1:] for row in own}
    while directory and directory not in known and directory not in learned:
        directory = directory.rpartition("/")[0]
    row = known.get(directory) or learned.get(directory)
    habit = Habit(directory, *row) if row else None
    return habit if habit and habit.prefix else None
