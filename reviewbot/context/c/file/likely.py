"""Functions of a whole file that some text may be in, found before the file is taken apart.

    for definition in likely(image.post, lines, may_be): …

By the kernel's layout a function ends with a brace in the first column, and nothing inside of one
does: what is between two of these has all of a function, and may be looked through in its stead.
Mostly nothing is found there; to take the file apart takes ten times as long.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.definitions import enclosing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


def likely(
    source: bytes, lines: Collection[int], may_be: Callable[[Definition], bool]
) -> Iterator[Definition]:
    """The functions with any of these lines of which it may be, in source order.

    ``may_be`` is asked of their bodies, and has to hold of a text that has more around such a one.
    """
    if any(map(may_be, stretches(source, lines))):
        yield from filter(may_be, enclosing(source, lines))


def stretches(source: bytes, lines: Collection[int]) -> Iterator[Definition]:
    """What is between the ends of functions around these lines, as if it was the body of one."""
    rows, ends = _rows(source)
    stop = 0
    for line in sorted(lines):
        if line > stop:
            next_ = bisect_left(ends, line)
            start = ends[next_ - 1] if next_ else 0
            stop = ends[next_] if next_ < len(ends) else len(rows)
            within = range(start, stop)
            first = next((at for at in within if "{" in rows[at] and rows[at][0] != "#"), None)
            if first is not None:
                above = "".join(f"{row}\n" for row in rows[start:first])
                text = above + "\n".join(rows[first:stop])
                yield _body(start + 1, stop, text, len(above))


@lru_cache(maxsize=64)  # one check after the other looks at the same files
def _rows(source: bytes) -> tuple[Sequence[str], Sequence[int]]:
    """The lines of a file, and the numbers of those with which functions end."""
    rows = source.decode("utf-8", "replace").split("\n")
    return rows, [at for at, row in enumerate(rows, 1) if row[:1] == "}"]


def _body(start: int, stop: int, text: str, opening: int) -> Definition:
    return Definition(
        DefinitionKind.FUNCTION, "", is_static=False, is_inline=False,
        start=start, stop=stop, line=start, text=text, opening=opening,
    )  # fmt: skip
