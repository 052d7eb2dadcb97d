"""Hard-coded error code that replaces the one of the failed function.

Reports an added ``return -ENODEV;`` (or ``err = -ENODEV; goto …;``) right behind a failed call of
a function whose code is known to tell something, as -EPROBE_DEFER does. As a question, also where
any other function failed with an error pointer and its PTR_ERR() is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.failed import by_failure, failed_calls
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.failing import fails_with
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
BUG = True
KERNEL_ONLY = True


_CODE = re.compile(r"E[A-Z0-9]+$")
_DEFER = "EPROBE_DEFER"
_NEGATIVE = re.compile(r"-\s*(E[A-Z0-9]+)\b")
_SET = re.compile(r"\b\w+ = -\s*(E[A-Z0-9]+);")
_JUMP = re.compile(r"\bgoto \w+;|\breturn [a-z]\w*;")
_GIVES = re.compile(  # a statement that returns or keeps the code, or leaves with it
    r"return (?:- E\w+|ERR_PTR \( - E\w+ \)|dev_err_probe \( [^,]* , - E\w+ ,.*) ;"
    r"|[\w .>\[\]-]+ = (?:- E\w+|ERR_PTR \( - E\w+ \)) ;"
    r"|goto \w+ ;"
)


def _known() -> dict[str, dict[str, Any]]:
    """What is known of functions whose code has to be passed on, by name."""
    return by_name("told_codes", "functions")


@cache
def _failures() -> dict[str, str]:
    """Those functions → how their failure shows."""
    return {name: entry.get("failure", "error_pointer") for name, entry in _known().items()}


_FAILED = (
    failed_calls("negative", by_failure(_failures, "negative")),
    failed_calls("null", by_failure(_failures, "null")),
    Pattern("$p = $callee(...); if (IS_ERR($p))"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that hides the one of the function that failed."""
    found: dict[Hunk, list[tuple[Token, Match]]] = {}
    for match in (m for each in _FAILED for m in kernel_code(context, each, where=_gives_code)):
        code = _own_code(match)
        if code and is_new(context, code.line):
            found.setdefault(match.fragment.hunk, []).append((code, match))
    for hunk, codes in found.items():
        was = _given_before(hunk)
        for code, match in sorted(codes, key=lambda one: one[1].start):
            if was[code.text]:
                was[code.text] -= 1
            else:
                yield _remark(match, code)


def _gives_code(hunk: Hunk) -> bool:
    """Whether a code is added."""
    return any(line.kind is LineKind.ADDED and "-E" in line.text for line in hunk.lines)


def _given_before(hunk: Hunk) -> Counter[str]:
    """The codes that removed lines gave, by name: what replaces them hides no more than before.

    A removed goto or ``return err;`` gave what the lines in sight set the variable to.
    """
    removed = [line.text for line in hunk.lines if line.kind is LineKind.REMOVED]
    kept = [line.text for line in hunk.lines if line.kind is LineKind.CONTEXT]
    codes = Counter(code for text in removed for code in _NEGATIVE.findall(text))
    jumps = sum(bool(_JUMP.search(text)) for text in removed)
    for code in [code for text in kept for code in _SET.findall(text)][:jumps]:
        codes[code] += 1
    return codes


def _remark(match: Match, code: Token) -> Remark:
    known = _known().get(match["callee"], {})
    is_pointer = _failures().get(match["callee"], "error_pointer") == "error_pointer"
    return Remark(
        code.line.body_line,
        {
            "callee": match["callee"],
            "own": f"-{code.text}",
            "given": f"PTR_ERR({match['p']})" if is_pointer else match["p"],
            "code": known.get("code", ""),
        },
        Confidence.HIGH if known else Confidence.MODERATE,
    )


def _own_code(match: Match) -> Token | None:
    """The one code with which the branch of the failed call leaves, if it is not the call's."""
    branch = match.branch
    if not _is_told(match) or not match.leaves or match.comments_on(branch):
        return None
    codes = [t for sign, t in pairwise(branch) if sign.text == "-" and _CODE.match(t.text)]
    passed_on = any(_passes_on(statement, match) for statement in _statements(branch))
    return codes[0] if len(codes) == 1 and codes[0].text != _DEFER and not passed_on else None


def _is_told(match: Match) -> bool:
    """Whether the call gives a code that the branch could pass on."""
    callee = match["callee"]
    has_zero = match.condition == f"if ({match['p']} <= 0)"  # which is no code
    is_member = not callee.isidentifier()
    without_device = match.code.text(match.bound["callee"][1] + 1) == "NULL"
    is_wrong_test = callee not in _known() and fails_with().get(callee) == "null"
    return not (has_zero or is_member or without_device or is_wrong_test or match.is_commented)


def _passes_on(statement: str, match: Match) -> bool:
    """Whether a statement of the branch looks at what the call gave, or returns something else."""
    first = statement.partition(" ")[0]
    messages = table("prints")["reporters"]["names"]
    looks = f" {spelled(match.of('p'))} " in f" {statement} " and first not in messages
    return not _GIVES.fullmatch(statement) and (looks or first == "return")


def _statements(body: Sequence[Token]) -> Iterator[str]:
    """The canonical spelling of each piece of a branch that ends with ``;``, ``{`` or ``}``."""
    start = 0
    for index, token in enumerate(body):
        if token.text in (";", "{", "}"):
            yield spelled(body[start : index + 1])
            start = index + 1
