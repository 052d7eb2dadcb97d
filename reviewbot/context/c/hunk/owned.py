"""Variables that a function gets something in, and that it gives back itself on all ways out.

What it gives back at its end as well as before is nobody else's: it was not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, mentions
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match

_BRANCH = 12  # tokens of a branch up to its goto
_KEEPS = frozenset(("=", "return", "&", "?", ":"))  # before the variable


@frozen
class Owned:
    """A variable that one could declare where it is got.

    ``type`` is written as before its name, ``declared`` the body line of its declaration, ``released``
    are those on which it is given back, or that go there.
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
    jumps = [at for at, text in enumerate(texts) if text == "goto"]
    many = len(ends) > 1 or (ends and jumps)
    is_told = many and (_is_given_back(texts, ends, jumps) or _is_done(texts, ends, jumps, name))
    if not is_told or _is_kept(function, name, found[0].stop):
        return None
    declared = found[0].name.line.body_line
    lines = tuple(function.body[at].line.body_line for at in (*ends, *jumps))
    return Owned(_type(found[0].words), declared, lines)


def _type(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text.replace("* *", "**") if text.endswith("*") else f"{text} "


def _is_given_back(texts: Sequence[str], ends: Sequence[int], jumps: Sequence[int]) -> bool:
    """Whether the function ends with that, for whatever it has to give back, and a return.

    All gotos lead there, and what is above does: behind a return it would have been kept.
    """
    start, labels = _tail(texts)
    statements = [
        at for at, text in enumerate(texts[: max(start - 1, 0)]) if text in STATEMENT_ENDS
    ]
    above = texts[statements[-1] + 1 if statements else 0 : start]
    last, name = ends[-1], texts[ends[-1] + 2]
    has_it = [at for at in jumps if not _is_without(texts, at, name)]
    targets = [labels.get(texts[at + 1], -1) for at in jumps]
    is_led_to = (
        all(labels.get(texts[at + 1], last) < last for at in has_it)
        and min(targets, default=0) >= 0
    )
    return start <= last and is_led_to and not {"return", "goto"} & {*above[:1]}


def _is_without(texts: Sequence[str], at: int, name: str) -> bool:
    """Whether a goto stands in the branch of ``if (!name)``."""
    before = list(texts[max(at - _BRANCH, 0) : at])
    return any(before[k : k + 3] == ["!", name, ")"] for k in range(len(before)))


def _tail(texts: Sequence[str]) -> tuple[int, Mapping[str, int]]:
    """Where the statements at the end begin that give something back, and the labels among them."""
    at, labels = len(texts), dict[str, int]()
    if ";" in texts:
        start = max(i for i, text in enumerate(["}", *texts[:-1]]) if text in STATEMENT_ENDS)
        at = start if texts[start] == "return" else at
    while at > 1:
        if texts[at - 1] == ":" and texts[at - 3 : at - 2] != ["?"]:
            at -= 2
            labels[texts[at]] = at
        elif _gives_back(texts, at - 5):
            at -= 5
        else:
            break
    return at, labels


def _gives_back(texts: Sequence[str], at: int) -> bool:
    """Whether a statement there gives something back, in no branch of a condition."""
    releases = by_name("freed", "functions", "release")
    is_release = at > 0 and texts[at] in releases and list(texts[at + 3 : at + 5]) == [")", ";"]
    return is_release and texts[at - 1] not in (")", "else")


def _is_done(texts: Sequence[str], ends: Sequence[int], jumps: Sequence[int], name: str) -> bool:
    """Whether it is given back before the end, outside of all blocks, and nothing names it later."""
    depth = sum((text == "{") - (text == "}") for text in texts[: ends[-1]])
    is_late = (
        texts[ends[-1] - 1] not in (")", "else")
        and texts[ends[-1]] in table("freed")["late"]["releases"]
    )
    return is_late and depth == 0 and not jumps and name not in texts[ends[-1] + 5 :]


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
