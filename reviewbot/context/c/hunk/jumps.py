"""The gotos of a function, by the labels they lead to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.knowledge.antonyms import ends_something

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


def last_jump_to_cleanup(body: Sequence[Token]) -> Token | None:
    """The last goto that leads forward to a label in sight, behind which something is undone."""
    labels = {a.text: at for at, (a, b) in enumerate(pairwise(body)) if b.text == ":"}
    forward = [
        a
        for at, (a, b) in enumerate(pairwise(body))
        if a.text == "goto" and labels.get(b.text, -1) > at
    ]
    target = labels.get(body[body.index(forward[-1]) + 1].text, 0) if forward else 0
    called = {a.text for a, b in pairwise(body[target:]) if a.kind is A_NAME and b.text == "("}
    return forward[-1] if forward and any(map(ends_something, called)) else None
