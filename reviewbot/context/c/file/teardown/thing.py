"""The thing a call acquires, and what it goes by in other functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.assigned import Rows
from reviewbot.context.c.file.cleanup.spelling import bare
from reviewbot.knowledge.pairs import RESULT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Call
    from reviewbot.knowledge.pairs import Pair

_WORD = regex(r"[^\W\d]\w*")
_INDEX = regex(r"\[[^\]]*\]")
_MEMBER = regex(r"->|\.")
_PATH = regex(r"[\w>.-]+")


def thing_of(call: Call, pair: Pair) -> str:
    """The thing the release takes, as the acquire spells it; empty where it cannot be told."""
    return _placed(call, pair)[1]


def place_of(call: Call, pair: Pair) -> int:
    """Which argument of the release the thing is."""
    return _placed(call, pair)[0]


def _placed(call: Call, pair: Pair) -> tuple[int, str]:
    for place, origin in sorted(pair.takes, key=lambda each: (each[1] != RESULT, each[0])):
        if origin == RESULT:
            return place, bare(call.target or "")
        name = bare(call.arguments[origin]) if origin < len(call.arguments) else ""
        if re.match(r"[a-z_]", name):
            return place, name
    return 0, ""


def last(text: str) -> str:
    """The last name of an expression, indices set aside: ``clk`` of ``&priv->hw.clk[0]``."""
    words = _WORD.findall(_INDEX.sub("", text))
    return words[-1] if words else ""


def is_member(text: str) -> bool:
    """Whether it is kept in a struct: then other functions spell it alike."""
    return bool(_MEMBER.search(text))


class Aliases:
    """What things are called in a function, by its assignments."""

    def __init__(self, function: Function) -> None:
        rows = ((bare(each.target), bare(each.value)) for each in function.assignments)
        self._rows = Rows(
            (last(target), last(value)) for target, value in rows if _PATH.fullmatch(value)
        )

    def of(self, thing: str) -> frozenset[str]:
        """The last names of all the thing is called."""
        names = {last(thing)}

        def learn(number: int) -> str:
            target, value = self._rows[number]
            return target if value in names else value

        for _ in range(2):
            self._rows.follow(names, learn)
        return frozenset(name for name in names if re.search(r"[a-z]", name))  # no constants
