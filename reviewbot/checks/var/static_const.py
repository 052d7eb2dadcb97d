"""Added constant table that is built on the stack at each call.

Reports a local ``const`` array that is not static, with nothing but constants in it. It asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.context.fix import put_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("const",))

_FEW = 5  # tokens of two values in braces


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table."""
    for each in new_variables(context):
        declared, words = each.declared, each.declared.words
        is_const = "const" in words and ("*" not in words or words[-1] == "const")
        is_table = declared.is_array and is_const and "static" not in words
        is_filled = len(declared.value) > _FEW and all(map(_is_constant, declared.value))
        if is_table and is_filled:
            at = declared.name.line.body_line
            first = each.function.body[declared.at - len(words)]
            fix = put_before(each.part, first, "static ")
            yield Remark(at, {"table": each.name}, Confidence.MODERATE, fix=fix)


def _is_constant(token: Token) -> bool:
    """Whether this may stand in a constant: no variable, no call of a function."""
    return token.kind is not TokenKind.NAME or token.text.isupper()
