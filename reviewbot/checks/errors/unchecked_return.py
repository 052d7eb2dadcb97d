"""Added call that ignores a result which practically all other callers look at.

Reports a call that is a statement of its own, of a function that can fail and whose result at least
95 % of its callers in Linux 6.12 use, or where the next line tests an error code that nothing has
set; as a question where it is 80 %.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.c.hunk.unset import tests_unset
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import shared
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import DiffLine, Hunk

SEVERITY = Severity.WARNING
BUG = True
KERNEL_ONLY = True


_SURE = 0.95
_BARE = re.compile(r"\s*(\w+)\(\s*&?([^,()]*)")
_MEMBER = re.compile(r"->|\.")


def _known() -> Mapping[str, Any]:
    """The functions whose result is looked at, with how often, by name."""
    return by_name("results", "functions")


_STATEMENT = Pattern("^ $callee(...);", callee=_known)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call that ignores what it returns."""
    for match in new_code(context, _STATEMENT, partly=True, commented=True, in_tests=False):
        line = match.tokens[0].line
        if not is_new(context, line) or match.is_explained or _was_ignored(match):
            continue
        around = tuple(match.code.blocks.around(match.start))
        unset, returned = tests_unset(around), _returned(match.function)
        if unset or not (returned == "nothing" or is_rollback(around)):
            test = match.code.tokens[around[0].below[0].start].line if unset else line
            yield _remark(
                match["callee"], line, _Test(unset, test), is_told=returned == "something"
            )


class _Test(NamedTuple):
    """The variable the statement behind the call tests though nothing has set it; ``""`` if none."""

    variable: str
    line: DiffLine


def _remark(callee: str, line: DiffLine, test: _Test, *, is_told: bool) -> Remark:
    """A remark; ``is_told``: the function around the call returns something."""
    checked, calls = _known()[callee]["checked"], _known()[callee]["calls"]
    sure = test.variable or (is_told and checked >= _SURE * calls)
    related = Related(test.line.body_line, f"tests {test.variable}")
    return Remark(
        line.body_line,
        {
            "callee": callee,
            "checked": f"{checked:,}",
            "calls": f"{calls:,}",
            "unset": test.variable,
        },
        Confidence.HIGH if sure else Confidence.MODERATE,
        (related,) if test.variable else (),
    )


def _returned(function: Function | None) -> str:
    """What a function is seen to return: ``something``, ``nothing``, or ``""`` where it is not."""
    header = [token.text for token in function.header] if function else []
    before = header[: header.index("(")] if "(" in header else []
    if not before:
        return ""
    return "nothing" if "void" in before and "*" not in before else "something"


def _was_ignored(match: Match) -> bool:
    """Whether a call of the kind, of the same thing, was a statement before the patch."""
    call = _BARE.match(match.tokens[0].line.text)
    return call is not None and _kind(*call.groups()) in _replaced(match.fragment.hunk)


@shared(maxsize=64)
def _replaced(hunk: Hunk) -> frozenset[tuple[str, str]]:
    """The removed calls that were statements of their own: what they were of, and given."""
    removed = (line.text for line in hunk.lines if line.kind is LineKind.REMOVED)
    return frozenset(_kind(*match.groups()) for text in removed if (match := _BARE.match(text)))


def _kind(callee: str, argument: str) -> tuple[str, str]:
    """The first word of a function's name, and the member or variable it is given first."""
    return callee.partition("_")[0], _MEMBER.split(argument)[-1]
