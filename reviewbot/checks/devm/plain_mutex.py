"""Mutex of a device that is initialised by hand where devm_*() is used for the rest.

Reports an added mutex_init() of a structure's member in a function that calls devm_*() functions,
where the hunk has no mutex_destroy(): devm_mutex_init() destroys it with the device, for debugging.
Memory that is freed by hand is gone by then.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "devm_mutex_init"

_INIT = Pattern("^ $init(&$owner->$lock);", init=partial(by_name, "devm", "plain"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each mutex whose device manages it no further."""
    for match in new_code(context, _INIT):
        known = by_name("devm", "plain")[match["init"]]
        if _is_managed(match) and known["undone"] not in match.fragment.words:
            facts = {"managed": known["managed"]}
            at = match.line.body_line
            yield Remark(at, facts, recommends=(known["managed"],))


def _is_managed(match: Match) -> bool:
    """Whether the function has things managed, and nothing that may be the structure is not."""
    words = [token.text for token in match.function.body] if match.function else []
    by_hand = any("alloc" in word and not word.startswith("devm_") for word in words)
    is_own = any(
        name == match["owner"] and sign == "=" and call.startswith("devm_")
        for name, sign, call in zip(words, words[1:], words[2:], strict=False)
    )
    return is_own or (not by_hand and any(word.startswith("devm_") for word in words))
