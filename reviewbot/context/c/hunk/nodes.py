"""The compiled form of a pattern: steps, each with all that may come behind it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import tokenize
from reviewbot.frozen import field, frozen
from reviewbot.model.patch import CONTEXT, DiffLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

STATEMENT_ENDS = frozenset((";", "{", "}"))
HINTS = frozenset(("likely", "unlikely"))
# an expression beside one of them is an operand of it
_OPERATORS = frozenset(
    [
        "=",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "&&",
        "||",
        "+",
        "-",
        "*",
        "/",
        "%",
        "&",
        "|",
        "^",
        "<<",
        ">>",
        "?",
        "!",
        "~",
        "->",
        ".",
        "+=",
        "-=",
        "*=",
        "/=",
        "|=",
        "&=",
        "++",
        "--",
    ]
)


class Step(enum.Enum):
    """What a node matches."""

    __hash__ = object.__hash__  # that of enum is a function of Python, and asked at each step

    WORD = "this token"
    EXPRESSION = "an expression"
    OPERAND = "an operand"
    ONE_OF = "a word of a table"
    ARGUMENTS = "any arguments"
    STATEMENTS = "any statements"
    START = "the start of a statement"
    END = "the end of the pattern"


def ahead(nodes: tuple[Node, ...]) -> frozenset[str] | None:
    """The tokens with which these begin; ``None`` where one of them may begin with others."""
    words = all(node.step is Step.WORD for node in nodes)
    return frozenset(node.text for node in nodes) if words else None


@frozen(eq=False)
class Node:
    """One step; ``text`` is the token or the name of the metavariable.

    ``ahead`` are the tokens of which one must come behind it; ``None`` where other steps may.
    """

    step: Step
    text: str = ""
    then: tuple[Node, ...] = ()
    ahead: frozenset[str] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ahead", ahead(self.then))  # frozen for all others


@frozen(eq=False)
class Anchor:
    """A word or table that each match has; ``text`` is the word or the metavariable's name.

    ``distance`` is the number of tokens before it, or ``None`` where that differs from match to
    match; ``statements`` is how many ends of statements stand before it at most. ``before`` are
    the tokens that may stand right before it, some at most, and ``ahead`` those that may come
    behind it, ``None`` where that may be anything.
    """

    step: Step
    text: str
    distance: int | None
    statements: int
    before: frozenset[tuple[str, ...]]
    ahead: frozenset[str] | None

    def may_be(self, texts: Sequence[str], place: int) -> bool:
        """Whether the tokens around a place are those of some match."""
        if self.ahead is not None and self.ahead.isdisjoint(texts[place + 1 : place + 2]):
            return False
        return any(_ends_with(texts, place, way) for way in self.before)


def _ends_with(texts: Sequence[str], place: int, way: Sequence[str]) -> bool:
    """Whether these tokens, the nearest first, stand before a place; an empty one is any."""
    for back, text in enumerate(way, 1):
        if text and (back > place or texts[place - back] != text):
            return False
    return True


_END = (Node(Step.END),)


def words(text: str) -> tuple[str, ...]:
    """The tokens of a piece of C."""
    return tuple(token.text for token in tokenize((DiffLine(CONTEXT, text, 0, None, None),)))


def compiled(
    text: str, alternatives: Mapping[str, Sequence[str]], tables: Collection[str]
) -> tuple[Node, ...]:
    """The first nodes of a pattern; raises ValueError at brackets that are not closed."""
    return _compiled(words(text), alternatives, tables, _END)


def _compiled(
    tokens: Sequence[str],
    alternatives: Mapping[str, Sequence[str]],
    tables: Collection[str],
    then: tuple[Node, ...],
    around: str = "",
) -> tuple[Node, ...]:
    """From the last token to the first: each node knows what comes behind it.

    ``around`` is the token before the first one.
    """
    index = len(tokens) - 1
    while index >= 0:
        word = tokens[index]
        before = tokens[index - 1] if index else around
        if word == "}":
            opening = _opening(tokens, index)
            inside = tokens[opening + 1 : index]
            closing = (Node(Step.WORD, "}", then),)
            braced = _compiled(inside, alternatives, tables, closing, "{")
            bare = _compiled(inside, alternatives, tables, then) if _is_one(inside) else ()
            then = (Node(Step.WORD, "{", braced), *bare)
            index = opening
        elif word in alternatives:
            then = _merged(
                node
                for choice in alternatives[word]
                for node in _compiled(words(choice), alternatives, tables, then, before)
            )
        elif word == "...":
            step = Step.STATEMENTS if before in STATEMENT_ENDS else Step.ARGUMENTS
            gap = Node(step, "", then)
            if before == ",":  # f(x, ...) is f(x) as well
                then = (*then, Node(Step.WORD, ",", (gap,)))
                index -= 1
            else:
                then = (gap,)
        elif word == "^":
            then = (Node(Step.START, "", then),)
        elif word.startswith("$"):
            beside = before in _OPERATORS or any(node.text in _OPERATORS for node in then)
            step = Step.OPERAND if beside else Step.EXPRESSION
            then = (Node(Step.ONE_OF if word[1:] in tables else step, word[1:], then),)
        else:
            then = (Node(Step.WORD, word, then),)
        index -= 1
    return then


def _merged(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Those that match the same as one, with all that may come behind it: it is looked at once."""
    alike: dict[tuple[Step, str], list[Node]] = {}
    for node in dict.fromkeys(nodes):
        alike.setdefault((node.step, node.text), []).append(node)
    return tuple(node for group in alike.values() for node in _joined(group))


