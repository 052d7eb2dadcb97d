"""Function of the diff that the commit message names without ``()``.

Reports each line with the name of a function that the hunks define or call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.prose import message_prose
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C, told=("_",))

_NAMED = regex(r"(?<![\w./:>&*@$%-])([a-z]\w*_\w+)(?![\w/>=:*@+-]|\.\w| ?\()")
_OTHER = regex(r"\b(?:struct|union|enum|module|driver|variable|field|member|macro|property) $")
_NAME = regex(r"(?<!\w)([a-z]\w*+)(\()?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first function of each line."""
    lines = message_prose(context.patch) if is_to_commit(context.patch) else ()
    named = frozenset(_NAMED.findall("\n".join([line.text for line in lines])))
    functions = _functions(context, named) if named else ()
    for prose in lines if functions else ():
        found = (m for m in _NAMED.finditer(prose.text) if m[1] in functions)
        name = next((m[1] for m in found if not _OTHER.search(prose.text[: m.start()])), "")
        if name:
            yield Remark(prose.at, {"name": name})


def _functions(context: DiffContext, named: frozenset[str]) -> frozenset[str]:
    """Those of the names that stand before a parenthesis in the hunks of C, and never without."""
    called: set[str] = set()
    other: set[str] = set()
    for file in context.files:
        for hunk in file.hunks if file.is_c else ():
            text = "\n".join([hunk.section, *[line.text for line in hunk.lines]])
            for name, parenthesis in (
                _NAME.findall(text) if any(map(text.__contains__, named)) else ()
            ):
                (called if parenthesis else other).add(name)
    return named & called - other
