"""Walks the nodes of a pattern along the tokens of a fragment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS, Step
from reviewbot.context.c.hunk.stops import arguments, expressions, operands, statements
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.nodes import Anchor, Node
    from reviewbot.context.c.hunk.pattern import Pattern

_MANY = 64  # steps that are charged together
_MAX_BEFORE = 96  # tokens of one statement before the anchor
_ENDS = {
    Step.OPERAND: operands,
    Step.EXPRESSION: expressions,
    Step.ARGUMENTS: arguments,
    Step.STATEMENTS: statements,
}
_WHOLE_AT_THE_END = frozenset((Step.OPERAND, Step.EXPRESSION))
_MEMBERS = frozenset(("->", "."))
_BOUND = frozenset((Step.OPERAND, Step.EXPRESSION, Step.ONE_OF))

_WORD, _START, _END = Step.WORD, Step.START, Step.END
Bound = dict[str, tuple[int, int]]  # metavariable → indices of its first token and behind its last


def search(
    pattern: Pattern, code: Code, anchor: Anchor, places: Iterable[int]
) -> Iterator[tuple[int, int, Bound]]:
    """Where the pattern matches around these places of its anchor: start, stop and what is bound.

    One match for each place, the one that starts first, and none twice: the anchor's word may stand
    in it again. Raises TooLargeError.
    """
    walk = _Walk(pattern, code)
    told: set[int] = set()
    for place in places:
        for start in _starts(pattern, code, anchor, place):
            match = walk.at(start)
            walk.pay()
            if match and match[0] > place:
                if start not in told:
                    yield start, *match
                told.add(start)
                break


def _starts(pattern: Pattern, code: Code, anchor: Anchor, place: int) -> Sequence[int]:
    """Where a match may start that has its anchor at this place, from the left."""
    spend()
    if not anchor.may_be(code.texts, place):
        return ()
    if anchor.distance is not None:
        first = last = place - anchor.distance
    else:
        first, last = _reach(code, place, anchor.statements), place
    span = range(max(first, 0), last + 1)
    spend(len(span))
    texts = code.texts
    if pattern.first_words is not None:
        return [at for at in span if texts[at] in pattern.first_words]
    if pattern.behind_operand is not None:
        return _before(texts, span, pattern.behind_operand)
    return [at for at in span if not at or texts[at - 1] not in _MEMBERS]


def _before(texts: Sequence[str], span: range, behind: frozenset[str]) -> Sequence[int]:
    """Where an operand may start that has one of these tokens behind it: in the same statement."""
    starts: list[int] = []
    is_behind = False
    for at in reversed(span):
        text = texts[at]
        if text in behind:
            is_behind = True
        elif text in STATEMENT_ENDS:
            is_behind = False
        if is_behind and not (at and texts[at - 1] in _MEMBERS):
            starts.append(at)
    return starts[::-1]


def _reach(code: Code, place: int, statements: int) -> int:
    """The leftmost place from which so many ends of statements lie before this place."""
    start = place
    for _ in range(_MAX_BEFORE * (statements + 1)):
        if start == 0:
            break
        if code.texts[start - 1] in STATEMENT_ENDS:
            statements -= 1
            if statements < 0:
                break
        start -= 1
    return start


class _Walk:
    """One pattern on one fragment."""

    def __init__(self, pattern: Pattern, code: Code) -> None:
        self._first = pattern.starts
        self._steps = 0  # not charged one by one: there are many
        self._code = code
        self._texts = code.texts_and_end
        self._tables: Mapping[str, Collection[str]] = {
            name: pattern.words_of(name) for name in pattern.tables
        }

    def pay(self) -> None:
        """Charge the steps that were taken; raises TooLargeError."""
        spend(self._steps)
        self._steps = 0

    def at(self, start: int) -> tuple[int, Bound] | None:
        """Where a match that starts there ends, and what it binds; raises TooLargeError."""
        return self._any(self._first, start, {})

    def _any(self, nodes: tuple[Node, ...], at: int, bound: Bound) -> tuple[int, Bound] | None:
        texts = self._texts
        while len(nodes) == 1 and nodes[0].step is _WORD:  # nothing to choose
            if texts[at] != nodes[0].text:
                return None
            self._steps += 1
            at, nodes = at + 1, nodes[0].then
        for node in nodes:
            if node.step is _END:
                return at, bound
            if node.step is _WORD and texts[at] != node.text:
                continue  # as it is with most
            match = self._from(node, at, bound)
            if match:
                return match
        return None

    def _from(self, node: Node, at: int, bound: Bound) -> tuple[int, Bound] | None:
        stops, ahead = self._stops(node, at), node.ahead
        if node.step in _WHOLE_AT_THE_END and node.then[0].step is _END:
            stops = reversed(tuple(stops))  # nothing behind it says where it ends
        for stop in stops:
            if ahead is not None and self._texts[stop] not in ahead:
                continue  # nothing that may come behind it does
            self._steps += 1
            if self._steps > _MANY:
                self.pay()
            known = self._binding(node, at, stop, bound)
            match = self._any(node.then, stop, known) if known is not None else None
            if match:
                return match
        return None

    def _stops(self, node: Node, at: int) -> Iterable[int]:
        """Where what the node matches there may end."""
        if node.step in _WHOLE_AT_THE_END:  # many patterns ask for the same
            known = self._code.ends_known
            if (node.step, at) not in known:
                known[node.step, at] = tuple(_ENDS[node.step](self._code, at))
            return known[node.step, at]
        if node.step in _ENDS:
            return _ENDS[node.step](self._code, at)
        if node.step is _START:
            return (at,) if self._code.starts_statement(at) else ()
        text = self._texts[at]
        fits = text == node.text if node.step is _WORD else text in self._tables[node.text]
        return (at + 1,) if fits else ()

    def _binding(self, node: Node, at: int, stop: int, bound: Bound) -> Bound | None:
        """What is bound once the node stands for these tokens; ``None`` where it stands for others."""
        if node.step not in _BOUND:
            return bound
        if node.text not in bound:
            return {**bound, node.text: (at, stop)}
        start, end = bound[node.text]
        same = self._code.texts[start:end] == self._code.texts[at:stop]
        return bound if same else None
