"""Patterns of allocations: the functions that are told a size, and where in their arguments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reviewbot.context.c.hunk.pattern import Pattern, Table
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CALLS = ("$first(SIZE, ...)", "$second($a, SIZE, ...)", "$third($a, $b, SIZE, ...)")


def allocation(*, of: Sequence[str], texts: Sequence[str] = ("CALL",), **tables: Table) -> Pattern:
    """The pattern of any of the ``texts``, in which CALL is the allocation of one of these sizes.

    The size of one object, where the function is also told how many. ``tables`` are those of the
    metavariables in them.
    """
    return Pattern(
        "TEXT",
        through_hints=True,
        TEXT=texts,
        CALL=_CALLS,
        SIZE=of,
        first=partial(_with_size_at, 0),
        second=partial(_with_size_at, 1),
        third=partial(_with_size_at, 2),
        **tables,
    )


def allocators() -> Mapping[str, Any]:
    """What is known of each function that is told a size."""
    return by_name("allocators", "functions")


def _with_size_at(at: int) -> frozenset[str]:
    """The functions whose argument of that number is the size."""
    return frozenset(name for name, entry in allocators().items() if entry["size"] == at)
