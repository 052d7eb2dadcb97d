"""Where the text of a mail begins: below the salutation, and what is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.frozen import replace
from reviewbot.regex import regex
from reviewbot.thread.quoting import own_lines

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_CUT = "---"
_SALUTATION = regex(r"(?i)(?:hi|hello|hey|dear|greetings|good \w+|all)\b.{0,40}[,.!:]?")


@once_for_each
def first_line(mail: Patch) -> int:
    """The first line of the log that says something of its own; of any, where there is none."""
    log, message = mail.body.log, mail.message
    above = message.lines[: mail.body.diff.start - 1] if mail.body.diff else message.lines
    own = (number for number in own_lines(replace(message, lines=above)) if number in log)
    texts = ((number, message.line(number).strip()) for number in (*own, *log))
    says = (number for number, text in texts if text and not _SALUTATION.fullmatch(text))
    first = next(says, log.start)
    return min(first, len(message.lines))


def cut_at(patch: Patch, below: int) -> int:
    """The ``---`` that ends a log in its midst: one is below that line of it, too; 0 where none is."""
    notes, line = patch.body.notes, patch.message.line
    is_cut = below and any(line(at) == _CUT for at in notes if at > below)
    return notes.start - 1 if is_cut and line(notes.start - 1) == _CUT else 0
