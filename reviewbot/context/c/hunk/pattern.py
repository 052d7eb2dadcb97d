"""Patterns of C, written as C.

    GUARDED = Pattern("if (TEST) { $callee($p, ...); }", TEST=NOT_NULL, callee=null_safe)

``$name``     an expression, the same one wherever the name is repeated; beside an operator, an
              operand: in ``a + b == c`` the one before ``==`` is ``b``; all of it, also where
              the pattern ends with it
``$name``     with a table: one of the table's words, as the names of functions or constants
``...``       any arguments; between statements, any statements
``WORD``      one of the alternatives given for that word in capitals
``{ S; }``    with one statement inside: that statement without braces, too
``^``         the start of a statement

likely() and unlikely() are looked through, unless the pattern has them itself. White space and
comments do not count, a preprocessor directive matches nothing. The language is that of
Coccinelle's semantic patches (https://coccinelle.gitlabpages.inria.fr/website), but over tokens:
a hunk is a fragment that no grammar can read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import HINTS, Step, ahead, anchors, compiled, words
from reviewbot.context.c.hunk.trigger import COMMON, Trigger
from reviewbot.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.nodes import Anchor

NULL = ("!$p", "$p == NULL", "NULL == $p")  # how C says that there is no pointer
NOT_NULL = ("$p", "$p != NULL", "NULL != $p")


Table = Callable[[], Collection[str]]


class Pattern:
    """A pattern, made once for each module that looks for it."""

    def __init__(
        self, text: str, *, through_hints: bool = True, **given: Sequence[str] | Table
    ) -> None:
        """Compile it; raises ValueError where the text is no pattern.

        ``through_hints``: whether likely() and unlikely() are looked through.
        ``given`` has the alternatives of each word in capitals and the table of each metavariable
        that has one: a function without arguments, called when the table is first needed.
        """
        self.text = text
        self.tables: dict[str, Table] = {name: of for name, of in given.items() if callable(of)}
        self.choices = {word: tuple(of) for word, of in given.items() if not callable(of)}
        pieces = (text, *chain.from_iterable(self.choices.values()))
        names = frozenset(word.lstrip("$") for piece in pieces for word in words(piece))
        unknown = given.keys() - names
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))} is not in the pattern {text!r}")
        self.starts = compiled(text, self.choices, self.tables)
        self.anchors = anchors(self.starts)
        self.first_words = ahead(self.starts)
        operands = [node.ahead for node in self.starts if node.step is Step.OPERAND]
        is_operand = len(operands) == len(self.starts)
        self.behind_operand = operands[0] if is_operand and len(operands) == 1 else None
        self.looks_through_hints = through_hints and HINTS.isdisjoint(names)
        if not self.anchors:
            raise ValueError(f"no name has to be there where {text!r} matches")

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    @lazy
    def trigger(self) -> Trigger:
        """The words without which it matches nowhere."""
        words = frozenset(anchor.text for anchor in self.anchors if anchor.step is Step.WORD)
        others = (self._words_at(anchor) for anchor in self.anchors if anchor.text not in words)
        return Trigger(words, tuple(table for table in others if _are_words(table)))

    @lazy
    def anchor(self) -> Anchor:
        """The rarest of what is there wherever it matches, as far as one can tell."""
        return min(self.anchors, key=self._commonness)

    @lazy
    def anchor_words(self) -> frozenset[str]:
        """The words that may stand at the anchor."""
        return self._words_at(self.anchor)

    def words_of(self, name: str) -> Collection[str]:
        """The words of a metavariable's table."""
        return self.tables[name]()

    def _words_at(self, anchor: Anchor) -> frozenset[str]:
        is_word = anchor.step is Step.WORD
        return frozenset((anchor.text,) if is_word else self.words_of(anchor.text))

    def _commonness(self, anchor: Anchor) -> tuple[bool, int]:
        of = self._words_at(anchor)
        return not COMMON.isdisjoint(of), len(of)


def _are_words(table: frozenset[str]) -> bool:
    """Whether all are what a hunk counts as words, as operators are not."""
    return all(word.replace("_", "a").isalnum() for word in table)
