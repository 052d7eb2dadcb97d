"""Much work on files, spread over processes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reviewbot.learn.sources import Source

Result = TypeVar("Result")
_CHUNKS = 100


def in_chunks(
    work: Callable[[Sequence[Source]], Result],
    files: Sequence[Source],
    progress: Callable[[str], None],
    jobs: int,
) -> Iterator[Result]:
    """What the work makes of each chunk of the files, in order, whatever the number of processes.

    ``progress`` gets a line for each chunk.
    """
    chunks = [files[number::_CHUNKS] for number in range(min(_CHUNKS, len(files)))]
    with ProcessPoolExecutor(max(1, jobs)) as pool:
        for number, result in enumerate(pool.map(work, chunks), 1):
            yield result
            progress(f"{number * len(files) // len(chunks)} of {len(files)} files")
