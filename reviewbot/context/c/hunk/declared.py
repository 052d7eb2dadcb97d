"""What the parameters and variables of a function are declared as, as far as a hunk shows it.

type_of("ret", function)        # "int"; empty where it is not known
returned(function)              # "struct frob *"
for each in declarations(function).get("ret", ()): …
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.tokens import A_NAME, Token
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import names_in
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function

_STATEMENTS = frozenset(
    ("return", "goto", "else", "case", "do", "if", "while", "switch", "sizeof", "typedef", "extern")
)
_STORAGE = frozenset(("static", "inline", "extern", "const", "volatile", "register"))
_NOT_VARIABLES = frozenset((".", "->", "struct", "union", "enum", "goto"))  # before another name
_PARAMETER = -1  # where in the body a parameter is declared


@frozen(eq=False)
class Declared:
    """A parameter or a variable of a function.

    ``words`` stand before its name: the type, with qualifiers and stars. ``value`` is what it is
    initialised with; ``is_managed`` that there is an attribute with arguments, as __free(kfree).
    ``name`` is ``function.body[at]``, the declaration ends before ``stop``.
    """

    name: Token
    words: tuple[str, ...]
    is_array: bool = False
    is_managed: bool = False
    value: tuple[Token, ...] = ()
    at: int = _PARAMETER
    stop: int = _PARAMETER

    @property
    def type(self) -> str:
        """The type, without qualifiers: ``struct frob *``."""
        return " ".join(word for word in self.words if word not in _STORAGE)

    @property
    def is_parameter(self) -> bool:
        """Whether the caller gives it."""
        return self.at == _PARAMETER


def type_of(name: str, function: Function) -> str:
    """The type of all in sight that have this name; empty where that is not one, or an array."""
    found = declarations(function).get(name, ())
    types = {each.type for each in found}
    return types.pop() if len(types) == 1 and not any(each.is_array for each in found) else ""


def name_of(function: Function) -> str:
    """The name of a function; empty where it is out of sight."""
    opening = _arguments(function.header)
    return function.header[opening - 1].text if opening else ""


def returned(function: Function) -> str:
    """The type a function returns, without qualifiers; empty where it is out of sight."""
    opening = _arguments(function.header)
    words = [token.text for token in function.header[: max(opening - 1, 0)]]
    return " ".join(word for word in words if word not in _STORAGE and word not in attributes())


def mentions(name: str, function: Function) -> Sequence[int]:
    """Where in the body of a function a variable of that name stands: no member, tag or label."""
    return _names(function).get(name, ())


def is_in_sizeof(texts: Sequence[str], at: int) -> bool:
    """Whether a name stands there as ``sizeof(name)`` or ``sizeof(*name)``: nothing is read."""
    before = list(texts[max(at - 3, 0) : at])
    return before[-2:] == ["sizeof", "("] or before == ["sizeof", "(", "*"]


@shared(maxsize=1024, of_mail=True)
def _names(function: Function) -> Mapping[str, Sequence[int]]:
    spend(len(function.body))
    found: dict[str, list[int]] = {}
    before = ""
    for index, token in enumerate(function.body):
        if token.kind is A_NAME and before not in _NOT_VARIABLES:
            found.setdefault(token.text, []).append(index)
        before = token.text
    return found


@shared(maxsize=1024, of_mail=True)
def declarations(function: Function) -> Mapping[str, Sequence[Declared]]:
    """The parameters and variables of a function by name; those of inner blocks, too."""
    spend(len(function.header) + len(function.body))
    found: dict[str, list[Declared]] = {}
    for each in (*_parameters(function.header), *_variables(function.body)):
        found.setdefault(each.name.text, []).append(each)
    return found


def attributes() -> frozenset[str]:
    """Words beside a declaration that are not of the type."""
    return names_in("macros", "attributes")


def attribute_calls() -> frozenset[str]:
    """The same, with arguments."""
    return names_in("macros", "attribute_calls")


def _arguments(header: Sequence[Token]) -> int:
    """Where the parameters of a function open; 0 where that is out of sight."""
    for index, token in enumerate(header):
        if token.text == "(" and index and header[index - 1].text not in attribute_calls():
            return index
    return 0


def _parameters(header: Sequence[Token]) -> Iterator[Declared]:
    ends = pairs(header)
    for start, stop in _parts(header, _arguments(header) + 1, ends):
        words, at = _words(header, start, stop, ends)
        is_whole = stop < len(header)  # git cuts off a section
        is_array = is_whole and header[at].text == "["
        if is_whole and (at == stop or is_array) and _are_type_and_name(header, words):
            types = tuple(header[word].text for word in words[:-1])
            yield Declared(header[words[-1]], types, is_array)


def _variables(body: Sequence[Token]) -> Iterator[Declared]:
    ends: Mapping[int, int] | None = None  # needed where a declaration may start
    starts = [0, *[at + 1 for at, token in enumerate(body) if token.text in STATEMENT_ENDS]]
    last = len(body) - 1
    for start in starts:
        is_loop = start < last and body[start].text == "for"
        first = start + 2 if is_loop else start
        if first < last and _is_name(body[first]) and _is_word(body[first + 1]):
            ends = pairs(body) if ends is None else ends
            if not is_loop or start + 1 in ends:
                yield from _declaration(body, first, ends)


def _declaration(body: Sequence[Token], start: int, ends: Mapping[int, int]) -> Iterator[Declared]:
    """The variables of a declaration that starts there with two words, if one does."""
    parts = tuple(_parts(body, start, ends))
    if parts[-1][1] >= len(body):  # the hunk cuts it off
        return
    base: tuple[str, ...] = ()
    for first, stop in parts:
        words, at = _words(body, first, stop, ends)
        if not base and not _are_type_and_name(body, words):
            return
        types = base + tuple(body[word].text for word in words[:-1])
        if not words or not (at == stop or body[at].text in ("=", "[", ":")):
            return
        is_array, is_managed = body[at].text == "[", at > words[-1] + 1 and body[at - 1].text == ")"
        while at < stop and body[at].text != "=":
            at = ends.get(at, at) + 1
        value = tuple(body[at + 1 : stop])
        name = body[words[-1]]
        yield Declared(name, types, is_array, is_managed, value, words[-1], parts[-1][1] + 1)
        base = types[: types.index("*")] if "*" in types else types


def _parts(
    tokens: Sequence[Token], start: int, ends: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """What stands between commas from there to the end of the statement or the arguments."""
    at = start
    while at < len(tokens) and tokens[at].text not in (";", ")", "}"):
        if tokens[at].text == ",":
            yield start, at
            start = at + 1
        at = ends.get(at, at) + 1
    yield start, at


def _words(
    tokens: Sequence[Token], at: int, stop: int, ends: Mapping[int, int]
) -> tuple[list[int], int]:
    """Where words and stars stand from there on, attributes left out, and where they end."""
    words: list[int] = []
    calls, marks = attribute_calls(), attributes()
    while at < stop and (_is_word(tokens[at]) or tokens[at - 1].text in calls):
        text = tokens[at].text
        if text == "(":
            at = ends.get(at, at)
        elif text not in marks and text not in calls:
            words.append(at)
        at += 1
    return words, at


def _is_word(token: Token) -> bool:
    return _is_name(token) or token.text == "*"


def _is_name(token: Token) -> bool:
    return token.kind is A_NAME and token.text not in _STATEMENTS


def _are_type_and_name(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    ends = [tokens[at].kind is A_NAME for at in (*words[:1], *words[-1:])]
    return len(words) > 1 and all(ends)
