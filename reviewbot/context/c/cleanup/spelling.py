"""How things and calls are spelled: what is the same thing under another spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.statements import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.statements import Call

NAME = re.compile(r"[^\W\d]\w*$")

_CALLED = re.compile(r"\w+\([^()]*\)")
_SOFT = re.compile(
    r"\bPTR_ERR\s*\(|\b(?:un)?likely\s*\(|\bWARN(?:_ON)?(?:_ONCE)?\s*\(|\bIS_ERR(?:_OR_NULL)?\s*\("
)


def bare(text: str) -> str:
    """An expression without blanks, casts, ``&``, ``*`` and brackets around it."""
    found = re.sub(r"\s+", "", text)
    while True:
        inner = re.sub(r"^(?:[&*]|\((?:const)?(?:struct)?_?\w+\**\)(?=[\w(&*]))", "", found)
        if inner.startswith("(") and inner.endswith(")"):
            inner = inner[1:-1]
        if inner == found:
            return found
        found = inner


def declarations(function: Function) -> Iterator[str]:
    """The declarations of variables in a function, as they are written."""
    for statement in function.statements:
        for each in statement.walk():
            if each.kind is Kind.DECLARATION:
                yield each.text


def is_local(function: Function, thing: str) -> bool:
    """Whether a thing is found through a parameter or a variable of the function."""
    name = root(thing)
    return any(each.name == name for each in function.parameters) or any(
        re.search(rf"\b{name}\b", text) for text in declarations(function)
    )


def last(text: str) -> str:
    """The member an expression ends in: ``clk`` of ``frob->clk``."""
    return re.split(r"->|\.", text)[-1]


def root(text: str) -> str:
    """The variable an expression begins with: ``frob`` of ``frob->clk``."""
    return re.split(r"\W", text, maxsplit=1)[0]


def mentions(text: str, name: str) -> bool:
    """Whether a condition looks at this very thing, not at one of its members."""
    return bool(re.search(rf"(?<![\w.>]){re.escape(name)}(?!\w|->|\.|\[)", text))


def text_of(call: Call) -> str:
    """A call as one writes it."""
    return f"{call.callee}({', '.join(call.arguments)})"


def is_part(argument: str, names: frozenset[str]) -> bool:
    """Whether it is one of the names or a member of one."""
    return any(
        name and (argument == name or argument.startswith((f"{name}->", f"{name}.")))
        for name in names
    )


def is_base(argument: str, names: frozenset[str]) -> bool:
    """Whether one of the names is a member of it."""
    return bool(argument) and any(
        name.startswith((f"{argument}->", f"{argument}.")) for name in names
    )


def softened(condition: str) -> str:
    """A condition without what only wraps a value: ``IS_ERR(clk)`` as ``(clk)``."""
    return _SOFT.sub("(", condition)


def looked_at(condition: str) -> str:
    """What a condition itself looks at: what is passed to a function is not."""
    plain = re.sub(r"\s+", "", softened(condition))
    while (without := _CALLED.sub("0", plain)) != plain:
        plain = without
    return plain
