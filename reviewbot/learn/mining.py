"""The pairs of a whole tree, as the text of a ``pairs.toml``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.learn.chunks import in_chunks
from reviewbot.learn.judge import Pair, pairs
from reviewbot.learn.observe import Counts, observe
from reviewbot.learn.sources import named, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reviewbot.learn.sources import Source, Sources

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
    with opened(tree) as sources:
        files = [each for each in sources.files if each.path.endswith(".c")]
        total = Counts()
        for counts in in_chunks(partial(_observe, sources), files, progress, jobs):
            total.add(counts)
        return render(pairs(total), named(sources, tree), len(files), total.functions)


def _observe(sources: Sources, files: Sequence[Source]) -> Counts:
    counts = Counts()
    for _, content in sources.read(files):
        observe(content, counts)
    return counts


def render(found: tuple[Pair, ...], tree: str, files: int, functions: int) -> str:
    """``pairs.toml``; rarely seen pairs are left out."""
    rows = "".join(
        f"  {_row(pair)},\n"
        for pair in found
        if pair.undone >= _MIN_UNDONE or pair.teardowns >= _MIN_TEARDOWNS
    )
    return f'{_HEAD}\norigin = "{tree}: {functions} functions of {files} files"\n\npairs = [\n{rows}]\n'


def _row(pair: Pair) -> str:
    takes = ",".join(
        f"{place}<{'r' if origin == 'result' else origin}" for place, origin in pair.takes
    )
    return (
        f'["{pair.acquire}", "{pair.release}", "{takes}", "{pair.fails}", {int(pair.counted)}, '
        f"{pair.undone}, {pair.held}, {pair.teardowns}, {pair.partners}]"
    )
