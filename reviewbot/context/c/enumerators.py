"""Named enumerations of a whole file, and what a function does with one of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.flow import Function, read
from reviewbot.context.c.mask import code_only
from reviewbot.context.c.statements import Kind, flat
from reviewbot.context.c.syntax import parse

_HEAD = re.compile(r"(?:typedef\s+)?enum\s+(\w+)[^{;=()]*\{")
_STORED = r"(?<![=!<>])=\s*{name}\s*;"


@dataclass(frozen=True, slots=True)
class Enumeration:
    """An enumeration with a tag: its members, and their 1-based lines."""

    tag: str
    members: dict[str, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """What a function does with a name, if no more than this.

    ``passed_to`` are the callees that get it as an argument of its own; ``compared`` says that
    there is a ``case`` or comparison.
    """

    passed_to: tuple[str, ...]
    compared: bool


def enumerations(source: bytes) -> dict[str, Enumeration]:
    """The enumerations defined at the top level, by tag; those the grammar cannot place left out."""
    found: dict[str, Enumeration] = {}
    for definition in definitions(source):
        head = _HEAD.match(definition.text) if definition.kind is Sort.TYPE else None
        tree = parse(definition.text) if head else None
        if not head or not tree:
            continue
        members = {}
        for node in tree.find("enumerator"):
            name = node.child("name")
            if name:
                members[name.text] = definition.start + node.row
        found[head[1]] = Enumeration(head[1], members)
    return found


def mention(source: bytes, line: int, name: str) -> Mention | None:
    """How the function around ``line`` uses ``name``; ``None``: in yet other ways, or not usable."""
    around = [
        each
        for each in definitions(source)
        if each.kind is Sort.FUNCTION and each.start <= line <= each.stop
    ]
    function = read(around[0]) if around else None
    if function is None:
        return None
    passed = tuple(
        dict.fromkeys(
            call.callee for call in function.calls for each in call.arguments if each == name
        )
    )
    told = sum(call.arguments.count(name) for call in function.calls)
    compared = _compared(function, name)
    total = len(re.findall(rf"\b{re.escape(name)}\b", code_only(around[0].text)))
    return Mention(passed, compared > 0) if told + compared == total else None


def is_stored(text: str, name: str) -> bool:
    """Whether a line of C assigns the name as it is: ``frob->state = NAME;``."""
    return bool(re.search(_STORED.format(name=re.escape(name)), text))


def _compared(function: Function, name: str) -> int:
    """How often the name is a ``case`` or stands beside ``==`` or ``!=`` in a condition."""
    sign = rf"(?:[=!]= ?{re.escape(name)}\b|\b{re.escape(name)} ?[=!]=)"
    return sum(
        (each.kind is Kind.CASE and each.text == name)
        + (len(re.findall(sign, each.text)) if each.kind in (Kind.IF, Kind.LOOP) else 0)
        for each in flat(function.statements)
    )
