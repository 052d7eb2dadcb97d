"""Error code among the arguments of a dev_err_probe() that prints it anyway.

Reports an added call of dev_err_probe() or the like whose format is given the very code that the
call is for: the code, the pointer it is of, or an ERR_PTR() of it; or, last, an error code beside that
of a pointer, which it is or, worse, is not.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import source, swapped
from reviewbot.context.printed_code import without_code
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("log.oom", "log.duplicate_error")

_messages = partial(by_name, "probe", "messages")
_PATTERNS = (
    Pattern(
        "$callee($dev, $code, $format, ..., PRINTED, ...)",
        callee=_messages,
        PRINTED=("$code", "ERR_PTR($code)"),
    ),
    Pattern("$callee($dev, PTR_ERR($code), $format, ..., $code, ...)", callee=_messages),
    Pattern("$callee($dev, PTR_ERR($of), $format, ..., $code)", callee=_messages, code=code_names),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each call that is given its code twice."""
    for match in (match for each in _PATTERNS for match in new_code(context, each)):
        was_there = match["callee"] in match.fragment.hunk.removed_words and has_in_removed(
            match, match["format"].strip('"')
        )
        if "%" in match["format"] and not was_there:
            yield Remark(match.line.body_line, {"callee": match["callee"]}, fix=_fix(match))


def _fix(match: Match) -> Fix:
    """The same message without the code, where it is the last thing said."""
    part, call = match.fragment, match.call("callee")
    rest = call[call.index(match.of("format")[0]) : -1]
    told = source(part, rest)
    said = "" if "\n" in told or told.count("(") else without_code(told, match["code"])
    return swapped(part, rest, said) if said else ()
