"""Message about a failure that the failing function has already printed itself.

Reports, where ``if (err)`` stands right behind ``err = f(…);`` and its branch leaves, an added
dev_err() or the like in that branch, if f is known to print whenever it fails; the allocators too. It asks
where f does not name what is missing, for the message may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.cut import closing
from reviewbot.context.c.hunk.old_texts import stood_there
from reviewbot.context.c.hunk.printed import FAILED, told_twice
from reviewbot.context.c.hunk.tokens import A_STRING
from reviewbot.context.dropped import dropped_tokens
from reviewbot.knowledge.prints import allocators, nameless
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.finding import Fact
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("message",)
WHEN = When(patterns=FAILED)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that only repeats what the function it is about has said."""
    for match, message in told_twice(context):
        stop = closing(message, 1) or 0
        if message[0].line.kind is LineKind.ADDED and not _was_there(message[:stop], context):
            facts: dict[str, Fact] = {
                "callee": match["callee"],
                "message": message[0].text,
                "allocates": int(match["callee"] in allocators()),
            }
            end = message[stop]
            sure = Confidence.MODERATE if match["callee"] in nameless() else Confidence.HIGH
            yield Remark(end.line.body_line, facts, sure, fix=_fix(match, message[0], end))


def _fix(match: Match, first: Token, last: Token) -> Fix:
    """Without the message."""
    tokens, stop = match.code.tokens, match.stop + len(match.branch) + 2
    places = [at for at in range(match.stop, min(stop, len(tokens))) if tokens[at] in (first, last)]
    return dropped_tokens(match.fragment, match.code, places[0], places[-1] + 2)


def _was_there(message: Sequence[Token], context: DiffContext) -> bool:
    """Whether the text of a message stood there, the lines it is in or removed ones; true of one without."""
    strings = [token for token in message if token.kind is A_STRING]
    text = "".join(token.text[1:-1] for token in strings)
    is_kept = any(token.line.kind is not LineKind.ADDED for token in strings)
    return is_kept or not text or stood_there(context, text)
