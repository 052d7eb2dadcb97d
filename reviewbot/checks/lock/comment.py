"""Lock in a struct, and no word of what it protects.

Reports an added member that is a mutex or spinlock, without a comment beside or above it in
a struct without kernel-doc, for which there is doc.struct_members. The beginning of the struct must be in sight.
tx_lock beside tx_head says by its name what it is for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
ONCE = True


def _types() -> Sequence[str]:
    """The types of locks."""
    names: Sequence[str] = table("lock_types")["names"]
    return names


_OF = regex(r"(\w+)_(?:lock|mutex|mtx|sem|spinlock)")
_MEMBER = Pattern("$type $lock;", type=_types)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock of which one cannot tell what it is for."""
    for match in new_code(context, _MEMBER):
        around = type_around(match.fragment, match.line)
        is_whole_type = len(match.of("lock")) == 1 and match.before in (";", "{", "struct", "}")
        is_in_sight = around and around.head and is_whole_type
        if around and is_in_sight and not (_is_described(match, around.name) or _is_named(match)):
            yield Remark(match.line.body_line, {"lock": match["lock"]})


def _is_described(match: Match, name: str) -> bool:
    """Whether a comment stands at the lock, or the struct has kernel-doc."""
    comments = (token.text for token in match.fragment.everything if token.text[:2] == "/*")
    named = re.compile(rf"@{re.escape(match['lock'])}\b|\s*/\*\*\s*\*\s*struct {name}\b")
    return match.is_explained or any(named.search(text) for text in comments)


def _is_named(match: Match) -> bool:
    """Whether another member has the first words of its name."""
    part, code, name = match.fragment, match.fragment.code, match["lock"]
    found = _OF.fullmatch(name)
    if not found:
        return False
    around = type_around(part, match.line)
    if code.text(match.start - 2) == found[1]:
        return True  # right above it
    others = [at for at in code.places if at.startswith(f"{found[1]}_") and at != name]
    lines = (code.tokens[at].line for other in others for at in code.places[other])
    return any(type_around(part, line) is around for line in lines)
