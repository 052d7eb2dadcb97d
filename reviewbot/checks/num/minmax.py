"""Added comparison that is min(), max() or clamp().

Reports ``if (a > b) a = b;``, two of them in a row, and ``if (a > b) r = b; else r = a;``. Surely where the
types in sight are such that the helper compiles; as a question where they are out of sight, and of the
helpers that are given a type where the kernel of that day takes no two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.bounds import fit, type_to_name
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.helpers import is_to_come
from reviewbot.knowledge.error_codes import code_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("helper",)
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "min_max"

_ABOVE = ("$a > $b", "$a >= $b", "$b < $a", "$b <= $a")
_BELOW = ("$a < $b", "$a <= $b", "$b > $a", "$b >= $a")
_TOP = ("$a > $c", "$a >= $c", "$c < $a", "$c <= $a")
_BOTTOM = ("$a < $c", "$a <= $c", "$c > $a", "$c >= $a")
_BOUNDED = "if (TEST) { $a = $b; }"
_CLAMPED = "if (TEST) { $a = $b; } NEXT (OTHER) { $a = $c; }"
_CHOSEN = "if (TEST) { $r = $b; } else { $r = $a; }"
_NEXT = ("if", "else if")
_TAKES_TYPES_SINCE = "6.8"  # operands of two types, if they are both signed or both unsigned
_HEADER_SINCE = "5.10"
_COMPARED = Pattern(_BOUNDED, TEST=(*_ABOVE, *_BELOW))  # any of those below, or
_ASSIGNED = Pattern(_CHOSEN, TEST=(*_ABOVE, *_BELOW))
_HELPERS = (
    (Pattern(_CLAMPED, TEST=_BELOW, OTHER=_TOP, NEXT=_NEXT), "clamp", "abc", _COMPARED),
    (Pattern(_CLAMPED, TEST=_ABOVE, OTHER=_BOTTOM, NEXT=_NEXT), "clamp", "acb", _COMPARED),
    (Pattern(_CHOSEN, TEST=_ABOVE), "min", "ab", _ASSIGNED),
    (Pattern(_CHOSEN, TEST=_BELOW), "max", "ab", _ASSIGNED),
    (Pattern(_BOUNDED, TEST=_ABOVE), "min", "ab", _COMPARED),
    (Pattern(_BOUNDED, TEST=_BELOW), "max", "ab", _COMPARED),
)
WHEN = When(
    patterns=(_COMPARED, _ASSIGNED),
    shapes=(r"<(?<![-<]<)(?<!include <)[^<>]", r">(?<![-<>]>)(?<!\.h>)[^<>]"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comparison that has a name."""
    told = set()
    is_there = {
        each: next(new_code(context, each), None) is not None for each in (_COMPARED, _ASSIGNED)
    }
    for pattern, helper, order, whole in _HELPERS:
        if not is_there[whole]:
            continue
        for match in new_code(context, pattern):
            is_told = id(match.tokens[-1]) in told
            is_branch = "else" in (match.before, match.after)
            bounded = match["r" if "r" in match.bound else "a"]
            is_error = bounded in code_names()
            sure = fit(match, order)
            is_other = is_told or is_branch or is_error or _was_compared(context, match)
            if sure is not None and not is_other:
                told |= {id(token) for token in match.tokens}
                type_ = _given(context, match, order)
                if type_ is None:
                    continue
                named = f"{helper}_t" if type_ else helper
                operands = (*([type_] if type_ else ()), *(match[name] for name in order))
                facts = {
                    "call": f"{named}({', '.join(operands)})",
                    "bounded": bounded,
                    "helper": named,
                    "header": "kernel.h" if is_to_come(_HEADER_SINCE, context) else "minmax.h",
                }
                confidence = Confidence.HIGH if sure and not type_ else Confidence.MODERATE
                yield Remark(match.line.body_line, facts, confidence, recommends=(helper,))


def _given(context: DiffContext, match: Match, order: str) -> str | None:
    """The type that the helper has to be given; empty where it takes the operands as they are.

    ``None`` where no type is known that is right for all of them.
    """
    if not is_to_come(_TAKES_TYPES_SINCE, context):
        return ""
    return type_to_name(match, order)


def _was_compared(context: DiffContext, match: Match) -> bool:
    """Whether removed lines compare and set what has the same name, be it a member there."""
    name = match.of("a")[-1].text
    lines = [text for text in context.removed() if name in text]
    compares = any(text.startswith(("if (", "} else if (")) for text in lines)
    return compares and any(text.partition(" = ")[0].endswith(name) for text in lines)
