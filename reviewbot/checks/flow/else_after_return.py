"""Added else behind a branch that always leaves.

Reports the ``else`` of an ``if`` whose branch ends with return, goto, break or continue; in a chain
of them, where all branches but the last leave. Not an ``else if`` behind a goto: cases of one kind. As a question where both branches are nothing but
such a jump, where all of three branches or more leave, where a second if looks at the same value and
ends the chain, where the else has variables of its own, and where all it does is what is done before the jump as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.chains import is_one_value, leaves_at_last, of_even_chains
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import TokenKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_JUMPS = frozenset(("return", "goto", "break", "continue"))
_ELSE = Pattern(
    "if (...) BRANCH else",
    BRANCH=("JUMP", "{ ... JUMP }"),
    JUMP=("return ...;", "goto $label;", "break;", "continue;"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each else that is reached by the one way left."""
    for match in of_even_chains(kernel_code(context, _ELSE, where=_adds_else)):
        if is_new(context, match.line) and "else" not in match.fragment.hunk.removed_words:
            confidence = Confidence.MODERATE if _is_meant(match) else Confidence.HIGH
            jump = next(each.text for each in reversed(match.tokens) if each.text in _JUMPS)
            if not (jump == "goto" and match.after == "if"):
                yield Remark(match.line.body_line, {"jump": jump}, confidence)


def _adds_else(hunk: Hunk) -> bool:
    return "else" in hunk.added_words


def _is_meant(match: Match) -> bool:
    """Whether somebody may want it, for what is alike then looks alike."""
    is_even = leaves_at_last(match, _JUMPS) or is_one_value(match)
    return is_even or _has_variables(match) or _is_pair(match) or _is_undone_alike(match)


def _is_undone_alike(match: Match) -> bool:
    """Whether the one call of the else is made in the branch, too: either way undoes what was done."""
    code, start = match.code, match.stop
    behind = code.behind(start) if match.after != "if" else 0
    last = [token.text for token in code.tokens[start:behind] if token.text not in ("{", "}")]
    is_call = last.count(";") == 1 and last[-2:] == [")", ";"]
    branch = [token.text for token in match.tokens]
    return is_call and any(
        branch[at : at + len(last)] == last for at, text in enumerate(branch) if text == last[0]
    )


def _is_pair(match: Match) -> bool:
    """Whether both branches only leave, like the two halves of a conditional expression."""
    code = match.code
    behind = match.stop if match.after != "if" else code.behind(match.stop + 1)
    branches = (code.behind(match.start + 1), behind)
    return not any(_JUMPS.isdisjoint(code.texts[at : at + 2]) for at in branches)


def _has_variables(match: Match) -> bool:
    """Whether the else begins with a declaration, so that its braces are of use."""
    first, second = [*match.branch[:2], match.tokens[-1], match.tokens[-1]][:2]
    is_named = second.kind is TokenKind.NAME or second.text == "*"
    return is_named and first.kind is TokenKind.NAME and first.text not in (*_JUMPS, "else", "do")
