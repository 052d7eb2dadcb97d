"""How a function can name the device it works for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.whole import whole_words
from reviewbot.knowledge.load import by_name, table
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.messages import Message
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff


def device_in(function: Function) -> tuple[str, bool]:
    """How the function can name a device that is there, and whether it is given it.

    Empty where it cannot: a variable that begins as NULL is none.
    """
    types = by_name("device_types", "types")
    for name, found in declarations(function).items():
        form = types[found[0].type]["device"] if found[0].type in types else ""
        is_set = found[0].is_parameter or _is_there(found[0].value)
        if form and is_set and len(found) == 1 and not _may_be_null(name, function):
            return str(form.format(name)), found[0].is_parameter
    return "", False


def _is_there(value: Sequence[Token]) -> bool:
    return bool(value) and value[0].text != "NULL"


def _may_be_null(name: str, function: Function) -> bool:
    """Whether the function tests for that."""
    texts = [token.text for token in function.body]
    return any(pair in (("!", name), (name, "==")) for pair in pairwise(texts))


def names_devices(message: Message) -> bool:
    """Whether a message names one already, or speaks of all there are."""
    words = {word.lower() for word in words_in(message.text or "")}
    known = table("device_types")["messages"]
    names = any(token.text in known["names"] for value in message.values for token in value)
    return names or not words.isdisjoint(known["of_all"])


def is_exempt(context: DiffContext, file: FileDiff) -> bool:
    """Whether a file has messages without a device, or makes devices.

    Those have no name before they are added.
    """
    known = table("device_types")["messages"]
    without = rf"\b{known['prefix']}_(?!fmt)\w+\("
    if any(re.search(without, line) for line in lines_before(context, file)):
        return True
    return not whole_words(context, file).isdisjoint(known["made_by"])
