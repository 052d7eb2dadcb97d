"""How often a patch uses the functions that it adds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext


def uses_of_new(context: DiffContext, names: tuple[str, ...]) -> Counter[str]:
    """How often names stand in the code, where one is added at the start of a function."""
    uses: Counter[str] = Counter()
    heads = set()
    for part in changed_parts(context):
        for name in names if not part.words.isdisjoint(names) else ():
            places = part.code.places.get(name, ())
            uses[name] += len(places)
            lines = [part.code.tokens[at].line for at in places if part.code.text(at + 1) == "("]
            heads |= {name for line in lines if line.kind is ADDED and line.text[:1].isalpha()}
    return Counter({name: uses[name] for name in heads})
