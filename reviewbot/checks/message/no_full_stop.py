"""Commit message whose last sentence has no full stop.

Asks at its last line, where it is a sentence of several words, no item of a list and no heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.changelog import lines_of_changelog
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.prose import message_prose
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True

_OPEN = regex(r"[a-z\d)]{2}\Z")
_LISTED = regex(r"\s|[-*+o•(\[]|\d+[.):]|[\w-]+: ")
_OUTPUT = regex(r"(?:\A|\s)/\w+/| - |\A\w+\.\d+:")
_FEWEST = 6  # words of a sentence


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last line of the log."""
    log = [at for at in context.body.log if context.message.line(at).strip()]
    if not log or not _OPEN.search(context.message.line(log[-1]).rstrip()):
        return
    prose = {one.at for one in message_prose(context.patch)}
    if log[-1] not in prose or not is_to_commit(context.patch):
        return
    start = next((at for at in log[::-1] if at - 1 not in prose), log[-1])
    texts = [context.message.line(at) for at in range(start, log[-1] + 1)]
    is_prose = not any(map(_LISTED.match, texts)) and not _OUTPUT.search(texts[-1])
    if not is_prose or log[-1] in lines_of_changelog(context.patch):
        return
    if len(" ".join(texts).split()) >= _FEWEST:
        yield Remark(log[-1], {})
