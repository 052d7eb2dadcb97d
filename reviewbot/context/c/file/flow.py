"""Plain facts of one function: its statements, calls, and every way out.

    function = read(definition)             # from definitions.enclosing(…); None: not usable
    for call in function.calls: …           # in source order, with what becomes of the result
    for leaving in function.exits: …        # each return, goto, and the end
        leaving.guards                      # the conditions it stands under
        leaving.ways                        # from there to the return: one per outcome
        before(function, leaving.line)      # the calls from the start of the function to there
    starts(function, lines, callees)        # the same for many lines at once
    after(function, "err_free")             # the ways from a label
    unreachable(function)                   # statements nothing leads to, each behind what

A way lists ``PathStep``s: a call and whether it is certain, that is made whichever branches are taken.

Limits. Loops are passed once, their calls uncertain (those of ``do`` and of scopes are certain).
Conditions are not evaluated: both branches of every ``if`` are possible. A ``case`` is uncertain.
A ``goto`` is followed to its label wherever that is, four labels far and no label twice. Calls in
``&&``, ``||`` and ``?:`` count as certain. Where ``#if`` branches do not nest with the braces only
the first is seen (``partial``). Jumps in macro arguments (``scoped_cond_guard(…, return -EINTR,
…)``) or statement expressions are not seen: ``hides_jumps``. A macro or function that does not
return is a call like any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.file.bodies import first_line, parsed
from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.function import (
    Exit,
    ExitKind,
    ExitPath,
    Function,
    Guard,
    Managed,
    Parameter,
    PathStep,
)
from reviewbot.context.c.file.reader import statements
from reviewbot.context.c.file.statements import (
    Statement,
    StatementKind,
    flat,
    plain,
    split_arguments,
)
from reviewbot.context.c.file.walk import State, Walk, certain_steps, is_marked, path_to, state_of
from reviewbot.context.c.lex import code_only
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_WAY = 4  # steps it takes to make one

_JUMP = regex(r"\b(?:return|goto)\b")
_NAME = regex(r"[^\W\d]\w*")
_POINTER = regex(r"\(\s*\*+\s*(?:const\s+)?(\w+)")


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
    walk = Walk(tree, definition.stop)
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


def before(function: Function, line: int) -> tuple[PathStep, ...]:
    """The calls made from the start of the function until the last statement begun on ``line``.

    Behind a label nothing falls into, what stands before it is uncertain. Empty where no statement
    begins on that line.
    """
    path = path_to(function.statements, line)
    return Walk(function.statements, function.stop).until(path) if path else ()


def starts(
    function: Function, lines: Iterable[int], callees: Container[str]
) -> dict[int, tuple[PathStep, ...]]:
    """What ``before`` says of many lines at once, of the calls of some functions only."""
    last = {each.line: each for each in flat(function.statements)}
    wanted = sorted(last.keys() & set(lines))
    ends = {id(last[line]) for line in wanted}
    walk = Walk(function.statements, function.stop, callees)
    return dict(walk.starts(function.statements, [], wanted, ends))


def after(function: Function, label: str) -> tuple[ExitPath, ...]:
    """The ways from a label to where the function is left; none if there is no such label."""
    return Walk(function.statements, function.stop).ways_from(label)


def afters(function: Function, labels: Iterable[str]) -> Iterator[tuple[ExitPath, ...]]:
    """The ways from each of these labels, as ``after`` has them."""
    walk = Walk(function.statements, function.stop)
    return (walk.ways_from(label) for label in labels)


def unreachable(function: Function) -> Iterator[tuple[Statement, Statement]]:
    """Each statement that never goes on and has one right behind it, and that one."""
    blocks = [function.statements]
    while blocks:
        block = blocks.pop()
        ender: Statement | None = None  # of the run of statements that is dead here
        for above, statement in zip((None, *block), block, strict=False):
            if is_marked(statement):
                ender = None
            elif above and above is ender:
                yield ender, statement
            if ender is None and state_of(statement) is not State.FALLS:
                ender = statement
            blocks.extend(statement.blocks)


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


def _exits(walk: Walk, tree: tuple[Statement, ...], stop: int) -> Iterator[Exit]:
    waiting: list[tuple[Statement, tuple[Guard, ...]]] = [(each, ()) for each in reversed(tree)]
    while waiting:
        statement, guards = waiting.pop()
        if statement.kind is StatementKind.RETURN:
            way = ExitPath(certain_steps(statement.calls), (), statement.line, statement.text)
            yield Exit(statement.line, ExitKind.RETURN, statement.text, guards, (way,))
        elif statement.kind is StatementKind.GOTO:
            ways = tuple(
                ExitPath(way.steps, (statement.text, *way.labels), way.line, way.value)
                for way in walk.ways_from(statement.text)
            )
            spend(_WAY * len(ways))
            yield Exit(statement.line, ExitKind.GOTO, statement.text, guards, ways)
        for number in range(len(statement.blocks) - 1, -1, -1):
            inner = guards
            if statement.kind is not StatementKind.SCOPE:
                inner = (*guards, Guard(statement.text, statement.line, taken=number == 0))
            waiting.extend((each, inner) for each in reversed(statement.blocks[number]))
    if walk.reaches_end():
        yield Exit(stop, ExitKind.END, "", (), (ExitPath((), (), stop, None),))
