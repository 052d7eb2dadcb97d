"""Plain facts of one function: its statements, calls, and every way out.

    function = read(definition)             # from definitions.enclosing(…); None: not usable
    for call in function.calls: …           # in source order, with what becomes of the result
    for leaving in function.exits: …        # each return, goto, and the end
        leaving.guards                      # the conditions it stands under
        leaving.ways                        # from there to the return: one per outcome
        before(function, leaving.line)      # the calls from the start of the function to there
    starts(function, lines, callees)        # the same for many lines at once
    after(function, "err_free")             # the ways from a label
    unreachable(function)                   # statements nothing leads to

A way lists ``Step``s: a call and whether it is certain, that is made whichever branches are taken.

Limits. Loops are passed once, their calls uncertain (those of ``do`` and of scopes are certain).
Conditions are not evaluated: both branches of every ``if`` are possible. A ``case`` is uncertain.
A ``goto`` is followed to its label wherever that is, four labels far and no label twice. Calls in
``&&``, ``||`` and ``?:`` count as certain. Where ``#if`` branches do not nest with the braces only
the first is seen (``partial``). Jumps in macro arguments (``scoped_cond_guard(…, return -EINTR,
…)``) or statement expressions are not seen: ``hides_jumps``. A macro or function that does not
return is a call like any other.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.file.bodies import first_line, parsed
from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.statements import (
    Assignment,
    Call,
    Statement,
    StatementKind,
    flat,
    plain,
    split_arguments,
    statements,
)
from reviewbot.context.c.lex import code_only
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_MAX_LABELS = 4  # followed one after the other
_MAX_WAYS = 200  # of one label
_WAY = 4  # steps it takes to make one
_COPIED = 256  # steps copied in the time one statement is passed
_MADE = 16  # steps made in that time
_MAX_STEPS = 100_000  # statements passed for all ways of a function, and the calls in them

_JUMP = re.compile(r"\b(?:return|goto)\b")
_NAME = re.compile(r"[^\W\d]\w*")
_POINTER = re.compile(r"\(\s*\*+\s*(?:const\s+)?(\w+)")
_ENDLESS = frozenset(("", "1", "true"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``u8 *buf`` has the name ``buf`` and the type ``u8 *``."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Step:
    """A call on a way; not ``certain`` where a branch or loop may pass it by."""

    call: Call
    certain: bool


@dataclass(frozen=True, slots=True)
class Way:
    """From a jump to where the function is left: ``line`` and ``value`` of that return.

    ``value`` is ``None`` at the end of the function, empty for a bare ``return``. ``labels`` are
    those jumped to, in order; those passed by falling into them are not listed.
    """

    steps: tuple[Step, ...]
    labels: tuple[str, ...]
    line: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition something stands under; ``taken``: in the then branch (or the loop, switch)."""

    text: str
    line: int
    taken: bool


