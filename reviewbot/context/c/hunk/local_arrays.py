"""The arrays a function declares: their types, and how many entries they have."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token

_OPENING, _CLOSING = ("(", "{", "["), (")", "}", "]")
_OPENING, _CLOSING = ("(", "{", "["), (")", "}", "]")


def type_of_entries(array: str, count: str, function: Function) -> str:
    """The type of the entries of an array of so many; empty where it is none."""
    found = declarations(function).get(array, ())
    each = found[0] if len(found) == 1 else None
    if each is None or not each.is_array or each.is_parameter:
        return ""
    tokens = [token.text for token in function.body[each.at + 1 : each.at + 5]]
    is_counted = tokens[:3] == ["[", count, "]"] and tokens[3:] != ["["]
    is_open = tokens[:3] == ["[", "]", "="] and str(_entries(each.value)) == count
    return each.type if is_counted or is_open else ""


def _entries(value: Sequence[Token]) -> int:
    """How many entries an initialiser has."""
    depth, commas = 0, 0
    texts = [token.text for token in value]
    for text in texts:
        depth += (text in _OPENING) - (text in _CLOSING)
        commas += text == "," and depth == 1
    return commas + (texts[-2:-1] != [","]) if texts[:1] == ["{"] else 0


def is_always_beside(array: str, count: str, function: Function) -> bool:
    """Whether no other number stands beside the array, which would make them widths of something."""
    return _numbers(function)[array] <= {count}


@shared(maxsize=1024, of_mail=True)
def _numbers(function: Function) -> Mapping[str, set[str]]:
    """The numbers behind each name and a comma."""
    spend(len(function.body))
    texts, found = [token.text for token in function.body], defaultdict[str, set[str]](set)
    for name, comma, number in zip(texts, texts[1:], texts[2:], strict=False):
        if comma == "," and number.isdecimal():
            found[name].add(number)
    return found
