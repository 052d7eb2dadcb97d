"""Added choice between true and false by what is true or false itself.

Reports ``a == b ? true : false`` and ``!!a ? 1 : 0``, and the reverse. As a question ``? 1 : 0`` where a
function that returns bool returns it, and there ``if (a) return true; return false;`` at the end, which is sure
where it is all that the function returns, by one test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comparisons import chooses_by_truth, is_doubly_negated, turned
from reviewbot.context.c.hunk.declared import returned
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.fix import cut
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("returned",)

_FALSE = ("false", "0")
_SHORT = 80  # of a condition: longer is a row of them
_LINE = 45  # of one that is told
_TWO = 2  # returns
_JOINED = frozenset(("&&", "||"))
_LOOPS = frozenset(("for", "while", "do"))
_VALUES = ("true", "1", *_FALSE)
_CHOSEN = Pattern("? VALUES", VALUES=("true : false", "false : true"))
_NUMBER = Pattern("return ... ? VALUES;", VALUES=("1 : 0", "0 : 1"))
_NEGATED = regex(r"\? (?:1 : 0|0 : 1)(?= [;,)])")
_PAIR = Pattern(
    "if ($c) PAIR",
    PAIR=("{ return true; } ELSE return false;", "{ return false; } ELSE return true;"),
    ELSE=("", "else"),
)
WHEN = When(
    files=C,
    shapes=(r"\?\s*(?:true|false|[01])\b", r"return\s+(?:true|false)\s*;"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such choice."""
    for match in new_code(context, _CHOSEN):
        if chooses_by_truth(match.code, match.start):
            yield _remark(match, Confidence.HIGH)
    for match in new_written(context, _NEGATED, "!!"):
        if is_doubly_negated(match.code, match.start) and chooses_by_truth(match.code, match.start):
            yield _remark(match, Confidence.HIGH)
    asks = any("?" in hunk.added_text for file in context.files for hunk in file.hunks)
    for match in new_code(context, _NUMBER) if asks else ():
        question = match.code.texts.index("?", match.start)
        is_truth = chooses_by_truth(match.code, question)
        if _returns_bool(match) and is_truth and not is_doubly_negated(match.code, question):
            yield _remark(match, Confidence.MODERATE)
    for match in new_code(context, _PAIR):
        if match.ends_function and _returns_bool(match) and _is_only_test(match):
            sure = Confidence.HIGH if _is_all(match) else Confidence.MODERATE
            yield _remark(match, sure)


def _remark(match: Match, confidence: Confidence) -> Remark:
    is_negated = next(each.text for each in match.tokens if each.text in _VALUES) in _FALSE
    question = [at for at, token in enumerate(match.tokens) if token.text == "?"]
    chosen = match.tokens[question[0] : question[0] + 4] if question else ()
    fix = cut(match.fragment, chosen) if chosen and not is_negated else ()
    is_told = not chosen and len(match["c"]) <= _LINE
    value = (turned(match["c"]) if is_negated else match["c"]) if is_told else ""
    facts: dict[str, Fact] = {"is_negated": int(is_negated), "returned": value}
    return Remark(match.line.body_line, facts, confidence, fix=fix)


def _is_all(match: Match) -> bool:
    """Whether the function has no guard above it and no loop, and the condition is one short test."""
    function = match.function
    texts = [token.text for token in function.body] if function and function.whole else []
    is_short = len(match.condition) <= _SHORT
    is_one = is_short and not {*match.condition.split()} & _JOINED
    return texts.count("return") == _TWO and is_one and _LOOPS.isdisjoint(texts)


def _returns_bool(match: Match) -> bool:
    return match.function is not None and returned(match.function) == "bool"


def _is_only_test(match: Match) -> bool:
    """Whether it is no loop's, no else, and none of a row of tests."""
    level = match.level
    above = level.above[0].text if level and level.above else ""
    return match.before in STATEMENT_ENDS and not above.startswith("if ")
