"""Walks the statements of a function along its branches: which calls are made, where it ends."""

from __future__ import annotations

import enum
from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewbot.context.c.file.function import ExitPath, PathStep
from reviewbot.context.c.file.statements import Call, Statement, StatementKind
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_MAX_LABELS = 4  # followed one after the other
_MAX_WAYS = 200  # of one label
_COPIED = 256  # steps copied in the time one statement is passed
_MADE = 16  # steps made in that time
_MAX_STEPS = 100_000  # statements passed for all ways of a function, and the calls in them
_ENDLESS = frozenset(("", "1", "true"))


class State(enum.Enum):
    """How a statement ends: it goes on, leaves the loop or switch, or leaves for good."""

    FALLS = 0
    LEAVES = 1
    ENDS = 2


_ENDINGS = {
    StatementKind.RETURN: State.ENDS,
    StatementKind.GOTO: State.ENDS,
    StatementKind.BREAK: State.LEAVES,
    StatementKind.CONTINUE: State.LEAVES,
}
Place = tuple[tuple[Statement, ...], int]


def path_to(block: tuple[Statement, ...], line: int) -> tuple[Place, ...]:
    """Blocks and indices from the outermost to the last statement begun on ``line``."""
    best: tuple[Place, ...] = ()
    for index, statement in enumerate(block):
        if statement.line == line:
            best = ((block, index),)
        if statement.line <= line <= statement.stop:
            for inner in statement.blocks:
                deeper = path_to(inner, line)
                if deeper:
                    best = ((block, index), *deeper)
    return best


def _label_paths(tree: tuple[Statement, ...]) -> dict[str, tuple[Place, ...]]:
    """Blocks and indices from the outermost to each label."""
    found: dict[str, tuple[Place, ...]] = {}
    waiting: list[tuple[tuple[Place, ...], tuple[Statement, ...]]] = [((), tree)]
    while waiting:
        path, block = waiting.pop()
        for index, statement in enumerate(block):
            if statement.kind is StatementKind.LABEL:
                found.setdefault(statement.text, (*path, (block, index)))
            waiting.extend(((*path, (block, index)), inner) for inner in statement.blocks)
    return found


def is_marked(statement: Statement) -> bool:
    """Whether a jump can lead here or inside."""
    return any(each.kind in (StatementKind.LABEL, StatementKind.CASE) for each in statement.walk())


def _breaks(block: Sequence[Statement]) -> bool:
    """Whether a ``break`` in the block leaves the loop or switch whose body it is."""
    for statement in block:
        if statement.kind is StatementKind.BREAK:
            return True
        if statement.kind not in (StatementKind.LOOP, StatementKind.SWITCH) and any(
            map(_breaks, statement.blocks)
        ):
            return True
    return False


def _continues(block: Sequence[Statement]) -> bool:
    """Whether a ``continue`` in the block goes to the condition of the loop whose body it is."""
    return any(
        each.kind is StatementKind.CONTINUE
        or (each.kind is not StatementKind.LOOP and any(map(_continues, each.blocks)))
        for each in block
    )


def _has_default(block: Sequence[Statement]) -> bool:
    """Whether the switch whose body this is has a ``default``; one of an inner switch is not."""
    return any(
        (each.kind is StatementKind.CASE and not each.text)
        or (each.kind is not StatementKind.SWITCH and any(map(_has_default, each.blocks)))
        for each in block
    )


def state_of(statement: Statement) -> State:
    """How a statement ends, whatever stands around it."""
    return Walk((), 0).statement(statement, [])


