"""Added gpiod_set_value() in a function that sleeps anyway.

Reports it where the same function calls one that always may sleep, and nothing that forbids it: with
gpiod_set_value_cansleep() the line may be one of an expander behind a slow bus, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped
from reviewbot.knowledge.load import by_name, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.functions import Function

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


def _calls() -> Mapping[str, Any]:
    return by_name("sleeping", "gpio")


_CALL = Pattern("$callee(...)", callee=_calls)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such call."""
    for match in new_code(context, _CALL):
        proof = _sleeps(match.function) if match.function else ""
        callee = match["callee"]
        if proof and not has_in_removed(match, callee):
            facts = {"instead": _calls()[callee]["instead"], "proof": proof}
            yield Remark(
                match.line.body_line,
                facts,
                recommends=(facts["instead"],),
                fix=swapped(match.fragment, match.of("callee"), facts["instead"]),
            )


def _sleeps(function: Function) -> str:
    """A call of the function that shows that it may sleep, where nothing shows that it may not."""
    words = [token.text for token in function.body]
    if not names_in("sleeping", "atomic").isdisjoint(words):
        return ""
    always = names_in("sleeping", "always")
    return next((word for word in words if word in always), "")
