"""Added return of a variable that is 0 there.

Reports a ``return ret;`` where ``if (ret) return ret;`` or the like stands above it and nothing
between sets ret; also one that was there, where a guard takes the place of what stood above it, as a
label. The variable is not wrong, only harder to read.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.known_zero import is_zero
from reviewbot.context.c.hunk.new import left_by_guard, new_code
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tested import tested_alone
from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.context.fix import rewritten
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_RETURN = Pattern("^ return $value;")
_VALUE = r"return\s+([A-Za-z_]\w*)\s*;"
_BEHIND = regex(rf"\n(?<=[;}}/\s]\n)\s*{_VALUE}")  # another statement, as far as one sees at once
WHEN = When(patterns=(_RETURN,), shapes=(_VALUE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return whose value is known."""
    is_any = any(map(_may_be_zero, changed_parts(context)))
    for match in _returns(context) if is_any else ():
        value = match.of("value")
        is_tested = _is_name(value) and value[0].text in tested_alone(match.fragment)
        if is_tested and is_zero(match):
            facts = {"variable": match["value"]}
            fix = rewritten(match, "return 0;")
            yield Remark(match.line.body_line, facts, fix=fix)


def _returns(context: DiffContext) -> Iterator[Match]:
    """The new ones, and those above which something is taken out for a guard."""
    return chain(new_code(context, _RETURN), left_by_guard(context, _RETURN, "return"))


def _may_be_zero(part: Fragment) -> bool:
    """Whether a return behind another statement is of a variable that is tested."""
    returned = _BEHIND.findall(part.text)
    return bool(returned) and not tested_alone(part).isdisjoint(returned)


def _is_name(value: Sequence[Token]) -> bool:
    return len(value) == 1 and value[0].kind is TokenKind.NAME
