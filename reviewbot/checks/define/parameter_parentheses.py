"""Parameter of an added macro that stands bare beside an operator.

Reports one beside an arithmetic operator, a shift or a mask: what is given may be an expression. Not of a
macro whose parameter becomes a string, or that is taken back by ``#undef``, nor beside old ones that have it so, nor where the file or one beside it has a macro of that form.
Asks where a source file gives it nothing but numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.host_code import includes_libc
from reviewbot.context.c.hunk.macro_ways import is_written_so, macro_of, takes_literals
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.lex import blank
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewbot.context.c.hunk.macro_ways import Macro

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"#(?<![^\n]#)[ \t]*define[ \t]+\w+\(",))

_LONGEST = 300  # of a line that is looked at
_WORD = regex(r"(?<![\w.>#])[A-Za-z_]\w*")
_AFTER = regex(r"(?:<<|>>|[*/%+&|^-](?![&|>]))")
_BEFORE = frozenset("*/%+-|^")  # not &, which may be an address
_POINTER = regex(r"\*[* ]*[),]")
_STARTS = frozenset("{;")  # a declaration
_STEPS = ("++", "--")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each macro of one line with bare parameters."""
    for part in changed_parts(context):
        if "define" not in part.hunk.added_words:
            continue
        undefined = {" ".join(line.text[1:].split()) for line in part.lines if "undef" in line.text}
        bare = {
            line: found for line in part.hunk.lines if (found := _bare_of(line.text, undefined))
        }
        is_way = any(line.kind is not ADDED for line in bare)
        for line, (macro, names) in () if is_way else bare.items():
            file, _ = context.patch.anchors[line.body_line]
            if is_new(context, line) and not includes_libc(file):
                if is_written_so(context, file, macro):
                    continue
                is_safe = all(takes_literals(file, macro, name) for name in names)
                sure = Confidence.MODERATE if is_safe else Confidence.HIGH
                yield Remark(line.body_line, {"parameters": names}, sure)


def _bare_of(text: str, undefined: Container[str]) -> tuple[Macro, tuple[str, ...]] | None:
    """The macro of a line and the parameters that are bare in it."""
    is_any = text[:1] == "#" and "define" in text
    macro = macro_of(blank(text[:_LONGEST], strings=True)) if is_any else None
    if not macro or f"undef {macro.name}" in undefined:
        return None
    bare = dict.fromkeys(_bare(macro.body, {*macro.parameters}))
    names = tuple(name for name in bare if f"#{name}" not in macro.body.replace(f"##{name}", ""))
    return (macro, names) if names else None


def _bare(body: str, parameters: set[str]) -> Iterator[str]:
    """Each parameter with an operator beside it, which it is one side of."""
    for one in _WORD.finditer(body):
        if one[0] in parameters:
            before, after = body[: one.start()].rstrip(), body[one.end() :].lstrip()
            if _POINTER.match(after) or (after[:1] == "*" and before[-1:] in _STARTS):
                continue  # it is a type
            if before.endswith(_STEPS) or after.startswith(_STEPS):
                continue  # no expression can be given
            if _AFTER.match(after) or before[-1:] in _BEFORE:
                yield one[0]
