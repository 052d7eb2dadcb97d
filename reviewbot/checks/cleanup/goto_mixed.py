"""Guard or __free() added to a function that jumps to its cleanup.

Reports it where the mail shows a goto of the function that leads to a label of cleanup; include/linux/cleanup.h
expects one or the other. As a question in a function that was there: who converts one thing of it may leave the rest.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.guarded import advice
from reviewbot.context.c.hunk.jumps import last_jump_to_cleanup
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("guard", "__free", "CLASS", "ACQUIRE"))

_SCOPED = frozenset(("scoped_guard", "scoped_cond_guard"))  # ends before the label


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first helper of each function."""
    helpers = {*WHEN.words, *table("guards")["words"]["names"]} - _SCOPED
    for part in changed_parts(context):
        for function in part.functions:
            spend(len(function.body))
            level = accumulate((t.text == "{") - (t.text == "}") for t in function.body)
            added = [
                a
                for (a, b), depth in zip(pairwise(function.body), level, strict=False)
                if b.text == "(" and not depth and _is_added(a, helpers)
            ]
            jump = last_jump_to_cleanup(function.body) if added else None
            if jump is not None and jump.line.body_line:  # the tree at hand may be a later one
                facts = {"helper": added[0].text, "advice": advice(context)}
                related = (Related(jump.line.body_line, "the goto"),)
                sure = Confidence.HIGH if is_new_function(function) else Confidence.MODERATE
                yield Remark(added[0].line.body_line, facts, sure, related)


def _is_added(token: Token, helpers: set[str]) -> bool:
    return token.text in helpers and token.line.kind is ADDED
