"""Added mdelay() in a function that may sleep, as others could run meanwhile.

Reports it in a probe function, and where the same function calls one that always may sleep and nothing
that forbids it. Not in what runs while the kernel starts, nor in what restarts the machine, nor as one
of two branches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.sleeping import sleeps
from reviewbot.context.probes import is_called_probe
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_BUSY = Pattern("mdelay($time);")
_INIT = "__init"
_ELSE = "else"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_code(context, _BUSY):
        function = match.function
        if not function or has_in_removed(match, "mdelay"):
            continue
        is_last = any(word in name_of(function) for word in names_in("sleeping", "last"))
        if is_last or any(token.text == _INIT for token in function.header):
            continue
        if _ELSE in (match.before, match.after):
            continue  # which of two is right was thought of
        proof = f"{sleeps(function)}()" if sleeps(function) else ""
        if not proof and is_called_probe(context, match):
            proof = f"{name_of(function)}()"
        if proof:
            yield Remark(match.line.body_line, {"proof": proof}, recommends=("fsleep",))