class Out(enum.StrEnum):
    """How an exit leaves."""

    RETURN = "return"
    GOTO = "goto"
    END = "end"


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out: a return, a goto, or the end of the body if it can be reached.

    ``text`` is the value returned, or the label. ``guards`` are the conditions around it, outermost
    first. ``ways`` are what can happen from there: one for a return; several where the code behind
    the label branches and leaves; none for a goto that only goes round, or where there are too many.
    """

    line: int
    kind: Out
    text: str
    guards: tuple[Guard, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Managed:
    """A variable released by itself, ``__free(kfree)``: its name, the releaser, the line."""

    name: str
    releaser: str
    line: int


@dataclass(frozen=True, slots=True)
class Function:
    """The facts of a function; all lines are those of the file, 1-based.

    ``conditions`` are its ``if`` statements, ``statements`` the tree all the others come from.
    """

    name: str
    returns: str
    parameters: tuple[Parameter, ...]
    is_static: bool
    start: int
    stop: int
    statements: tuple[Statement, ...]
    calls: tuple[Call, ...]
    assignments: tuple[Assignment, ...]
    conditions: tuple[Statement, ...]
    gotos: tuple[Statement, ...]
    labels: tuple[Statement, ...]
    return_statements: tuple[Statement, ...]
    exits: tuple[Exit, ...]
    managed: tuple[Managed, ...]
    partial: bool
    hides_jumps: bool


@shared(maxsize=1024)
def read(definition: Definition) -> Function | None:
    """The facts of a function of ``definitions``; ``None`` where it is not usable.

    Raises:
        ValueError: the definition is no function.
        TooLargeError: it is larger than a function gets.
    """
    if definition.kind is not DefinitionKind.FUNCTION:
        raise ValueError(f"{definition.name} is no function")
    found = parsed(definition)
    if found is None:
        return None
    source = definition.text[definition.opening :]
    tree = statements(found.tree, source, found.masked, first_line(definition))
    if tree is None:
        return None
    everything = tuple(flat(tree))
    walk = _Walk(tree, definition.stop)
    jumps = _of(everything, StatementKind.GOTO, StatementKind.RETURN)
    return Function(
        name=definition.name,
        returns=definition.returns,
        parameters=_parameters(definition),
        is_static=definition.is_static,
        start=definition.start,
        stop=definition.stop,
        statements=tree,
        calls=tuple(call for statement in everything for call in statement.calls),
        assignments=tuple(each for statement in everything for each in statement.assignments),
        conditions=_of(everything, StatementKind.IF),
        gotos=_of(everything, StatementKind.GOTO),
        labels=_of(everything, StatementKind.LABEL),
        return_statements=_of(everything, StatementKind.RETURN),
        exits=tuple(_exits(walk, tree, definition.stop)),
        managed=_managed(definition),
        partial=found.partial,
        hides_jumps=len(_JUMP.findall(code_only(source))) != len(jumps),
    )


def before(function: Function, line: int) -> tuple[Step, ...]:
    """The calls made from the start of the function until the last statement begun on ``line``.

    Behind a label nothing falls into, what stands before it is uncertain. Empty where no statement
    begins on that line.
    """
    path = _path(function.statements, line)
    return _Walk(function.statements, function.stop).until(path) if path else ()


def starts(
    function: Function, lines: Iterable[int], callees: Container[str]
) -> dict[int, tuple[Step, ...]]:
    """What ``before`` says of many lines at once, of the calls of some functions only."""
    last = {each.line: each for each in flat(function.statements)}
    wanted = sorted(last.keys() & set(lines))
    ends = {id(last[line]) for line in wanted}
    walk = _Walk(function.statements, function.stop, callees)
    return dict(walk.starts(function.statements, [], wanted, ends))


def after(function: Function, label: str) -> tuple[Way, ...]:
    """The ways from a label to where the function is left; none if there is no such label."""
    return _Walk(function.statements, function.stop).ways_from(label)


def afters(function: Function, labels: Iterable[str]) -> Iterator[tuple[Way, ...]]:
    """The ways from each of these labels, as ``after`` has them."""
    walk = _Walk(function.statements, function.stop)
    return (walk.ways_from(label) for label in labels)


def unreachable(function: Function) -> tuple[Statement, ...]:
    """Statements right behind one that never goes on, each first of its run."""
    found: list[Statement] = []
    blocks = [function.statements]
    while blocks:
        block = blocks.pop()
        dead = listed = False
        for statement in block:
            if _is_marked(statement):
                dead = listed = False
            elif dead and not listed:
                found.append(statement)
                listed = True
            dead = dead or _state(statement) is not _State.FALLS
            blocks.extend(statement.blocks)
    return tuple(sorted(found, key=lambda statement: statement.line))


def _of(everything: Sequence[Statement], *kinds: StatementKind) -> tuple[Statement, ...]:
    return tuple(statement for statement in everything if statement.kind in kinds)


def _parameters(definition: Definition) -> tuple[Parameter, ...]:
    parts = split_arguments(code_only(definition.arguments))
    if parts in ((), ("void",)) or parts[0] == definition.name:  # the latter: made by a macro
        return ()
    found = []
    for part in parts:
        pointer = _POINTER.search(part)
        names = list(_NAME.finditer(part.partition("[")[0]))
        name = pointer[1] if pointer else names[-1][0] if len(names) > 1 or "*" in part else ""
        at = pointer.start(1) if pointer else names[-1].start() if name else len(part)
        found.append(Parameter(name, plain(part[:at] + part[at + len(name) :])))
    return tuple(found)


def _managed(definition: Definition) -> tuple[Managed, ...]:
    names = "|".join(
        re.escape(name) for entry in table("macros")["managed"] for name in entry["names"]
    )
    text = code_only(definition.text)
    return tuple(
        Managed(match[1], match[2], definition.start + text.count("\n", 0, match.start()))
        for match in re.finditer(rf"\b(\w+)\s+(?:{names})\s*\(\s*(\w+)\s*\)", text)
    )


def _exits(walk: _Walk, tree: tuple[Statement, ...], stop: int) -> Iterator[Exit]:
    waiting: list[tuple[Statement, tuple[Guard, ...]]] = [(each, ()) for each in reversed(tree)]
    while waiting:
        statement, guards = waiting.pop()
        if statement.kind is StatementKind.RETURN:
            way = Way(_certain(statement.calls), (), statement.line, statement.text)
            yield Exit(statement.line, Out.RETURN, statement.text, guards, (way,))
        elif statement.kind is StatementKind.GOTO:
            ways = tuple(
                Way(way.steps, (statement.text, *way.labels), way.line, way.value)
                for way in walk.ways_from(statement.text)
            )
            spend(_WAY * len(ways))
            yield Exit(statement.line, Out.GOTO, statement.text, guards, ways)
        for number in range(len(statement.blocks) - 1, -1, -1):
            inner = guards
            if statement.kind is not StatementKind.SCOPE:
                inner = (*guards, Guard(statement.text, statement.line, taken=number == 0))
            waiting.extend((each, inner) for each in reversed(statement.blocks[number]))
    if walk.reaches_end():
        yield Exit(stop, Out.END, "", (), (Way((), (), stop, None),))


def _certain(calls: Sequence[Call]) -> tuple[Step, ...]:
    return tuple(Step(call, certain=True) for call in calls)


class _State(enum.Enum):
    """How a statement ends: it goes on, leaves the loop or switch, or leaves for good."""

    FALLS = 0
    LEAVES = 1
    ENDS = 2


_ENDINGS = {
    StatementKind.RETURN: _State.ENDS,
    StatementKind.GOTO: _State.ENDS,
    StatementKind.BREAK: _State.LEAVES,
    StatementKind.CONTINUE: _State.LEAVES,
}
_Place = tuple[tuple[Statement, ...], int]


def _path(block: tuple[Statement, ...], line: int) -> tuple[_Place, ...]:
    """Blocks and indices from the outermost to the last statement begun on ``line``."""
    best: tuple[_Place, ...] = ()
    for index, statement in enumerate(block):
        if statement.line == line:
            best = ((block, index),)
        if statement.line <= line <= statement.stop:
            for inner in statement.blocks:
                deeper = _path(inner, line)
                if deeper:
                    best = ((block, index), *deeper)
    return best


def _label_paths(tree: tuple[Statement, ...]) -> dict[str, tuple[_Place, ...]]:
    """Blocks and indices from the outermost to each label."""
    found: dict[str, tuple[_Place, ...]] = {}
    waiting: list[tuple[tuple[_Place, ...], tuple[Statement, ...]]] = [((), tree)]
    while waiting:
        path, block = waiting.pop()
        for index, statement in enumerate(block):
            if statement.kind is StatementKind.LABEL:
                found.setdefault(statement.text, (*path, (block, index)))
            waiting.extend(((*path, (block, index)), inner) for inner in statement.blocks)
    return found


def _is_marked(statement: Statement) -> bool:
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


def _state(statement: Statement) -> _State:
    return _Walk((), 0).statement(statement, [])


class _Walk:
    """Goes through statements and gathers the calls on the way and the ways that end."""

    def __init__(
        self, tree: tuple[Statement, ...], stop: int, callees: Container[str] | None = None
    ) -> None:
        self._tree = tree
        self._stop = stop
        self._callees = callees  # whose calls are gathered; None: all
        self._labels: dict[str, tuple[_Place, ...]] | None = None
        self._known: dict[str, tuple[Way, ...]] = {}
        self._open: list[str] = []
        self._ways: list[Way] | None = None  # None: ways are not asked for
        self._revives = False  # whether a label goes on where nothing falls into it
        self._cut = False  # whether a label was not followed
        self._left = _MAX_STEPS

    def ways_from(self, label: str) -> tuple[Way, ...]:
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
        return state is _State.FALLS

    def until(self, path: tuple[_Place, ...]) -> tuple[Step, ...]:
        """The steps to the statement ``path`` leads to, its own calls excluded."""
        self._revives = True
        steps: list[Step] = []
        for depth, (block, index) in enumerate(path):
            mark = len(steps)
            state = _State.FALLS
            for statement in block[:index]:
                state = self._next(statement, steps, mark, state)
            if block[index].kind is StatementKind.CASE or state is not _State.FALLS:
                self._revive(steps, mark, block[index], state)
            if depth + 1 < len(path) and block[index].head != "do":
                steps += self._certain(block[index].calls)
        return tuple(steps)

    def starts(
        self,
        block: Sequence[Statement],
        steps: list[Step],
        lines: Sequence[int],
        ends: Container[int],
    ) -> Iterator[tuple[int, tuple[Step, ...]]]:
        """The lines in a block with the steps to them; ``ends`` are the statements meant by id."""
        self._revives = True
        mark = len(steps)
        state = _State.FALLS
        for statement in block:
            at = bisect_left(lines, statement.line)
            if at < len(lines) and lines[at] <= statement.stop:
                spend(1 + len(steps) // _COPIED)
                here = steps.copy()
                if statement.kind is StatementKind.CASE or state is not _State.FALLS:
                    self._revive(here, mark, statement, state)
                if id(statement) in ends:
                    yield statement.line, tuple(here)
                if statement.head != "do":
                    here += self._certain(statement.calls)
                for inner in statement.blocks:
                    yield from self.starts(inner, here.copy(), lines, ends)
            state = self._next(statement, steps, mark, state)

    def block(self, block: Sequence[Statement], steps: list[Step]) -> _State:
        """Pass the block; ``steps`` grows by what is called."""
        mark = len(steps)
        state = _State.FALLS
        for statement in block:
            state = self._next(statement, steps, mark, state)
        return state

    def _next(self, statement: Statement, steps: list[Step], mark: int, state: _State) -> _State:
        if statement.kind is StatementKind.CASE:
            self._revive(steps, mark, statement, state)
            return _State.FALLS
        if state is not _State.FALLS:
            if not self._revives or not _is_marked(statement):
                return state
            self._revive(steps, mark, statement, state)
        return self.statement(statement, steps)

    def _certain(self, calls: Sequence[Call]) -> tuple[Step, ...]:
        if self._callees is None:
            return _certain(calls)
        return tuple(Step(each, certain=True) for each in calls if each.callee in self._callees)

    def _revive(self, steps: list[Step], mark: int, statement: Statement, state: _State) -> None:
        """Go on at a mark: a case leaves out what other cases did, a label makes it doubtful."""
        spend(1 + (len(steps) - mark) // _MADE)
        if statement.kind is StatementKind.CASE and state is not _State.FALLS:
            del steps[mark:]
        else:
            steps[mark:] = _doubtful(steps[mark:])

    def _run_from(self, path: tuple[_Place, ...]) -> None:
        """From behind the statement ``path`` leads to until the function is left."""
        steps: list[Step] = []
        skip = False
        for depth in range(len(path) - 1, -1, -1):
            block, index = path[depth]
            owner = path[depth - 1][0][path[depth - 1][1]] if depth else None
            state = _State.LEAVES if skip else self._rest(block[index + 1 :], steps)
            if state is _State.ENDS:
                return
            if (
                owner
                and owner.kind is StatementKind.LOOP
                and state is _State.FALLS
                and _endless(owner)
            ):
                return  # round and round
            leaves = state is _State.LEAVES
            skip = (
                leaves
                and owner is not None
                and owner.kind not in (StatementKind.LOOP, StatementKind.SWITCH)
            )
        self._end(steps, self._stop, None)

    def _rest(self, block: Sequence[Statement], steps: list[Step]) -> _State:
        for statement in block:
            if statement.kind is StatementKind.CASE:
                continue  # fallen into
            state = self.statement(statement, steps)
            if state is not _State.FALLS:
                return state
        return _State.FALLS

    def _end(self, steps: Sequence[Step], line: int, value: str | None) -> None:
        if self._ways is not None and len(self._ways) <= _MAX_WAYS and self._left > 0:
            self._left -= len(steps) + 1
            self._ways.append(Way(tuple(steps), (), line, value))

    def _goto(self, steps: Sequence[Step], label: str) -> None:
        if self._ways is None:
            return
        for way in self.ways_from(label):
            if len(self._ways) > _MAX_WAYS or self._left <= 0:
                return
            self._left -= len(steps) + len(way.steps) + 1
            self._ways.append(Way((*steps, *way.steps), (label, *way.labels), way.line, way.value))

    def statement(self, statement: Statement, steps: list[Step]) -> _State:
        """Pass one statement."""
        spend()
        if self._ways is not None:
            self._left -= 1
            if self._left <= 0:
                return _State.ENDS
        if statement.kind is StatementKind.LOOP:
            return self._loop(statement, steps)
        steps += self._certain(statement.calls)
        if statement.blocks:
            return self._nested(statement, steps)
        if statement.kind is StatementKind.RETURN:
            self._end(steps, statement.line, statement.text)
        elif statement.kind is StatementKind.GOTO:
            self._goto(steps, statement.text)
        return _ENDINGS.get(statement.kind, _State.FALLS)

    def _nested(self, statement: Statement, steps: list[Step]) -> _State:
        if statement.kind is StatementKind.SWITCH:
            return self._switch(statement, steps)
        if statement.kind is StatementKind.SCOPE:
            return self.block(statement.blocks[0], steps)
        return self._branches(statement, steps)

    def _branches(self, statement: Statement, steps: list[Step]) -> _State:
        mark = len(steps)
        blocks: tuple[tuple[Statement, ...], ...] = statement.blocks
        whole = len(blocks) > 1 if statement.kind is StatementKind.IF else statement.complete
        if not whole:
            blocks = (*blocks, ())
        passed: list[tuple[_State, list[Step]]] = []
        for block in blocks:
            state = self.block(block, steps)
            passed.append((state, steps[mark:]))
            del steps[mark:]
        going = [branch for branch in passed if branch[0] is not _State.ENDS]
        if len(going) == 1:
            steps += going[0][1]
            return going[0][0]
        for _, branch in going:
            steps += _doubtful(branch)
        return min((state for state, _ in passed), key=lambda state: state.value)

    def _loop(self, statement: Statement, steps: list[Step]) -> _State:
        once = statement.head == "do"
        steps += () if once else self._certain(statement.calls)
        mark = len(steps)
        state = self.block(statement.blocks[0], steps)
        if state is _State.ENDS:
            body = statement.blocks[0]
            if once and not _breaks(body) and not _continues(body):
                return state
            del steps[mark:]
        elif not once:
            steps[mark:] = _doubtful(steps[mark:])
        steps += self._certain(statement.calls) if once else ()
        return _State.ENDS if _endless(statement) else _State.FALLS

    def _switch(self, statement: Statement, steps: list[Step]) -> _State:
        mark = len(steps)
        block = statement.blocks[0]
        done: list[Step] = []
        state = _State.FALLS
        for each in block:
            if each.kind is StatementKind.CASE and state is not _State.FALLS:
                done += steps[mark:] if state is _State.LEAVES else ()
                del steps[mark:]
            state = self._next(each, steps, mark, state)
        if state is _State.ENDS:
            del steps[mark:]
        steps[mark:] = _doubtful([*done, *steps[mark:]])
        if _has_default(block) and state is _State.ENDS and not _breaks(block):
            return _State.ENDS
        return _State.FALLS


def _endless(loop: Statement) -> bool:
    """``for (;;)`` and ``while (1)`` without a break."""
    own = loop.head in ("while", "for", "do") and loop.text in _ENDLESS
    return own and not _breaks(loop.blocks[0])


def _doubtful(steps: Sequence[Step]) -> list[Step]:
    return [Step(step.call, certain=False) if step.certain else step for step in steps]
