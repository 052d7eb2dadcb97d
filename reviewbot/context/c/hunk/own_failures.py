"""The functions a patch adds that return an error code, as far as the hunk shows it."""

from __future__ import annotations

from itertools import compress, count, pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of, returned
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.c.hunk.notifiers import answers_chain
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

_TELLING = frozenset(("-", "return"))  # what a code stands behind
_UNDOES = regex(table("error_codes")["undoes"])


def failing(part: Fragment) -> Mapping[str, int]:
    """The new functions of a hunk that return an error code, and where."""
    found = {}
    for function in part.changed_functions:
        if is_new_function(function) and returned(function) == "int" and not is_undoing(function):
            at = _first_code([token.text for token in function.body])
            if at is not None:
                found[name_of(function)] = function.body[at].line.body_line
    return found


def _first_code(texts: Sequence[str]) -> int | None:
    """Where an error code is first told in a body: ``-EINVAL``, or ``return ret;`` of what is tested."""
    spend(len(texts))
    names = code_names()
    for at in compress(count(), map(_TELLING.__contains__, texts)):
        following = texts[at + 1 : at + 3]
        if len(following) < 2:  # noqa: PLR2004
            return None
        first, second = following
        if texts[at] == "-":
            if first.startswith("E") and first.isupper():
                return at
        elif first in names and second == ";" and ("(", first) in pairwise(texts):
            return at
    return None


def is_undoing(function: Function) -> bool:
    """Whether a function takes back what another one did: nobody minds its code."""
    return _UNDOES.search(name_of(function)) is not None


def may_pass_on(function: Function) -> bool:
    """Whether it could pass a code on."""
    is_told = not answers_chain(function)
    return returned(function) in ("int", "ssize_t") and is_told and not is_undoing(function)
