"""Makes and mends the index of a tree, from git's objects alone.

Only blobs that are not known are read. Those that are many are read before anything is written, so
that a process that is killed leaves what was there, and others can write their few meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reviewbot.context.index.keys import MOST_BLOBS
from reviewbot.context.index.pack import bits_for, keys_of, packed
from reviewbot.context.index.store import SEGMENTS, Entry, LostError
from reviewbot.git import objects
from reviewbot.git.start import ask
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reviewbot.context.index.pack import Keys
    from reviewbot.context.index.store import Store

SOURCES = regex(r"\.(?:[chSsly]|lds|rs|inc)\Z")  # what git grep is asked for: search.py
_REGULAR = ("100644", "100755")
_LINK = "120000"
_ROW = regex(rb"(\d+) blob ([0-9a-f]+)\t([^\0]+)\0")
_CHANGED = regex(rb":\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)\0")
_MANY = 5_000  # files that differ: a tree with more is kept with all its files
_PIECE = 16_000  # blobs whose words are held at once
_STEP = 250  # blobs between two tellings of the progress


def entries(git_dir: Path, tree: str) -> list[Entry]:
    """The files and symbolic links of a tree, in order of their paths as git has it."""
    listed = ask(git_dir, "ls-tree", "-r", "-z", "--full-tree", tree)
    if listed.why:
        raise LostError
    found = (_entry(*row) for row in _ROW.findall(listed.out))
    return [entry for entry in found if entry and entry.mode]


def changes(git_dir: Path, older: str, tree: str) -> list[Entry] | None:
    """The files of a tree that differ from another's, those that are gone too.

    ``None`` where they are many, or git cannot tell.
    """
    told = ask(git_dir, "diff-tree", "-r", "-z", "--no-renames", "--raw", older, tree)
    rows = [] if told.why else _CHANGED.findall(told.out)
    if told.why or len(rows) > _MANY:
        return None
    return [entry for entry in (_entry(*row) for row in rows) if entry]


def _entry(mode: bytes, oid: bytes, name: bytes) -> Entry | None:
    """A file or link as git lists it, else one that is gone; ``None`` if nobody can ask for it."""
    path = name.decode("utf-8", "surrogateescape")
    if not path.isprintable():
        return None
    is_regular = mode.decode() in _REGULAR
    is_source = is_regular and SOURCES.search(path) is not None
    is_kept = is_regular or mode.decode() == _LINK
    return Entry(path, mode.decode() if is_kept else "", oid.decode(), is_source)


def learn(
    store: Store,
    git_dir: Path,
    tree: str,
    most: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> bool:
    """Have a tree in the store, by the id of it; false where it has over ``most`` new blobs.

    ``progress`` is told how many of the new blobs are read, of all. Raises LostError where one
    cannot be read, sqlite3.Error where the store cannot be written.
    """
    if store.tree(tree):
        return True
    number, older = store.whole() or (None, "")
    changed = changes(git_dir, older, tree) if older else None
    files = entries(git_dir, tree) if changed is None else changed
    over = None if changed is None else number
    wanted = store.unknown(_sources(files))
    is_full = store.segments() >= SEGMENTS or store.first_free() + len(wanted) >= MOST_BLOBS
    if most is not None and (is_full or len(wanted) > most):
        return False
    if is_full:
        files, over = entries(git_dir, tree), None
        wanted = _sources(files)
    keys = _keys(git_dir, wanted, progress)
    with store.writing():
        if is_full:
            store.clear()
        is_there = over is None or store.whole() == (number, older)
        if is_there and not store.tree(tree):  # nobody did it meanwhile
            _add(store, wanted, keys)
            store.add_tree(tree, files, over)
    return True


def _sources(files: Sequence[Entry]) -> list[str]:
    """The blobs whose words are kept, each once."""
    return list(dict.fromkeys(file.oid for file in files if file.is_source))


def _keys(git_dir: Path, oids: Sequence[str], progress: Callable[[int, int], None]) -> Keys:
    """The keys of blobs, numbered in the order given."""
    parts = [np.zeros(0, np.uint64)]
    for start in range(0, len(oids), _PIECE):
        piece = oids[start : start + _PIECE]
        parts.append(
            keys_of(_contents(git_dir, piece, start, lambda done: progress(done, len(oids))))
        )
    return np.concatenate(parts)


def _contents(
    git_dir: Path, oids: Sequence[str], start: int, progress: Callable[[int], None]
) -> Iterator[tuple[int, bytes]]:
    """What is in each blob; raises LostError."""
    for number, (_, content) in enumerate(objects.read(git_dir, oids), start):
        if content is None:
            raise LostError
        yield number, content
        if number % _STEP == 0:
            progress(number)


def _add(store: Store, oids: Sequence[str], keys: Keys) -> None:
    """Add blobs, but those that another process added since."""
    fresh = set(store.unknown(oids))
    first = store.first_free()
    numbers = np.full(len(oids), MOST_BLOBS, np.uint64)
    left = [at for at, oid in enumerate(oids) if oid in fresh]
    numbers[left] = np.arange(first, first + len(left), dtype=np.uint64)
    own = numbers[(keys & np.uint64(MOST_BLOBS - 1)).astype(np.int64)]
    is_left = own < MOST_BLOBS
    keys = (keys[is_left] & ~np.uint64(MOST_BLOBS - 1)) | own[is_left]
    if left:
        numbered = [(first + at, oids[which]) for at, which in enumerate(left)]
        bits = bits_for(keys)
        store.add_segment(numbered, bits, packed(keys, bits))
