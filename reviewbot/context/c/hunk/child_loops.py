"""Loops over the children of a firmware node, which hold the child in each round."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import kernel_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.blocks import Statement
    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext

_known = partial(by_name, "child_loops", "loops")
LOOP = Pattern("$loop($parent, $child) {", loop=_known)
_SHORT = 100  # tokens of a return
_PUTS = regex(r"put|free|release")
_GETS = regex(r"(?:^|_)get$|_get_")
_EACH = regex(r"\w*for_each")
_LEAVES = frozenset(("return", "break", "goto"))
_DECIDE = frozenset(("for", "while", "do", "switch"))
_MEMBER = frozenset((".", "->"))


@frozen
class ChildLoop:
    """A loop whose body, tokens ``start`` up to ``stop``, is in sight.

    ``put`` is the function that gives a child back; ``scoped`` the loop that does so by itself, or
    empty.
    """

    match: Match
    child: str
    put: str
    scoped: str
    start: int
    stop: int

    @property
    def returns(self) -> Sequence[int]:
        """Where the body returns."""
        return [at for at in self._range() if self._texts[at] == "return"]

    @property
    def leaving_puts(self) -> Sequence[int]:
        """Where it gives the child back and leaves the loop at once."""
        return [at for at in self.puts if self._texts[at + 5] in _LEAVES]

    @property
    def parting_puts(self) -> Sequence[int]:
        """Where it gives the child back on a way out of the loop."""
        return [at for at in self.puts if self._way_on(at) in _LEAVES]

    @property
    def extra_puts(self) -> Sequence[int]:
        """Where it gives the child back, and goes on: the next round gives it back again."""
        texts = self._texts
        is_taken = any(
            (texts[at : at + 2] == [self.child, "="] and texts[at - 1] not in _MEMBER)
            or (texts[at + 1 : at + 4] == ["(", self.child, ")"] and _GETS.search(texts[at]))
            for at in self._range()
        )
        return [] if is_taken else [at for at in self.puts if self._way_on(at) == "continue"]

    def jumps_out(self, put: int) -> Sequence[str]:
        """The jumps out of the loop behind a call that gives the child back, up to the next one."""
        end = next((each for each in self.puts if each > put), self.stop)
        spend(end - put)
        return [self._texts[at] for at in range(put, end) if self._jumps_out(at)]

    def _jumps_out(self, at: int) -> bool:
        word = self._texts[at]
        if word == "goto":
            label = [self._texts[at + 1], ":"]
            return all(self._texts[each : each + 2] != label for each in self._range())
        return word == "return" or (word == "break" and not self._is_in_another(at))

    def _is_in_another(self, at: int) -> bool:
        """Whether another loop, or a switch, stands around what is in this one."""
        for level in self.match.code.blocks.around(at):
            if level.here.start < self.start:
                return False
            first = level.here.text.partition(" ")[0]
            if first in _DECIDE or first in _known() or _EACH.match(first):
                return True
        return False

    def _way_on(self, at: int) -> str:
        """How the round goes on behind a statement: with which jump, at its end with the next one.

        Empty where a loop or switch in this one may decide it, and where the child is used again.
        """
        for level in self.match.code.blocks.around(at):
            if level.here.start < self.start:
                return "continue"
            first = level.here.text.partition(" ")[0]
            if first in _DECIDE or first in _known():
                return ""
            spend(len(level.below))
            for each in level.below:
                if self.child in each.text.split(" "):
                    return ""
                if each.leaves:
                    return each.text.partition(" ")[0]
        return ""

    @property
    def puts(self) -> Sequence[int]:
        """Where it gives the child back."""
        wanted = [self.put, "(", self.child, ")", ";"]
        return [at for at in self._range() if self._texts[at : at + 5] == wanted]

    @property
    def keeps_child(self) -> bool:
        """Whether the child is stored where it may be held for longer than the round."""
        return any(
            self._texts[at - 1 : at + 2] == ["=", self.child, ";"] and not self._is_local(at - 1)
            for at in self._range()
        )

    @property
    def is_handed_on(self) -> bool:
        """Whether a function that may keep the child is given it: any but those that read it."""
        readers = tuple(table("child_loops")["readers"]["fronts"])
        places = (at for at in self._range() if self._texts[at] == self.child)
        callees = (self._callee(at) for at in places if self._texts[at + 1] in (",", ")"))
        return any(not callee.startswith(readers) for callee in callees)

    def _callee(self, at: int) -> str:
        """The function that is given what stands there; empty where none is, or far before it."""
        depth = 0
        for before in range(at - 1, max(at - _SHORT, self.start), -1):
            depth += (self._texts[before] == ")") - (self._texts[before] == "(")
            if depth < 0:
                return self._texts[before - 1]
        return ""

    def is_given_back(self, at: int) -> bool:
        """Whether the child may be given back on the way to a return, or is what is returned."""
        value = self._texts[at + 1 : at + _SHORT]
        value = value[: value.index(";")] if ";" in value else value
        if self.child in value and value[0] not in by_name("probe", "messages"):
            return True
        for level in self.match.code.blocks.around(at):
            if level.here.start < self.start:
                break
            spend(len(level.above))
            if any(self._gives_back(each) for each in level.above if each.start >= self.start):
                return True
        return False

    def _gives_back(self, statement: Statement) -> bool:
        """Whether a call is given the child and named like one that gives it back."""
        words = statement.text.split(" ")
        return self.child in words and _PUTS.search(words[0]) is not None

    def _is_local(self, assigns: int) -> bool:
        """Whether what is assigned is a member of a variable, not of what a pointer leads to."""
        start = assigns
        while self._texts[start - 1] not in STATEMENT_ENDS:
            start -= 1
        target = self._texts[start:assigns]
        return "." in target and not {"->", "["} & set(target)

    @property
    def _texts(self) -> Sequence[str]:
        return self.match.code.texts

    def _range(self) -> range:
        spend(self.stop - self.start)
        return range(self.start, self.stop)


def child_loops(context: DiffContext) -> Iterator[ChildLoop]:
    """The loops of a patch, new or not, in hunks with added lines."""
    for match in kernel_code(context, LOOP):
        opening = match.stop - 1
        stop = match.code.closing.get(opening)
        if stop is not None and len(match.of("child")) == 1 and not _is_managed(match):
            known = _known()[match["loop"]]
            start = opening + 1
            yield ChildLoop(match, match["child"], known["put"], known["scoped"], start, stop)


def _is_managed(match: Match) -> bool:
    """Whether the child is given back at the end of its scope anyway."""
    known = declarations(match.function).get(match["child"], ()) if match.function else ()
    return any(each.is_managed for each in known)


def is_child_of_loop(code: Code, at: int) -> bool:
    """Whether a name is the child in the head of such a loop, which gives it another value."""
    opening = code.opening.get(at + 1)
    return opening is not None and code.text(opening - 1) in _known()
