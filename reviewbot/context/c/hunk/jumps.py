"""The gotos of a function, by the labels they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import mentions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token


def jumps(function: Function) -> Mapping[str, Sequence[Token]]:
    """Each label something leads to, with the gotos that do, in source order."""
    found: dict[str, list[Token]] = {}
    for at in mentions("goto", function):
        for label in function.body[at + 1 : at + 2]:
            found.setdefault(label.text, []).append(function.body[at])
    return found
