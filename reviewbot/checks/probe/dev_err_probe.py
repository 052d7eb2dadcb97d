"""Added dev_err() and return of a code in a probe function, as dev_err_probe() does.

Sure where they are all of a branch of the probe function itself or of one that only it calls, and the
code is that of something that failed; in a file that has dev_err_probe() also with codes of its own, in
helpers, and before a goto. As a question elsewhere, and in a function that asks for what is managed by the
device, where what failed may be there later.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.failed import TESTS
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.printed_code import as_probe
from reviewbot.context.probes import is_called_probe, is_managing, is_probing
from reviewbot.knowledge.load import by_name, table
from reviewbot.knowledge.told_codes import deferring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "dev_err_probe"

_plain = partial(by_name, "probe", "plain")
_BRANCH = "{ $print($dev, $format, ...); return $code; }"
_PRINTED = Pattern(_BRANCH, print=_plain)
_LAST = Pattern("$print($dev, $format, ...); return $code;", print=_plain)
_JUMPS = Pattern(
    "if (TESTED) { $print($dev, $format, ...); goto $label; }",
    TESTED=("$code < 0", "$code != 0", "$code"),
    print=_plain,
)
_TEST = (*TESTS["negative"], *TESTS["error_pointer"])
_DEFERRED = Pattern(
    f"$p = $callee(...); if (TEST) {_BRANCH}", callee=deferring, print=_plain, TEST=_TEST
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each branch that is one statement with the helper."""
    deferred = {match.stop: match["callee"] for match in new_code(context, _DEFERRED, partly=True)}
    branches = {m.stop - 1 for m in new_code(context, _PRINTED) if m.before == ")"}
    for match in new_code(context, _LAST):
        callee = deferred.get(match.stop + 1, "")
        is_once = is_probing(context, match) or is_managing(match)
        if match.before in STATEMENT_ENDS and _is_code(match) and is_once:
            probe = _plain()[match["print"]]["probe"]
            is_given = match.of("code")[0].text != "-"
            is_own = is_called_probe(context, match) or (is_given and is_probing(context, match))
            is_whole = match.stop in branches  # the branch does no more
            used = "yes" if probe in match.fragment.words else ""
            facts = {"probe": probe, "dev": match["dev"], "code": match["code"]}
            facts |= {"callee": callee, "used": used, "jumps": ""}
            may_defer = callee or used or is_given
            tells_all = callee or not _is_other_device(match)
            is_sure = is_own and is_whole and may_defer and tells_all
            is_usual = bool(used) and is_whole and is_probing(context, match)
            confidence = Confidence.HIGH if is_sure or is_usual else Confidence.MODERATE
            if not (callee or is_probing(context, match)):
                confidence = Confidence.LOW  # what is managed may be asked for long after the probe
            fix = as_probe(match, probe, whole=is_whole)
            yield Remark(match.line.body_line, facts, confidence, recommends=(probe,), fix=fix)
    for match in new_code(context, _JUMPS):
        is_named = match["code"] in table("error_codes")["names"]
        if is_named and is_probing(context, match):
            probe = _plain()[match["print"]]["probe"]
            used = "yes" if probe in match.fragment.words else ""
            facts = {"probe": probe, "dev": match["dev"], "code": match["code"]}
            facts |= {"callee": "", "used": used, "jumps": "yes"}
            at = match.line.body_line
            sure = Confidence.HIGH if used else Confidence.MODERATE
            yield Remark(at, facts, sure, recommends=(probe,))


def _is_other_device(match: Match) -> bool:
    """Whether it says that the device is none for this driver, of which nobody is told elsewhere."""
    return match["code"] in table("probe")["rejects"]["codes"]


def _is_code(match: Match) -> bool:
    """Whether what is returned is an error, and not for lack of memory, which is not printed."""
    first, *rest = [token.text for token in match.of("code")]
    is_variable = not rest and first in table("error_codes")["names"]
    is_constant = first == "-" and rest[:1] != ["ENOMEM"] and "".join(rest).startswith("E")
    return is_variable or is_constant or first == "PTR_ERR"
