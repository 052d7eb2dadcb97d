"""Failures that the failing function has printed, and that its caller prints again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.failed import TESTS, by_failure, failed_calls
from reviewbot.context.c.hunk.new import kernel_code
from reviewbot.knowledge.prints import printing, quiet_flags, reporters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk

FAILED = tuple(failed_calls(how, by_failure(printing, how)) for how in TESTS)


def told_twice(
    context: DiffContext, failed: Sequence[Pattern] = FAILED
) -> Iterator[tuple[Match, Sequence[Token]]]:
    """Each failed call that has printed, with its branch from where the caller prints on.

    Only branches that leave, or do no more and have another one beside them; in hunks in which
    something that prints is added.
    """
    for match in (m for each in failed for m in kernel_code(context, each, where=_reports)):
        is_silenced = any(token.text in quiet_flags() for token in match.tokens)
        is_end = match.leaves or _only_prints(match)
        message = _message(match.branch) if is_end and not is_silenced else ()
        if message:
            yield match, message


def _reports(hunk: Hunk) -> bool:
    """Whether something that prints is added."""
    return not hunk.added_words.isdisjoint(reporters())


def _only_prints(match: Match) -> bool:
    """Whether its branch is one message of an error, and all else is done in the other one."""
    branch = match.branch
    if not branch or not branch[0].text.endswith("_err") or branch[0].text not in reporters():
        return False
    behind = match.stop + len(branch) + 2 * (match.after == "{")
    is_one = sum(token.text == ";" for token in branch) == 1 and branch[-1].text == ";"
    return is_one and match.code.text(behind) == "else"


def _message(branch: Sequence[Token]) -> Sequence[Token]:
    """The branch from where something is printed on; empty where nothing is."""
    calls = enumerate(pairwise(branch))
    printed = (at for at, (name, after) in calls if name.text in reporters() and after.text == "(")
    at = next(printed, len(branch))
    return branch[at:]
