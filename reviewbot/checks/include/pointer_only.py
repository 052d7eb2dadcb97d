"""New header that includes another one for a pointer to its struct.

Asks about the headers of knowledge/pointer_headers.toml where all that a new header without code has of one
is pointers to its struct: a declaration of that struct does, and who includes this one builds faster.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.lex import blank, names_in
from reviewbot.context.includes import all_new_files
from reviewbot.context.whole import whole
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".h",), words=("include",))

_INCLUDE = regex(r"(?m)^[ \t]*#[ \t]*include.*")
_CODE = regex(r"\binline\b|\)\s*\{")
_CHARACTERS = 64  # looked through in a step


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each header that a declaration replaces."""
    known = by_name("pointer_headers", "headers", key="header")
    for source in all_new_files(context):
        own = {each.header: each for each in source.own}
        if not source.file.path.endswith(".h") or own.keys().isdisjoint(known):
            continue
        text = (whole(context, source.file) or b"").decode("utf-8", "replace")
        spend(len(text) // _CHARACTERS)
        code = _INCLUDE.sub("", blank(text, strings=True))
        for header in sorted(own.keys() & known.keys()) if not _CODE.search(code) else ():
            name = known[header]["struct"]
            if _is_pointed_at(code, name) and not _others(header, code):
                facts = {"header": header, "struct": name}
                yield Remark(own[header].line.body_line, facts, Confidence.MODERATE)


def _is_pointed_at(code: str, name: str) -> bool:
    """Whether the name stands there, and always in a pointer to the struct, or its declaration."""
    found = re.findall(rf"\b{name}\b", code)
    pointers = re.findall(rf"\bstruct {name}(?: const)? \*", code)
    declared = re.findall(rf"\bstruct {name};", code)
    return bool(pointers) and len(found) == len(pointers) + len(declared)


def _others(header: str, code: str) -> bool:
    """Whether there are words that may be of the header."""
    return any(map(_words_of(header).fullmatch, set(names_in(code))))


@cache
def _words_of(header: str) -> re.Pattern[str]:
    words: str = by_name("pointer_headers", "headers", key="header")[header]["words"]
    return re.compile(words)
