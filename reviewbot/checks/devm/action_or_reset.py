"""Added devm_add_action() whose failure leaves undone what the action is for.

Reports the call where the branch of its failure calls the action. As a question where that only prints and
returns, behind a step that the action is named as the opposite of, or where its result is returned
at once; noted where there may be nothing to undo yet.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.failed import TESTS
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.step_above import is_behind_step
from reviewbot.context.fix import renamed
from reviewbot.knowledge.load import by_name
from reviewbot.knowledge.prints import reporters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

_actions = partial(by_name, "devm", "actions")
_CALL = "$callee($dev, $action, $data);"
_TESTED = Pattern(f"$p = {_CALL} if (TEST)", callee=_actions, TEST=TESTS["negative"])
_RETURNED = Pattern(f"return {_CALL}", callee=_actions)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each action that is not carried out where it could not be added."""
    for match in new_code(context, _TESTED, partly=True, in_tests=False):
        undoes = match["action"].lstrip("&") in {token.text for token in match.branch}
        is_added = is_new(context, match.first(match["callee"]).line)
        if (
            is_added
            and match.leaves
            and "goto" not in {token.text for token in match.branch}
            and (undoes or match.branch[0].text in {"return", *reporters()})
        ):
            likely = is_behind_step(match) and not match.is_explained
            left = Confidence.MODERATE if likely else Confidence.LOW
            confidence = Confidence.HIGH if undoes else left
            yield _remark(match, "undoes" if undoes else "leaves", confidence)
    for match in new_code(context, _RETURNED, in_tests=False):
        yield _remark(match, "leaves", Confidence.MODERATE)


def _remark(match: Match, does: str, confidence: Confidence) -> Remark:
    reset = _actions()[match["callee"]]["reset"]
    facts = {"callee": match["callee"], "reset": reset, "does": does}
    fix = renamed(match, "callee", reset) if does == "leaves" else ()
    at = match.first(match["callee"]).line.body_line
    return Remark(at, facts, confidence, recommends=(reset,), fix=fix)
