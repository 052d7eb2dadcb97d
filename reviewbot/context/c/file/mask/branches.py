"""The branches of ``#if`` among tokens: which are first, and what brackets are open in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import CLOSE, CONDITIONAL, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.c.file.mask.tokens import Token

_MAX_DEPTH = 100  # brackets in each other; kernel code has less than 30


def first_branches(tokens: Iterable[Token]) -> tuple[list[Token], list[tuple[int, int]]]:
    """The tokens that are compiled if every ``#if`` is true but ``#if 0``, and the spans of the rest."""
    kept: list[Token] = []
    dropped: list[tuple[int, int]] = []
    branches = _Branches()
    for token in tokens:
        is_directive = token.kind == "directive"
        if is_directive:
            branches.follow(token.text)
        if is_directive or branches.skipping:
            dropped.append((token.start, token.stop))
        else:
            kept.append(token)
    return kept, dropped


class _Branches:
    """Whether a branch is taken, directive by directive."""

    def __init__(self) -> None:
        self._taken: list[bool] = []  # level by level, whether a branch has been
        self.skipping = 0  # the level from which on nothing counts; 0: everything does

    def follow(self, directive: str) -> None:
        """Go past a directive."""
        conditional = CONDITIONAL.match(directive)
        if not conditional:
            return
        word = conditional[1]
        if word.startswith("if"):
            taken = not (word == "if" and conditional[2] == "0")
            self._taken.append(taken)
            self._skip(unless=taken)
            return
        if not self._taken:  # opened above this text
            self._taken.append(True)
        if self.skipping == len(self._taken):
            self.skipping = 0
        if word == "endif":
            self._taken.pop()
        else:
            self._skip(unless=not self._taken[-1])
            self._taken[-1] = True

    def _skip(self, *, unless: bool) -> None:
        if not unless and not self.skipping:
            self.skipping = len(self._taken)


def bracket_pairs(tokens: Sequence[Token]) -> dict[int, int] | None:
    """The index of each opening bracket → that of its closing one.

    ``None`` where they do not match, branches of an ``#if`` differ, or they are nested too deep.
    """
    pairs: dict[int, int] = {}
    stack: list[int] = []
    branches: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.kind == "directive":
            if not _follow(token.text, stack, branches):
                return None
        elif token.kind != "op":
            continue
        elif token.text in OPEN:
            stack.append(index)
            if len(stack) > _MAX_DEPTH:
                return None
        elif token.text in CLOSE:
            if not stack or OPEN[tokens[stack[-1]].text] != token.text:
                return None
            pairs[stack.pop()] = index
    return None if stack else pairs


def _follow(directive: str, stack: list[int], branches: list[list[int]]) -> bool:
    """Brackets over branches: each starts with what was open at ``#if``; false: they differ."""
    conditional = CONDITIONAL.match(directive)
    if not conditional:
        return True
    if conditional[1].startswith("if"):
        branches.append(stack.copy())
        return True
    if not branches or branches[-1] != stack:
        return False
    if conditional[1] == "endif":
        branches.pop()
    return True
