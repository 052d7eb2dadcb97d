"""Number given to a function beside a local array, which has that many entries.

Reports ``u32 reg[2]; … f(reg, 2)``: ARRAY_SIZE(reg), or sizeof() where the entries are bytes. Not where the
number is compared with what the call has given: so many are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.local_arrays import is_always_beside, type_of_entries
from reviewbot.context.c.hunk.new import removes
from reviewbot.context.c.hunk.written import new_written
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), signs=(", 2", ", 3", ", 4", ", 5", ", 6", ", 7", ", 8", ", 9"))

_GIVEN = regex(r", (?<=\w , )(?P<count>[2-9]|[1-9]\d{1,2}) [,)]")
_COMPARES = ("==", "!=", "<")
_BYTES = ("u8", "char", "unsigned char", "uint8_t")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each number that an array has already."""
    for match in new_written(context, _GIVEN, ", "):
        function = match.function
        array, count = match.before, match["count"]
        is_given = match.code.texts[match.start - 2] in ("(", ",")
        type_ = type_of_entries(array, count, function) if function and is_given else ""
        was_so = any(removes(match.fragment.hunk, f", {count}{sign}") for sign in ",)")
        was_so = was_so or _is_asked_for(match.line.text, count, function)
        if function and type_ and not was_so and is_always_beside(array, count, function):
            instead = f"sizeof({array})" if type_ in _BYTES else f"ARRAY_SIZE({array})"
            facts = {"count": count, "instead": instead}
            yield Remark(match.line.body_line, facts)


def _is_asked_for(line: str, count: str, function: Function | None) -> bool:
    """Whether what a line sets is compared with the number."""
    name = line.partition(" = ")[0].strip()
    texts = [token.text for token in function.body] if function else []
    spend(len(texts))
    steps = zip(texts, texts[1:], texts[2:], strict=False)
    return any(a == name and sign in _COMPARES and b == count for a, sign, b in steps)
