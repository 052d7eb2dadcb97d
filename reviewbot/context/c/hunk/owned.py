"""Variables that a function gets something in, and that it gives back itself on all ways out.

What it gives back at its end as well as before is nobody else's: it was not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, mentions
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match

_LABEL = 3  # tokens: the end of what is above, a name and a colon
_KEEPS = frozenset(("=", "return", "&", "?", ":"))  # before the variable


@frozen
class Owned:
    """A variable that one could declare where it is got.

    ``type`` is written as before its name, ``declared`` the body line of its declaration, ``released``
    are those on which it is given back.
    """

    type: str
    declared: int
    released: tuple[int, ...]


def owned(match: Match, release: str) -> Owned | None:
    """What is known of ``$variable = $get(...);`` of a function that calls ``release`` for it."""
    function, name = match.function, match["variable"]
    if function is None or not function.whole or not name.isidentifier():
        return None
    found = declarations(function).get(name, ())
    is_plain = len(found) == 1 and not (found[0].is_parameter or found[0].is_managed)
    if not is_plain or len(tuple(match.code.blocks.around(match.start))) != 1:
        return None
    spend(len(function.body))
    texts = [token.text for token in function.body]
    call = [release, "(", name, ")", ";"]
    ends = [at for at in range(len(texts)) if texts[at : at + len(call)] == call]
    jumps = texts.count("goto")
    many = len(ends) > 1 or (jumps and _is_label(texts, ends))
    is_told = many and _gives_back_last(texts, ends) and _leads_there(texts, ends)
    if not is_told or _is_kept(function, name, found[0].stop):
        return None
    declared = found[0].name.line.body_line
    lines = tuple(function.body[at].line.body_line for at in ends)
    return Owned(_type(found[0].words), declared, lines)


def _type(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text.replace("* *", "**") if text.endswith("*") else f"{text} "


def _is_label(texts: Sequence[str], ends: Sequence[int]) -> bool:
    return any(at > 1 and texts[at - 1] == ":" for at in ends)


def _gives_back_last(texts: Sequence[str], ends: Sequence[int]) -> bool:
    """Whether nothing but a return is behind the last one, outside of all blocks."""
    depth = sum((text == "{") - (text == "}") for text in texts[: ends[-1]])
    behind = texts[ends[-1] + 5 :]
    is_last = not behind or (behind[0] == "return" and behind.count(";") == 1)
    is_always = texts[ends[-1] - 1] not in (")", "else")  # no branch of a condition
    return depth == 0 and is_last and is_always and not _is_behind_return(texts, ends[-1])


def _is_behind_return(texts: Sequence[str], at: int) -> bool:
    """Whether only gotos lead to a label there: what is above has returned, and kept it."""
    if at < _LABEL or texts[at - 1] != ":":
        return False
    above = texts[: at - _LABEL]
    starts = [place for place, text in enumerate(above) if text in STATEMENT_ENDS]
    return "return" in above[starts[-1] + 1 if starts else 0 :]


def _leads_there(texts: Sequence[str], ends: Sequence[int]) -> bool:
    """Whether all gotos lead to where it is given back."""
    targets = {texts[at + 1] for at, text in enumerate(texts) if text == "goto"}
    labels = {texts[at - 2] for at in ends if at > 1 and texts[at - 1] == ":"}
    return targets <= labels


def _is_kept(function: Function, name: str, start: int) -> bool:
    """Whether it is set more than once, returned, copied, or its address is taken."""
    body = function.body
    places = [at for at in mentions(name, function) if at >= start]
    sets = [at for at in places if body[at + 1].text == "="]
    copies = [
        at
        for at in places
        if body[at - 1].text in _KEEPS and body[at + 1].text in (";", ":", ",", ")")
    ]
    return len(sets) != 1 or bool(copies)
