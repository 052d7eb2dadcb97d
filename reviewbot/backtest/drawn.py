"""Lines drawn without looking: how often any line is another in the next revision.

What is fixed by chance depends on where it stands, so lines are counted by kind: ``code`` is a line
of the diff, ``log`` one of the log, ``mail`` what is between log and diff.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.backtest.outcome import changed, is_gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.backtest.after import After
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

KINDS = {"code": "added lines", "log": "lines of logs", "mail": "lines of trailers and notes"}
_EACH = 3  # lines drawn of each kind, at most


def kind_of(mail: Patch, finding: Finding) -> str:
    """The kind of line a finding stands at."""
    if finding.path is not None:
        return "code"
    return "log" if finding.body_line in mail.body.log else "mail"


def drawn(mails: Mapping[str, Patch], after: After) -> tuple[Counter[str], Counter[str]]:
    """How many lines were drawn, and how many of them change in the next revision, by kind."""
    lines, differ = Counter[str](), Counter[str]()
    for name, mail in mails.items():
        twin = after.twins.get(name)
        if not mail.files or not (twin or name in after.done):
            continue
        for kind, at in _sample(mail):
            answer = _differs(mail, at, twin) if twin else False
            if answer is not None:
                lines[kind] += 1
                differ[kind] += answer
    return lines, +differ


def _differs(mail: Patch, at: int, twin: Patch) -> bool | None:
    """Whether the line itself is another in the twin; ``None`` where the place is not there."""
    answer = changed(mail, at, twin)
    return is_gone(mail, at, twin) if answer else answer


def _sample(mail: Patch) -> Iterator[tuple[str, int]]:
    """Lines spread evenly over what the patch adds, over its log, and over the rest of the mail."""
    body = mail.body
    code = [line.body_line for file in mail.files for line in file.added() if line.text.strip()]
    log = [number for number in body.log if mail.message.line(number).strip()]
    below = (at for span in (body.trailers, body.notes) for at in span)
    rest = [at for at in below if mail.message.line(at).strip("- ")]
    for kind, lines in (("code", code), ("log", log), ("mail", rest)):
        count = min(_EACH, len(lines))
        for number in range(count):
            yield kind, lines[(2 * number + 1) * len(lines) // (2 * count)]
