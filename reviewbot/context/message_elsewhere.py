"""Text of a mail that stands where git takes no commit message from."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.context.changelog import tells_of_versions
from reviewbot.context.trailers import known, read_tag

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_FEWEST = 8  # words that tell what a patch does


def says(line: str) -> bool:
    """Whether a line is neither blank nor a tag."""
    tag = read_tag(line)
    return bool(line.strip()) and not (tag and tag[0].lower() in known())


def is_above_pasted(mail: Patch) -> bool:
    """Whether a signed message stands above the patch that is pasted or attached."""
    above = mail.message.lines[: mail.body.headers.start - 1]
    text = [*takewhile(lambda line: not line.lower().startswith("signed-off-by:"), above)]
    return len(text) < len(above) and any(map(says, text))


def message_below(mail: Patch) -> int:
    """The last line of a first paragraph below the ``---`` that is about no versions; 0 without one."""
    line = mail.message.line
    start = next((at for at in mail.body.notes if line(at).strip()), 0)
    rows = range(start, mail.body.notes.stop) if start else ()
    text = [*takewhile(str.strip, map(line, rows))]
    is_prose = len(" ".join(text).split()) >= _FEWEST and all(row[:1].isalpha() for row in text)
    is_message = is_prose and all(map(says, text)) and not tells_of_versions(text)
    return start + len(text) - 1 if is_message else 0
