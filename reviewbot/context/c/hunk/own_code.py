"""Error codes of its own that a function gives, in place of the one of the call that failed.

Codes are those written out: ``-EINVAL``.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pieces
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.prints import reporters
from reviewbot.model.patch import CONTEXT, REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import Hunk

_CODE = regex(r"E[A-Z0-9]+$")
_OTHERS = ("EPROBE_DEFER", "ERESTARTSYS", "EINTR")  # are given for what they do
_NEGATIVE = regex(r"-\s*(E[A-Z0-9]+)\b")
_SET = regex(r"\b\w+ = -\s*(E[A-Z0-9]+);")
_KEPT = regex(r"(\w+) = PTR_ERR \( (.+) \) ;")
_JUMP = regex(r"\bgoto \w+;|\breturn [a-z]\w*;")
_GIVES = regex(  # a statement that returns or keeps the code, or leaves with it
    r"return (?:- E\w+|ERR_PTR \( - E\w+ \)|dev_err_probe \( [^,]* , - E\w+ ,.*) ;"
    r"|[\w .>\[\]-]+ = (?:- E\w+|ERR_PTR \( - E\w+ \)) ;"
    r"|goto \w+ ;"
)


def adds_code(hunk: Hunk) -> bool:
    """Whether a code is added."""
    return "-E" in hunk.added_text


def own_code(match: Match) -> Token | None:
    """The one code with which the branch of a failed call leaves, if it is not the call's."""
    branch = match.branch
    if not match.leaves or match.comments_on(branch):
        return None
    codes = [
        token for sign, token in pairwise(branch) if sign.text == "-" and _CODE.match(token.text)
    ]
    is_one = len(codes) == 1 and codes[0].text not in _OTHERS
    if not is_one or _keeps(branch, spelled(match.of("p"))):
        return None
    inner = [token.text for token in branch[: branch.index(codes[0])]]
    return codes[0] if inner.count("{") == inner.count("}") else None  # else only in some cases


def _keeps(branch: Sequence[Token], result: str) -> bool:
    """Whether a branch does something with what the call gave, as a pointer or as its code, but print it."""
    names = [result]
    for statement in map(spelled, pieces(branch)):
        kept = _KEPT.fullmatch(statement)
        if kept and kept[2] == result:
            names.append(kept[1])
        elif any(_passes_on(statement, name) for name in names):
            return True
    return False


def _passes_on(statement: str, result: str) -> bool:
    """Whether a statement looks at what the call gave, or returns something else than the code."""
    first = statement.partition(" ")[0]
    looks = f" {result} " in f" {statement} " and first not in reporters()
    return not _GIVES.fullmatch(statement) and (looks or first == "return")


def given_before(hunk: Hunk) -> Counter[str]:
    """The codes that removed lines gave, by name: what replaces them hides no more than before.

    A removed goto or ``return err;`` gave what the lines in sight set the variable to.
    """
    removed = [line.text for line in hunk.lines if line.kind is REMOVED]
    kept = [line.text for line in hunk.lines if line.kind is CONTEXT]
    jumps = sum(bool(_JUMP.search(text)) for text in removed)
    codes = Counter(code for text in removed for code in _NEGATIVE.findall(text))
    codes.update([code for text in kept for code in _SET.findall(text)][:jumps])
    return codes
