"""Added gpiod_set_value() in a function that sleeps anyway.

Reports it where the same function calls one that always may sleep, and nothing that forbids it: with
gpiod_set_value_cansleep() the line may be one of an expander behind a slow bus, too. Not where the patch
sets or reads the same line in a function that may not sleep, or puts it in place of gpio_set_value().
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.sleeping import sleeps
from reviewbot.context.fix import swapped
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


def _calls() -> Mapping[str, Any]:
    return by_name("sleeping", "gpio")


_CALL = Pattern("$callee(...)", callee=_calls)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such call."""
    found = tuple(new_code(context, _CALL))
    awake = {_of(each) for each in found if not each.function or not sleeps(each.function)}
    for match in found:
        proof = sleeps(match.function) if match.function else ""
        callee = match["callee"]
        former = callee.replace("gpiod_", "gpio_")
        was_there = has_in_removed(match, callee) or has_in_removed(match, former)
        if proof and _of(match) not in awake and not was_there:
            facts = {"instead": _calls()[callee]["instead"], "proof": proof}
            yield Remark(
                match.line.body_line,
                facts,
                recommends=(facts["instead"],),
                fix=swapped(match.fragment, match.of("callee"), facts["instead"]),
            )


def _of(match: Match) -> str:
    """The last name of what is set or read: what must not sleep elsewhere is on no slow bus."""
    given = takewhile(lambda token: token.text != ",", match.tokens[2:])
    return next((each.text for each in reversed(tuple(given)) if each.text.isidentifier()), "")
