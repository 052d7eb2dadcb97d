"""Message about a failure that the failing function has already printed itself.

Reports, where ``if (err)`` stands right behind ``err = f(…);`` and its branch leaves, an added
dev_err() or the like in that branch, if f is known to print whenever it fails; the allocators too.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.cut import closing
from reviewbot.context.c.hunk.failed import TESTS, by_failure, failed_calls
from reviewbot.context.c.hunk.new import kernel_code
from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.knowledge.load import table
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("message",)


@cache
def _allocators() -> frozenset[str]:
    """The functions that get memory; the memory management tells of its lack."""
    return frozenset(entry["name"] for entry in table("prints")["allocators"])


@cache
def _failures() -> dict[str, str]:
    """Each function that prints where it fails → how that shows."""
    known = table("prints")
    return {
        **{entry["name"]: entry["failure"] for entry in known["functions"]},
        **dict.fromkeys(_allocators(), "null"),
    }


_FAILED = tuple(failed_calls(how, by_failure(_failures, how)) for how in TESTS)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that only repeats what the function it is about has said."""
    known = table("prints")
    for match in (m for each in _FAILED for m in kernel_code(context, each, where=_reports)):
        silenced = any(token.text in known["quiet_flags"]["names"] for token in match.tokens)
        at = None if silenced or not match.leaves else _message(match.branch)
        if at is None:
            continue
        message = match.branch[at]
        if message.line.kind is LineKind.ADDED and not _was_there(match.branch[at:], context):
            end = closing(match.branch, at + 1) or at
            yield Remark(
                match.branch[end].line.body_line,
                {
                    "callee": match["callee"],
                    "message": message.text,
                    "allocates": int(match["callee"] in _allocators()),
                },
            )


def _reports(hunk: Hunk) -> bool:
    """Whether something that prints is added."""
    return not hunk.added_words.isdisjoint(table("prints")["reporters"]["names"])


def _message(branch: Sequence[Token]) -> int | None:
    """Where something is printed."""
    names = table("prints")["reporters"]["names"]
    calls = enumerate(pairwise(branch))
    return next((n for n, (name, after) in calls if name.text in names and after.text == "("), None)


def _was_there(tokens: Sequence[Token], context: DiffContext) -> bool:
    """Whether the text of the message that starts there stood in a removed line."""
    text = next((token.text for token in tokens if token.kind is TokenKind.STRING), "")
    return not text or any(text in line for line in context.removed())
