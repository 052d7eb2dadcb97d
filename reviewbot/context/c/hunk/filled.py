"""Whether a call fills in a variable before the value it is declared with is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.overwritten import is_straight
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_BRANCH = 40  # tokens of what handles the failure
_RESULT = 3  # tokens before the arguments
_LEAVES = frozenset(("return", "goto"))


def filling(variable: NewVariable, callees: Collection[str]) -> Token | None:
    """The name of the call whose last argument is the address of the variable, if that is its first use.

    ``None`` where the function is not left if the call fails: ``ret = f(…, &x); if (ret) return ret;``.
    """
    declared, function = variable.declared, variable.function
    is_plain = not (declared.is_array or declared.is_managed or "static" in declared.words)
    if not (is_plain and variable.is_one and function.whole):
        return None
    body, texts = function.body, [token.text for token in function.body]
    spend(len(texts))
    at = next((at for at in mentions(variable.name, function) if at > declared.at), 0)
    if texts[at - 2 : at] != [",", "&"] or texts[at + 1 : at + 3] != [")", ";"]:
        return None
    opening = next((o for o, c in pairs(body).items() if c == at + 1), 0)
    start = opening - _RESULT  # of "ret = f("
    is_known = start > 0 and texts[opening - 1] in callees and texts[start + 1] == "="
    is_first = is_known and is_straight(function, declared.at, start)
    return body[opening - 1] if is_first and _is_left(texts, start, at + 3) else None


def _is_left(texts: list[str], result: int, at: int) -> bool:
    """Whether what is behind the call leaves where its result is not 0."""
    tests = (["if", "(", texts[result], *rest, ")"] for rest in ((), ("<", "0")))
    test = next((each for each in tests if texts[at : at + len(each)] == each), [])
    branch = texts[at + len(test) : at + len(test) + _BRANCH]
    if branch[:1] == ["{"]:
        branch = branch[1 : branch.index("}")] if "}" in branch else []
        return bool(test) and not _LEAVES.isdisjoint(branch)
    return bool(test) and not _LEAVES.isdisjoint(branch[:1])
