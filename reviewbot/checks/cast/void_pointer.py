"""Added cast of a void pointer.

Reports ``p = (struct x *)arg;``, or of an integer, where arg is a parameter declared as ``void *``, and ``p = (struct x
*)f(…);`` where f returns one. Such a cast does no harm, but none is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.types import integers
from reviewbot.context.fix import swapped
from reviewbot.knowledge.load import names_in
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_TYPES = ("struct $type *", "$type *")


def _functions() -> frozenset[str]:
    """The functions that return void *."""
    return names_in("void_pointers", "functions")


_RESULT = Pattern("= (TYPE)$callee(...)", TYPE=_TYPES, callee=_functions)
_PARAMETER = Pattern("= (struct $type *)$given")
_NUMBER = Pattern("= ($type *)$given", type=integers)
_CASTS = regex(r"\*[ ]?\)[ ]?(\w+)")
WHEN = When(patterns=(_RESULT, _PARAMETER, _NUMBER), shapes=(r"=\s*\([^();]*\*\s*\)",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each cast that C makes by itself."""
    for match in new_code(context, _RESULT):
        if match.after in (";", ",") and match["callee"] not in match.fragment.hunk.removed_words:
            facts = {"what": f"{match['callee']}()"}
            yield Remark(match.line.body_line, facts, fix=_fix(match))
    for pattern in (_PARAMETER, _NUMBER):
        for match in new_code(context, pattern):
            if match.after in (";", ",") and _is_void(match) and not _was_there(match):
                facts = {"what": match["given"]}
                yield Remark(match.line.body_line, facts, fix=_fix(match))


def _fix(match: Match) -> Fix:
    """What is cast, by itself."""
    stop = match.tokens.index(match.first(")")) + 2
    return swapped(match.fragment, match.tokens[1:stop], match.tokens[stop - 1].text)


def _was_there(match: Match) -> bool:
    """Whether a removed line casts the same, or has both words."""
    hunk = match.fragment.hunk
    is_cast = match["given"] in _CASTS.findall(hunk.removed_text)
    return is_cast or {match["given"], match["type"]} <= hunk.removed_words


def _is_void(match: Match) -> bool:
    """Whether what is cast is a parameter that may be written through, of no type."""
    found = declarations(match.function).get(match["given"], ()) if match.function else ()
    return any(each.is_parameter and each.words == ("void", "*") for each in found)
