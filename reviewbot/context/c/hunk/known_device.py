"""How a function can name the device it works for."""

from __future__ import annotations

import re
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

_LOGICAL = ("&&", "||")


def device_in(function: Function) -> tuple[str, bool]:
    """How the function can name a device that is there, and whether it is given it for sure.

    Empty where it cannot: a variable that begins as NULL is none. One that is given a node, too, may
    be given no device.
    """
    types = by_name("device_types", "types")
    known = declarations(function)
    nodes = table("device_types")["messages"]["beside"]
    has_node = any(each[0].is_parameter and each[0].type in nodes for each in known.values())
    for name, found in known.items():
        form = types[found[0].type]["device"] if found[0].type in types else ""
        is_set = found[0].is_parameter or _is_there(found[0].value)
        if form and is_set and len(found) == 1 and not _may_be_null(name, function):
            is_sure = found[0].is_parameter and not has_node
            return str(form.format(name)), is_sure
    return "", False


def _is_there(value: Sequence[Token]) -> bool:
    return bool(value) and value[0].text != "NULL"


def _may_be_null(name: str, function: Function) -> bool:
    """Whether the function tests for that."""
    texts = [token.text for token in function.body]
    places = (at for at in range(1, len(texts) - 1) if texts[at] == name)
    return any(_is_tested(texts, at) for at in places)


def _is_tested(texts: Sequence[str], at: int) -> bool:
    """Whether a name is taken for a truth value there, or compared."""
    before, after = texts[at - 1], texts[at + 1]
    is_condition = before == "(" and after == ")" and texts[at - 2] == "if"
    is_operand = before in _LOGICAL and after in (")", *_LOGICAL)
    is_first = before == "(" and after in _LOGICAL
    return before == "!" or after in ("==", "?") or is_condition or is_operand or is_first


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