def _joined(alike: Sequence[Node]) -> Sequence[Node]:
    """One node of some; all of them where the pattern may end there, for then their order matters."""
    behind = [node for one in alike for node in one.then]
    if len(alike) == 1 or any(node.step is Step.END for node in behind):
        return alike
    return (Node(alike[0].step, alike[0].text, _merged(behind)),)


def _opening(tokens: Sequence[str], closing: int) -> int:
    depth = 0
    for index in range(closing, -1, -1):
        depth += (tokens[index] == "}") - (tokens[index] == "{")
        if not depth:
            return index
    raise ValueError("a } that nothing opens")


def _is_one(inside: Sequence[str]) -> bool:
    """Whether this is one plain statement, which needs no braces."""
    return inside[-1:] == (";",) and inside.count(";") == 1 and inside[0] not in (";", "{", "...")


def anchors(starts: tuple[Node, ...]) -> tuple[Anchor, ...]:
    """The words and tables that are on all ways through a pattern."""
    return tuple(_on_all_ways(starts).values())


def _on_all_ways(nodes: tuple[Node, ...]) -> dict[tuple[Step, str], Anchor]:
    ways = [_on_way(node) for node in nodes]
    shared = set.intersection(*(set(way) for way in ways))
    found: dict[tuple[Step, str], Anchor] = {}
    for key in (key for key in ways[0] if key in shared):
        distances = {way[key].distance for way in ways}
        distance = distances.pop() if len(distances) == 1 else None
        statements = max(way[key].statements for way in ways)
        before = frozenset(tokens for way in ways for tokens in way[key].before)
        aheads = [way[key].ahead for way in ways]
        known = [ahead for ahead in aheads if ahead is not None]
        ahead = frozenset[str]().union(*known) if len(known) == len(aheads) else None
        found[key] = Anchor(*key, distance, statements, before, ahead)
    return found


def _on_way(node: Node) -> dict[tuple[Step, str], Anchor]:
    """Those of one node and of what comes behind it, by how far they are from the node."""
    if node.step is Step.END:
        return {}
    behind = _on_all_ways(node.then)
    one = node.step in (Step.WORD, Step.ONE_OF)
    none = node.step is Step.START
    ends = int(node.step is Step.WORD and node.text in STATEMENT_ENDS)
    found: dict[tuple[Step, str], Anchor] = {}
    is_name = node.step is Step.ONE_OF or (one and node.text.isidentifier())
    if is_name:
        nothing = frozenset(((),))
        found[node.step, node.text] = Anchor(node.step, node.text, 0, 0, nothing, node.ahead)
    for key, anchor in behind.items():
        length = 1 if one else 0 if none else None
        distance = None if length is None or anchor.distance is None else anchor.distance + length
        far = anchor.statements + (_MANY if node.step is Step.STATEMENTS else ends)
        before = frozenset(_behind(node, way) for way in anchor.before)
        found.setdefault(key, Anchor(*key, distance, far, before, anchor.ahead))
    return found


def _behind(node: Node, way: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens before an anchor, the nearest first, once a node is known to stand before them."""
    if node.step is Step.START or len(way) == _NEAR or way[-1:] == _ANYTHING:
        return way
    return (*way, node.text) if node.step is Step.WORD else way + _ANYTHING


_ANYTHING = ("",)  # ends the tokens before an anchor where they may differ from there on
_NEAR = 4  # tokens before an anchor that are looked at before anything else
_MANY = 16  # statements that ... may stand for before an anchor
