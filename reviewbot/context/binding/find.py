"""Patterns of schemas: the way to them as in a path, and what they say or do not say.

``properties/*``        each property of the file's own schema
``properties/*-gpios``  those of such a name
``**/properties/*``     each property of any schema: of child nodes and conditions, too
``**``                  every schema
``if|then/...``         one of several words

A step is matched as by a shell. ``**`` may stand once, for any steps, or none.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reviewbot.context.binding.schema import Schema

_ANY = "**"


@frozen
class Way:
    """A path taken apart at its ``**``; without that ``tail`` is ``None``."""

    head: tuple[tuple[str, ...], ...]
    tail: tuple[tuple[str, ...], ...] | None

    def leads_to(self, path: Sequence[str]) -> bool:
        """Whether a schema is where the path says."""
        if self.tail is None:
            return len(path) == len(self.head) and _fits(self.head, path)
        if len(path) < len(self.head) + len(self.tail):
            return False
        return _fits(self.head, path) and _fits(self.tail, path[len(path) - len(self.tail) :])


def _fits(steps: Sequence[Sequence[str]], path: Sequence[str]) -> bool:
    pairs = zip(steps, path, strict=False)
    return all(any(fnmatchcase(word, one) for one in step) for step, word in pairs)


@lru_cache(maxsize=256)
def way(path: str) -> Way:
    """A path as one writes it; raises ValueError where ``**`` stands twice."""
    steps = [tuple(step.split("|")) for step in path.split("/") if step]
    places = [index for index, step in enumerate(steps) if step == (_ANY,)]
    if len(places) > 1:
        raise ValueError(f"{path!r} has {_ANY} twice")
    at = places[0] if places else len(steps)
    return Way(tuple(steps[:at]), tuple(steps[at + 1 :]) if places else None)


def says(
    schema: Schema, has: Collection[str], lacks: Collection[str], only: Collection[str]
) -> bool:
    """Whether it has all these words, none of those, and no others than ``only``."""
    names = schema.node.names
    return (
        all(word in names for word in has)
        and not any(word in names for word in lacks)
        and not (only and (not names or any(name not in only for name in names)))
    )
