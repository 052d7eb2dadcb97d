"""Named enumerations of a whole file, and what a function does with one of their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions, functions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.file.statements import StatementKind, flat
from reviewbot.context.c.lex import code_only
from reviewbot.context.c.syntax import parse
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition

_HEAD = regex(r"(?:typedef\s+)?enum\s+(\w+)[^{;=()]*\{")
_WORD = regex(r"\w+")
_CHARACTERS = 20  # of a condition looked through in a step
_STORED = r"(?<![=!<>])=\s*{name}\s*;"


@frozen
class Enumeration:
    """An enumeration with a tag: its members, and their 1-based lines."""

    tag: str
    members: dict[str, int]


@frozen
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
        head = _HEAD.match(definition.text) if definition.kind is DefinitionKind.TYPE else None
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
    around = _functions(source).at(line)
    known = _names(around) if around else None
    if known is None:
        return None
    passed, compared = known.passed.get(name, ()), known.compared(name)
    if len(passed) + compared != known.words[name]:
        return None
    return Mention(tuple(dict.fromkeys(passed)), compared > 0)


@shared(maxsize=64)
def _functions(source: bytes) -> Spans:
    return Spans(functions(source))


@frozen
class _Names:
    """What a function does with all its names.

    ``passed`` are the callees that get each; ``words`` is how often each stands there; ``cases``
    how often as a ``case``; ``conditions`` are those that have it.
    """

    passed: Mapping[str, Sequence[str]]
    words: Counter[str]
    cases: Counter[str]
    conditions: Mapping[str, Sequence[str]]

    def compared(self, name: str) -> int:
        """How often the name is a ``case`` or stands beside ``==`` or ``!=`` in a condition."""
        sign = rf"(?:[=!]= ?{re.escape(name)}\b|\b{re.escape(name)} ?[=!]=)"
        conditions = self.conditions.get(name, ())
        spend(sum(1 + len(text) // _CHARACTERS for text in conditions))
        return self.cases[name] + sum(len(re.findall(sign, text)) for text in conditions)


@shared(maxsize=512)
def _names(definition: Definition) -> _Names | None:
    function = read(definition)
    if function is None:
        return None
    passed: dict[str, list[str]] = defaultdict(list)
    for call in function.calls:
        for argument in call.arguments:
            passed[argument].append(call.callee)
    cases: Counter[str] = Counter()
    conditions: dict[str, list[str]] = defaultdict(list)
    for each in flat(function.statements):
        cases[each.text] += each.kind is StatementKind.CASE
        if each.kind in (StatementKind.IF, StatementKind.LOOP):
            for word in set(_WORD.findall(each.text)):
                conditions[word].append(each.text)
    words = Counter(_WORD.findall(code_only(definition.text)))
    return _Names(passed, words, cases, conditions)


def is_stored(text: str, name: str) -> bool:
    """Whether a line of C assigns the name as it is: ``frob->state = NAME;``."""
    return bool(re.search(_STORED.format(name=re.escape(name)), text))
