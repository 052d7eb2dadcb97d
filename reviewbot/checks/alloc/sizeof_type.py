"""Added allocation whose size names the type of its pointer again, instead of sizeof(*p).

Reports ``p = kzalloc(sizeof(struct x), ...)``, also of arrays, for the functions of
knowledge/allocators.toml, where p is seen to be a ``struct x *``; as a question where its
declaration is out of sight. Not where only a word of the lines is another, or the patch removes the same size
elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.allocations import allocation
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.one_word import is_renamed
from reviewbot.context.fix import swapped
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "size_of_target"

_SEARCHED = 50  # lines searched in a step


_ALLOCATED = allocation(
    of=("sizeof(struct $type)",), texts=("^ $p = CALL;", "^ struct $of *$p = CALL;")
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added allocation that names the type its pointer points to."""
    for match in new_code(context, _ALLOCATED, commented=True):
        *stars, pointer = (token.text for token in match.of("p"))
        named = f"struct {match['type']}"
        wanted = f"{named} *{' *' * len(stars)}"
        declared = declarations(match.function).get(pointer, ()) if match.function else ()
        is_other = any(each.type != wanted for each in declared)
        is_plain = len(match.of("type")) == 1  # not a pointer to it, not an array of it
        hunk = match.fragment.hunk
        was_named = {"sizeof", match["type"]} <= hunk.removed_words or _is_removed(context, named)
        was_named = was_named or is_renamed(hunk, match.lines())
        if is_plain and not is_other and not was_named:
            facts = {"pointer": match["p"], "named": named}
            in_sight = declared and not set(stars) - {"*"}
            confidence = Confidence.HIGH if in_sight else Confidence.MODERATE
            named_at = match.first("sizeof")
            at = match.tokens.index(named_at)
            fix = swapped(match.fragment, match.tokens[at + 2 : at + 4], f"*{match['p']}")
            yield Remark(named_at.line.body_line, facts, confidence, fix=fix)


def _is_removed(context: DiffContext, named: str) -> bool:
    """Whether the patch takes out an allocation of that size: it is only moved."""
    removed = context.removed()
    spend(1 + len(removed) // _SEARCHED)
    return any("alloc" in text and f"sizeof({named})" in text for text in removed)
