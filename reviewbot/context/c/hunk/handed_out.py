"""The objects a file hands to functions of others as a whole: what they read of them is not in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment

_REACHES = frozenset(("->", "."))
_AROUND = (frozenset(("(", ",")), frozenset((",", ")")))  # an argument
_NO_CALLS = frozenset(("if", "while", "for", "switch", "return", "sizeof", "typeof"))
_MOST = 40  # tokens of a call before an argument


def handed_objects(part: Fragment) -> Iterator[str]:
    """The names of variables and members whose address a function of another file is given."""
    code, own = part.code, _defined(part.code)
    for at in code.places.get("&", ()):
        end = _end_of_access(code, at + 1)
        if _is_argument(code, at, end) and _called(code, at) not in own:
            yield code.texts[end]


def cast_objects(part: Fragment) -> Iterator[str]:
    """The names of variables and members that are seen as numbers: ``(u32 *)&one->attrs``."""
    code = part.code
    for at in code.places.get("*", ()):
        is_cast = code.text(at + 1) == ")" and code.text(at - 1) != "void"
        if is_cast and code.text(code.opening.get(at + 1, at) - 1) != "sizeof":
            yield code.text(_end_of_access(code, at + 2 + (code.text(at + 2) == "&")))


def sent_types(part: Fragment) -> Iterator[str]:
    """The types of what is given as it is to such a function that sends or copies."""
    code, own = part.code, _defined(part.code)
    words = table("layout_words")["senders"]["names"]
    names = [name for name in code.places if any(word in name for word in words)]
    for name in (name for name in names if name not in own):
        for at in code.places[name]:
            for inside in range(at + 2, min(code.closing.get(at + 1, 0), at + _MOST)):
                function = part.function(code.tokens[inside])
                is_name = code.tokens[inside].kind is A_NAME
                is_given = is_name and _is_argument(code, inside, inside)
                if function and is_given and _called(code, inside) == name:
                    yield type_of(code.texts[inside], function)


def _end_of_access(code: Code, at: int) -> int:
    """Where ``one->attrs`` ends that begins there."""
    while code.text(at + 1) in _REACHES:
        at += 2
    return at


def _is_argument(code: Code, at: int, end: int) -> bool:
    before, behind = _AROUND
    return at > 0 and code.texts[at - 1] in before and code.text(end + 1) in behind


def _called(code: Code, at: int) -> str:
    """The function whose argument begins there; ``if`` where there is none in sight."""
    at -= 1
    for _ in range(_MOST):
        if at < 1 or code.texts[at] in (";", "{"):
            break
        if code.texts[at] == "(":
            return code.texts[at - 1]
        at = code.opening.get(at, at) - 1
    return "if"


def _defined(code: Code) -> frozenset[str]:
    """The functions of the file, and what else has a block behind its parentheses."""
    ends = (at - 1 for at in code.places.get("{", ()) if at and code.texts[at - 1] == ")")
    return _NO_CALLS | {code.texts[max(code.opening.get(end, 0) - 1, 0)] for end in ends}
