"""The pairs of a whole tree, as the text of a ``pairs.toml``."""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.knowledge.layout import is_kernel_program
from reviewbot.learn.judge import Pair, pairs
from reviewbot.learn.observe import Counts, observe
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNKS = 100
_MAX_FILE = 4 << 20  # bytes; generated tables are larger, code is not
_VERSION = regex(r"^(VERSION|PATCHLEVEL|SUBLEVEL)\s*=\s*(\d+)", re.MULTILINE)
_MIN_UNDONE = 4
_MIN_TEARDOWNS = 10

_HEAD = """\
# Which call undoes which, counted by `reviewbot learn` over the tree named below. Made: do not edit.
#
# A row is: acquire, release, takes, fails, counted, undone, held, teardowns, partners.
#   takes      argument of the release (from 0) < where it comes from: r, the acquire's result, or
#              the number of the acquire's argument; several with commas
#   fails      how a failing acquire is told: errno, null, err_ptr; never: nobody looks
#   counted    1 where the pair counts references, by its names
#   undone     of `held` calls of the acquire with a later failing way out, those with this release
#              on the first such way
#   teardowns  of `partners` pairs of functions (probe and remove, init and exit, ...) with the
#              acquire in the first, those with this release in the second
"""


def mine(tree: Path, progress: Callable[[str], None], jobs: int = 2) -> str:
    """The text of a ``pairs.toml`` of the kernel tree at ``tree``; ``jobs`` processes.

    ``progress`` gets a line now and then. Linux 6.12 takes about five minutes with two processes.

    Raises:
        SourceError: there is no C source.
    """
    files = list(_sources(tree))
    if not files:
        raise SourceError(f"{tree} has no C source")
    total = Counts()
    chunks = [files[number::_CHUNKS] for number in range(min(_CHUNKS, len(files)))]
    with ProcessPoolExecutor(max(1, jobs)) as pool:
        for number, counts in enumerate(pool.map(_observe, chunks), 1):
            total.add(counts)
            progress(f"{number * len(files) // len(chunks)} of {len(files)} files")
    return render(pairs(total), _named(tree), len(files), total.functions)


def _sources(tree: Path) -> Iterator[str]:
    for folder, inner, names in os.walk(tree):
        inner[:] = sorted(
            name
            for name in inner
            if Path(folder) != tree or (name != ".git" and is_kernel_program(f"{name}/"))
        )
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith(".c") and not path.is_symlink() and path.stat().st_size < _MAX_FILE:
                yield str(path)


def _observe(paths: list[str]) -> Counts:
    counts = Counts()
    for path in paths:
        observe(Path(path).read_bytes(), counts)
    return counts


def _named(tree: Path) -> str:
    """The kernel's version and the date of its top Makefile; the folder's name if it has none."""
    makefile = tree / "Makefile"
    if not makefile.is_file():
        return tree.resolve().name
    numbers = dict(_VERSION.findall(makefile.read_text(encoding="utf-8", errors="replace")))
    version = ".".join(
        numbers[key] for key in ("VERSION", "PATCHLEVEL", "SUBLEVEL") if key in numbers
    )
    day = datetime.fromtimestamp(makefile.stat().st_mtime, UTC).date().isoformat()
    return f"linux {version}, Makefile of {day}" if version else f"Makefile of {day}"


def render(found: tuple[Pair, ...], tree: str, files: int, functions: int) -> str:
    """``pairs.toml``; rarely seen pairs are left out."""
    rows = "".join(
        f"  {_row(pair)},\n"
        for pair in found
        if pair.undone >= _MIN_UNDONE or pair.teardowns >= _MIN_TEARDOWNS
    )
    named = tree.replace("\\", "").replace('"', "")
    return f'{_HEAD}\norigin = "{named}: {functions} functions of {files} files"\n\npairs = [\n{rows}]\n'


def _row(pair: Pair) -> str:
    takes = ",".join(
        f"{place}<{'r' if origin == 'result' else origin}" for place, origin in pair.takes
    )
    return (
        f'["{pair.acquire}", "{pair.release}", "{takes}", "{pair.fails}", {int(pair.counted)}, '
        f"{pair.undone}, {pair.held}, {pair.teardowns}, {pair.partners}]"
    )
