"""Whether a condition of C is true or false by itself, as a comparison is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.code import Code

_COMPARES = frozenset(("==", "!=", "<", ">", "<=", ">=", "&&", "||"))
_TURNED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_PLAIN = regex(r"!?\w+(?:(?:->|\.)\w+)*(?:\([^()]*\))?")
_COMPUTES = frozenset(("?", "&", "|", "^", "+", "-"))
_SUMS = frozenset(("+", "-"))  # which are worked out before anything is compared
_BEGINS = frozenset((";", "{", "}", ",", "(", "=", "return", ":", "?"))
_LONGEST = 64  # tokens of a condition


def chooses_by_truth(code: Code, question: int) -> bool:
    """Whether what stands before ``? a : b`` compares, negates or joins conditions, and no more."""
    condition = _condition(code, question)
    if condition is None:
        return False
    at, stop = condition
    is_negated, is_compared, is_number = code.text(at) == "!", False, False
    while at < stop:
        text = code.texts[at]
        if text in _COMPUTES and code.is_operand(at - 1):
            if text not in _SUMS:
                return False
            is_number = True  # unless it is one side of a comparison
        is_compared = is_compared or text in _COMPARES
        at = code.behind(at)
    return is_compared or (is_negated and not is_number)


def turned(condition: str) -> str:
    """What is true where a condition is false; empty where that is no plain text.

    That is one comparison turned round, or a name with its ``!`` more or less.
    """
    words = condition.split(" ")
    signs = [at for at, word in enumerate(words) if word in _COMPARES or word in _COMPUTES]
    if not signs and _PLAIN.fullmatch(condition):
        return condition.removeprefix("!") if condition.startswith("!") else f"!{condition}"
    if len(signs) != 1 or words[signs[0]] not in _TURNED:
        return ""
    left, right = " ".join(words[: signs[0]]), " ".join(words[signs[0] + 1 :])
    is_plain = left.count("(") == left.count(")") and not left.startswith("!")
    return f"{left} {_TURNED[words[signs[0]]]} {right}" if is_plain else ""


def is_doubly_negated(code: Code, question: int) -> bool:
    """Whether ``!!`` stands before all else of the condition before ``? a : b``: it is 0 or 1."""
    condition = _condition(code, question)
    return condition is not None and code.texts[condition[0] : condition[0] + 2] == ["!", "!"]


def _condition(code: Code, question: int) -> tuple[int, int] | None:
    """Where the condition begins and ends, parentheses around it left out."""
    at = question
    for _ in range(_LONGEST):
        at -= 1
        if at < 0:
            return None
        at = code.opening.get(at, at)
        if at and code.texts[at - 1] in _BEGINS:
            is_bracketed = code.texts[at] == "(" and code.closing.get(at) == question - 1
            return (at + 1, question - 1) if is_bracketed else (at, question)
    return None
