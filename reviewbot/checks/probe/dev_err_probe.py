"""Added dev_err() and return of a code in a probe function, as dev_err_probe() does.

Sure where they are all of a branch of the probe function itself or of one that only it calls, and the
code is that of something that failed; in a file that has dev_err_probe() also in helpers, and with codes of
its own in a new one that has it all over. As a question in a function that asks for what is managed by the
device, where what failed may be there later, and before a goto in a file that has it. Only reported are a code
of its own elsewhere, which never tells to wait, what fails for good beside what may be there later, a file that
prints with dev_err() only, and another goto. Not said of what fails for lack of memory alone, nor where who
calls makes nothing of the code. Where one is sure the less sure ones of the file are told with it, of a code of
its own and a goto in a file without the helper those of its function; what may be there later stands for all.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_call
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.printed import told_twice
from reviewbot.context.printed_branches import (
    PATTERNS,
    has_kept,
    jumping_branches,
    plain,
    prints_plainly,
    prints_so,
    returning_branches,
)
from reviewbot.context.printed_code import as_probe
from reviewbot.context.probes import is_for_nobody, is_probing
from reviewbot.context.whole import is_new_file
from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.prints import nameless

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.printed_branches import PrintedBranch

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "dev_err_probe"
WHEN = When(patterns=PATTERNS)
_NOW, _BESIDE = 1, 2  # ranks: what fails at once, what is told beside it


class _Joins(enum.Enum):
    """How near has to be what is sure, for a place that is not to be told beside it."""

    FILE = enum.auto()
    FUNCTION = enum.auto()
    NEVER = enum.auto()


@frozen
class _Place:
    """A remark on a match."""

    match: Match
    remark: Remark
    joins: _Joins


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each branch that is one statement with the helper."""
    places = (*_returning(context), *_jumping(context))
    sure = [place for place in places if place.remark.confidence is Confidence.HIGH]
    files = {file_of(context, place.match) for place in sure}
    functions = [place.match.function for place in sure]
    for place in places:
        if place.joins is _Joins.FILE:
            is_joined = file_of(context, place.match) in files
        else:
            is_joined = place.joins is _Joins.FUNCTION and place.match.function in functions
        yield replace(place.remark, confidence=Confidence.HIGH) if is_joined else place.remark


def _returning(context: DiffContext) -> Iterator[_Place]:
    branches = tuple(returning_branches(context))
    may_defer = any(branch.callee for branch in branches)
    told = _told(context) if branches else ()
    for branch in branches:
        match, probe = branch.match, plain()[branch.match["print"]]["probe"]
        if match.tokens[0] in told or is_for_nobody(context, match):
            continue
        used = _used(context, match, probe)
        facts = _facts(match, probe, used) | {"callee": branch.callee, "jumps": ""}
        is_lesser = branch.is_settled and may_defer  # better said of what may come later
        confidence = Confidence.LOW if is_lesser else _how_sure(context, branch, probe, used)
        fix = as_probe(match, probe, whole=branch.is_whole)
        is_hidden = branch.callee and not branch.is_given  # better said of the code
        rank = (
            0
            if branch.callee and not is_hidden
            else _NOW
            if confidence is Confidence.HIGH
            else _BESIDE
        )
        at = match.line.body_line
        remark = Remark(at, facts, confidence, recommends=(probe,), fix=fix, rank=rank)
        is_other = is_lesser or is_hidden
        yield _Place(match, remark, _Joins.NEVER if is_other else _joins(context, branch))


def _joins(context: DiffContext, branch: PrintedBranch) -> _Joins:
    match = branch.match
    if not is_probing(context, match) or prints_plainly(context, match):
        return _Joins.NEVER
    if branch.is_given:
        return _Joins.FILE
    return _Joins.NEVER if has_kept(match) else _Joins.FUNCTION


def _jumping(context: DiffContext) -> Iterator[_Place]:
    for match in jumping_branches(context):
        probe = plain()[match["print"]]["probe"]
        used = _used(context, match, probe)
        facts = _facts(match, probe, used) | {"callee": "", "jumps": "yes"}
        confidence = Confidence.MODERATE if used else Confidence.LOW
        at = match.line.body_line
        remark = Remark(at, facts, confidence, recommends=(probe,), rank=_BESIDE)
        yield _Place(match, remark, _Joins.FILE if used else _Joins.FUNCTION)


def _how_sure(context: DiffContext, branch: PrintedBranch, probe: str, used: str) -> Confidence:
    match, is_once = branch.match, is_probing(context, branch.match)
    # what is managed may be asked for long after the probe
    may_be_late = not (branch.callee or is_once)
    is_usual = used and prints_so(context, match, probe) and not has_kept(match)
    is_odd = prints_plainly(context, match)
    if may_be_late or not (branch.is_given or is_usual) or (is_odd and not branch.callee):
        return Confidence.LOW
    is_sure = is_once and branch.is_all and not is_odd
    return Confidence.HIGH if is_sure else Confidence.MODERATE


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
