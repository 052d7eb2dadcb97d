"""How things and calls are spelled: what is the same thing under another spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.statements import Call

NAME = regex(r"[^\W\d]\w*$")

_CALLED = regex(r"(?<!\w)\w++\([^()]*\)")
_SOFT = regex(
    r"\bPTR_ERR\s*\(|\b(?:un)?likely\s*\(|\bWARN(?:_ON)?(?:_ONCE)?\s*\(|\bIS_ERR(?:_OR_NULL)?\s*\("
)


@lru_cache(maxsize=1 << 14)
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


def last(text: str) -> str:
    """The member an expression ends in: ``clk`` of ``frob->clk``."""
    return re.split(r"->|\.", text)[-1]


def root(text: str) -> str:
    """The variable an expression begins with: ``frob`` of ``frob->clk``."""
    return re.split(r"\W", text, maxsplit=1)[0]


def mentions(text: str, name: str) -> bool:
    """Whether a condition looks at this very thing, not at one of its members."""
    return name in text and bool(re.search(rf"(?<![\w.>]){re.escape(name)}(?!\w|->|\.|\[)", text))


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


@lru_cache(maxsize=1 << 12)
def softened(condition: str) -> str:
    """A condition without what only wraps a value: ``IS_ERR(clk)`` as ``(clk)``."""
    return _SOFT.sub("(", condition)


@lru_cache(maxsize=1 << 12)
def looked_at(condition: str) -> str:
    """What a condition itself looks at: what is passed to a function is not."""
    plain = re.sub(r"\s+", "", softened(condition))
    while (without := _CALLED.sub("0", plain)) != plain:
        plain = without
    return plain
