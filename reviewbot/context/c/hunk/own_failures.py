"""The functions a patch adds that return an error code, as far as the hunk shows it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of, returned
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.c.hunk.notifiers import answers_chain
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

_UNDOES = regex(table("error_codes")["undoes"])


def failing(part: Fragment) -> Mapping[str, int]:
    """The new functions of a hunk that return an error code, and where."""
    found, names = {}, code_names()
    for function in part.changed_functions:
        if is_new_function(function) and returned(function) == "int" and not is_undoing(function):
            spend(len(function.body))
            tested = {b.text for a, b in pairwise(function.body) if a.text == "("}
            places = [
                a.line.body_line
                for a, b, c in zip(
                    function.body, function.body[1:], function.body[2:], strict=False
                )
                if (a.text == "-" and b.text.startswith("E") and b.text.isupper())
                or (a.text == "return" and b.text in names and c.text == ";" and b.text in tested)
            ]
            if places:
                found[name_of(function)] = places[0]
    return found


def is_undoing(function: Function) -> bool:
    """Whether a function takes back what another one did: nobody minds its code."""
    return _UNDOES.search(name_of(function)) is not None


def may_pass_on(function: Function) -> bool:
    """Whether it could pass a code on."""
    is_told = not answers_chain(function)
    return returned(function) in ("int", "ssize_t") and is_told and not is_undoing(function)