class Walk:
    """Goes through statements and gathers the calls on the way and the ways that end."""

    def __init__(
        self, tree: tuple[Statement, ...], stop: int, callees: Container[str] | None = None
    ) -> None:
        self._tree = tree
        self._stop = stop
        self._callees = callees  # whose calls are gathered; None: all
        self._labels: dict[str, tuple[Place, ...]] | None = None
        self._known: dict[str, tuple[ExitPath, ...]] = {}
        self._open: list[str] = []
        self._ways: list[ExitPath] | None = None  # None: ways are not asked for
        self._revives = False  # whether a label goes on where nothing falls into it
        self._cut = False  # whether a label was not followed
        self._left = _MAX_STEPS

    def ways_from(self, label: str) -> tuple[ExitPath, ...]:
        """The ways from a label; none where there are too many to tell."""
        if label in self._known:
            return self._known[label]
        if self._labels is None:
            self._labels = _label_paths(self._tree)
        path = self._labels.get(label)
        if path is None:
            return ()
        if label in self._open or len(self._open) >= _MAX_LABELS:
            self._cut = True
            return ()
        outer, self._ways = self._ways, []
        cut, self._cut = self._cut, False
        self._open.append(label)
        self._run_from(path)
        self._open.pop()
        found = tuple(self._ways) if len(self._ways) <= _MAX_WAYS and self._left > 0 else ()
        self._ways = outer
        if not self._cut or not self._open:  # else the answer may lack a way round
            self._known[label] = found
        self._cut = self._cut or cut
        return found

    def reaches_end(self) -> bool:
        """Whether the closing brace can be reached."""
        self._revives = True
        state = self.block(self._tree, [])
        self._revives = False
        return state is State.FALLS

    def until(self, path: tuple[Place, ...]) -> tuple[PathStep, ...]:
        """The steps to the statement ``path`` leads to, its own calls excluded."""
        self._revives = True
        steps: list[PathStep] = []
        for depth, (block, index) in enumerate(path):
            mark = len(steps)
            state = State.FALLS
            for statement in block[:index]:
                state = self._next(statement, steps, mark, state)
            if block[index].kind is StatementKind.CASE or state is not State.FALLS:
                self._revive(steps, mark, block[index], state)
            if depth + 1 < len(path) and block[index].head != "do":
                steps += self._certain(block[index].calls)
        return tuple(steps)

    def starts(
        self,
        block: Sequence[Statement],
        steps: list[PathStep],
        lines: Sequence[int],
        ends: Container[int],
    ) -> Iterator[tuple[int, tuple[PathStep, ...]]]:
        """The lines in a block with the steps to them; ``ends`` are the statements meant by id."""
        self._revives = True
        mark = len(steps)
        state = State.FALLS
        for statement in block:
            at = bisect_left(lines, statement.line)
            if at < len(lines) and lines[at] <= statement.stop:
                spend(1 + len(steps) // _COPIED)
                here = steps.copy()
                if statement.kind is StatementKind.CASE or state is not State.FALLS:
                    self._revive(here, mark, statement, state)
                if id(statement) in ends:
                    yield statement.line, tuple(here)
                if statement.head != "do":
                    here += self._certain(statement.calls)
                for inner in statement.blocks:
                    yield from self.starts(inner, here.copy(), lines, ends)
            state = self._next(statement, steps, mark, state)

    def block(self, block: Sequence[Statement], steps: list[PathStep]) -> State:
        """Pass the block; ``steps`` grows by what is called."""
        mark = len(steps)
        state = State.FALLS
        for statement in block:
            state = self._next(statement, steps, mark, state)
        return state

    def _next(self, statement: Statement, steps: list[PathStep], mark: int, state: State) -> State:
        if statement.kind is StatementKind.CASE:
            self._revive(steps, mark, statement, state)
            return State.FALLS
        if state is not State.FALLS:
            if not self._revives or not is_marked(statement):
                return state
            self._revive(steps, mark, statement, state)
        return self.statement(statement, steps)

    def _certain(self, calls: Sequence[Call]) -> tuple[PathStep, ...]:
        if self._callees is None:
            return certain_steps(calls)
        return tuple(PathStep(each, certain=True) for each in calls if each.callee in self._callees)

    def _revive(self, steps: list[PathStep], mark: int, statement: Statement, state: State) -> None:
        """Go on at a mark: a case leaves out what other cases did, a label makes it doubtful."""
        spend(1 + (len(steps) - mark) // _MADE)
        if statement.kind is StatementKind.CASE and state is not State.FALLS:
            del steps[mark:]
        else:
            steps[mark:] = _doubtful(steps[mark:])

    def _run_from(self, path: tuple[Place, ...]) -> None:
        """From behind the statement ``path`` leads to until the function is left."""
        steps: list[PathStep] = []
        skip = False
        for depth in range(len(path) - 1, -1, -1):
            block, index = path[depth]
            owner = path[depth - 1][0][path[depth - 1][1]] if depth else None
            state = State.LEAVES if skip else self._rest(block[index + 1 :], steps)
            if state is State.ENDS:
                return
            if (
                owner
                and owner.kind is StatementKind.LOOP
                and state is State.FALLS
                and _endless(owner)
            ):
                return  # round and round
            leaves = state is State.LEAVES
            skip = (
                leaves
                and owner is not None
                and owner.kind not in (StatementKind.LOOP, StatementKind.SWITCH)
            )
        self._end(steps, self._stop, None)

    def _rest(self, block: Sequence[Statement], steps: list[PathStep]) -> State:
        for statement in block:
            if statement.kind is StatementKind.CASE:
                continue  # fallen into
            state = self.statement(statement, steps)
            if state is not State.FALLS:
                return state
        return State.FALLS

    def _end(self, steps: Sequence[PathStep], line: int, value: str | None) -> None:
        if self._ways is not None and len(self._ways) <= _MAX_WAYS and self._left > 0:
            self._left -= len(steps) + 1
            self._ways.append(ExitPath(tuple(steps), (), line, value))

    def _goto(self, steps: Sequence[PathStep], label: str) -> None:
        if self._ways is None:
            return
        for way in self.ways_from(label):
            if len(self._ways) > _MAX_WAYS or self._left <= 0:
                return
            self._left -= len(steps) + len(way.steps) + 1
            self._ways.append(
                ExitPath((*steps, *way.steps), (label, *way.labels), way.line, way.value)
            )

    def statement(self, statement: Statement, steps: list[PathStep]) -> State:
        """Pass one statement."""
        spend()
        if self._ways is not None:
            self._left -= 1
            if self._left <= 0:
                return State.ENDS
        if statement.kind is StatementKind.LOOP:
            return self._loop(statement, steps)
        steps += self._certain(statement.calls)
        if statement.blocks:
            return self._nested(statement, steps)
        if statement.kind is StatementKind.RETURN:
            self._end(steps, statement.line, statement.text)
        elif statement.kind is StatementKind.GOTO:
            self._goto(steps, statement.text)
        return _ENDINGS.get(statement.kind, State.FALLS)

    def _nested(self, statement: Statement, steps: list[PathStep]) -> State:
        if statement.kind is StatementKind.SWITCH:
            return self._switch(statement, steps)
        if statement.kind is StatementKind.SCOPE:
            return self.block(statement.blocks[0], steps)
        return self._branches(statement, steps)

    def _branches(self, statement: Statement, steps: list[PathStep]) -> State:
        mark = len(steps)
        blocks: tuple[tuple[Statement, ...], ...] = statement.blocks
        whole = len(blocks) > 1 if statement.kind is StatementKind.IF else statement.complete
        if not whole:
            blocks = (*blocks, ())
        passed: list[tuple[State, list[PathStep]]] = []
        for block in blocks:
            state = self.block(block, steps)
            passed.append((state, steps[mark:]))
            del steps[mark:]
        going = [branch for branch in passed if branch[0] is not State.ENDS]
        if len(going) == 1:
            steps += going[0][1]
            return going[0][0]
        for _, branch in going:
            steps += _doubtful(branch)
        return min((state for state, _ in passed), key=lambda state: state.value)

    def _loop(self, statement: Statement, steps: list[PathStep]) -> State:
        once = statement.head == "do"
        steps += () if once else self._certain(statement.calls)
        mark = len(steps)
        state = self.block(statement.blocks[0], steps)
        if state is State.ENDS:
            body = statement.blocks[0]
            if once and not _breaks(body) and not _continues(body):
                return state
            del steps[mark:]
        elif not once:
            steps[mark:] = _doubtful(steps[mark:])
        steps += self._certain(statement.calls) if once else ()
        return State.ENDS if _endless(statement) else State.FALLS

    def _switch(self, statement: Statement, steps: list[PathStep]) -> State:
        mark = len(steps)
        block = statement.blocks[0]
        done: list[PathStep] = []
        state = State.FALLS
        for each in block:
            if each.kind is StatementKind.CASE and state is not State.FALLS:
                done += steps[mark:] if state is State.LEAVES else ()
                del steps[mark:]
            state = self._next(each, steps, mark, state)
        if state is State.ENDS:
            del steps[mark:]
        steps[mark:] = _doubtful([*done, *steps[mark:]])
        if _has_default(block) and state is State.ENDS and not _breaks(block):
            return State.ENDS
        return State.FALLS


def _endless(loop: Statement) -> bool:
    """``for (;;)`` and ``while (1)`` without a break."""
    own = loop.head in ("while", "for", "do") and loop.text in _ENDLESS
    return own and not _breaks(loop.blocks[0])


def _doubtful(steps: Sequence[PathStep]) -> list[PathStep]:
    return [PathStep(step.call, certain=False) if step.certain else step for step in steps]


def certain_steps(calls: Sequence[Call]) -> tuple[PathStep, ...]:
    """The calls as steps that are made whichever branches are taken."""
    return tuple(PathStep(call, certain=True) for call in calls)
