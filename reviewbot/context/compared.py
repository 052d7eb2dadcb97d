"""Where a log, in prose, tells what is different from the revision before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_OF_OTHERS = r"(?! of (?!th(?:is|e|ese) (?:patch|series)))"  # the previous version of the firmware
_POSTING = (
    rf"(?:(?:version|revision){_OF_OTHERS}|submission|posting|attempt|iteration|change|patch ?set)"
)
_EARLIER = (
    rf"(?:the |my |our )?(?:(?:previous|last|prior|earlier|first) {_POSTING}|v(?P<%s>\d{{1,2}}))\b"
)
_COMPARES = regex(
    r"(?i)\b(?:compared (?:to|with)|relative to|contrary to|(?:as )?opposed to|in contrast to|unlike(?: in)?"
    rf"|differs from|different from) {_EARLIER % 'against'}"
    r"|(?P<list>^[ \t]*[-*+][ \t]+)?\b(?:drop|remove|revert|undo|rework|redo|fix|correct|replace)(?:s|d|ed|ped|ing|ping)? "
    rf"(?(list)|my ){_EARLIER % 'undone'}"
)
_HARDWARE = regex(
    r"(?i)\b(?:hardware|hw|firmware|silicon|chips?|socs?|ip|ics?|generations?|spec(?:ification)?|standard"
    r"|protocol|registers?|boards?|devices?|abi)\b"
)


def compared(mail: Patch, before: int) -> int:
    """The body line of the log that says so; 0 where none does.

    ``before`` is the number of the revision before: other numbers are those of devices.
    """
    log = range(mail.body.log.start, min(mail.body.log.stop, mail.body.trailers.start))
    for number in log:
        line = mail.message.line(number)
        below = mail.message.line(number + 1) if number + 1 in log else ""
        text = f"{line} {below.strip()}"
        match = _COMPARES.search(text)
        if match and match.start() < len(line) and not _HARDWARE.search(text):
            named = match["against"] or match["undone"]
            if named in (None, str(before)):
                return number
    return 0
