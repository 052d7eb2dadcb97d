"""Whether a function may sleep, by what it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function


def sleeps(function: Function) -> str:
    """A call of the function that shows that it may sleep, where nothing shows that it may not."""
    words = [token.text for token in function.body]
    if not names_in("sleeping", "atomic").isdisjoint(words):
        return ""
    always = names_in("sleeping", "always")
    return next((word for word in words if word in always), "")
