"""Added dev_err() and return of a code in a probe function, as dev_err_probe() does.

Sure where they are all of a branch of the probe function itself or of one that only it calls, and the
code is that of something that failed; in a file that has dev_err_probe() also with codes of its own and in
helpers. As a question elsewhere, in a file that prints with dev_err() only, and in a function that asks for what is
managed by the device, where what failed may be there later. In a file that does without the helper a code of its
own, which never tells to wait, and a branch that jumps, which gets no shorter, are only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_call
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.printed import told_twice
from reviewbot.context.printed_branches import (
    PATTERNS,
    jumping_branches,
    plain,
    prints_plainly,
    returning_branches,
)
from reviewbot.context.printed_code import as_probe
from reviewbot.context.probes import is_called_probe, is_probing
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import table
from reviewbot.knowledge.prints import nameless

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "dev_err_probe"
WHEN = When(patterns=PATTERNS)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each branch that is one statement with the helper."""
    branches = tuple(returning_branches(context))
    told = _told(context) if branches else ()
    for branch in branches:
        match, probe = branch.match, plain()[branch.match["print"]]["probe"]
        if match.tokens[0] in told:
            continue
        is_given = branch.is_given
        is_own = is_called_probe(context, match) or (is_given and is_probing(context, match))
        used = _used(context, match, probe)
        facts = _facts(match, probe, used) | {"callee": branch.callee, "jumps": ""}
        may_defer = branch.callee or used or is_given
        tells_all = branch.callee or not _is_other_device(match)
        is_sure = is_own and branch.is_whole and may_defer and tells_all
        is_usual = bool(used) and branch.is_whole and is_probing(context, match)
        is_wanted = (is_sure or is_usual) and not prints_plainly(context, match)
        confidence = Confidence.HIGH if is_wanted else Confidence.MODERATE
        # what is managed may be asked for long after the probe
        may_be_late = not (branch.callee or is_probing(context, match))
        if may_be_late or not (used or is_given):
            confidence = Confidence.LOW
        fix = as_probe(match, probe, whole=branch.is_whole)
        yield Remark(match.line.body_line, facts, confidence, recommends=(probe,), fix=fix)
    for match in jumping_branches(context):
        probe = plain()[match["print"]]["probe"]
        used = _used(context, match, probe)
        facts = _facts(match, probe, used) | {"callee": "", "jumps": "yes"}
        confidence = Confidence.MODERATE if used else Confidence.LOW
        yield Remark(match.line.body_line, facts, confidence, recommends=(probe,))


def _told(context: DiffContext) -> Container[Token]:
    """The messages, by their names, that log.duplicate_error has dropped."""
    return {message[0] for call, message in told_twice(context) if call["callee"] not in nameless()}


def _facts(match: Match, probe: str, used: str) -> dict[str, str]:
    return {"probe": probe, "dev": match["dev"], "code": match["code"], "used": used}


def _used(context: DiffContext, match: Match, probe: str) -> str:
    """``yes`` where the file has the helper: a new one anywhere, another one before the patch."""
    file = file_of(context, match)
    if file is None or is_new_file(file):
        return "yes" if probe in match.fragment.words else ""
    return "yes" if has_call(context, file, probe) else ""


def _is_other_device(match: Match) -> bool:
    """Whether it says that the device is none for this driver, of which nobody is told elsewhere."""
    return match["code"] in table("probe")["rejects"]["codes"]
