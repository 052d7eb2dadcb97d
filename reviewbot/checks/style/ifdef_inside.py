"""Condition of the preprocessor on an option, added inside of a function.

Asks about an added #ifdef CONFIG_… in the body of a function of a .c file: IS_ENABLED() lets the compiler see both
ways, or a stub in a header takes it out of the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_STRING
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".c",), signs=("#ifdef CONFIG_", "#if IS_ENABLED(CONFIG_", "#if defined(CONFIG_")
)

_OPTION = regex(r"#\s*(?:ifdef (CONFIG_\w+)|if (?:IS_ENABLED|defined) ?\((CONFIG_\w+)\))\s*$")
_ROWS = (
    "{",
    ".",
    "[",
    "case",
    "default",
)  # begins what a table in the function has, which no if () can leave out
_DRIVERS = ("drivers/", "sound/", "fs/", "net/")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such condition."""
    in_drivers = {
        line.body_line
        for file in context.files
        if file.path.endswith(".c") and file.path.startswith(_DRIVERS)
        for line in file.added()
    }
    for part in changed_parts(context):
        gone = (line.text for line in part.hunk.lines if line.kind is REMOVED)
        was_there = any(map(_OPTION.match, gone))
        for at, token in enumerate(part.everything):
            option = _OPTION.match(token.text) if token.kind is A_DIRECTIVE else None
            line = token.line
            is_there = option and line.body_line in in_drivers and is_new(context, line)
            if option and is_there and not was_there and _is_inside(part, at):
                facts = {"option": option[1] or option[2]}
                yield Remark(line.body_line, facts, Confidence.MODERATE)


def _is_inside(part: Fragment, at: int) -> bool:
    """Whether what is behind it is a statement: indented, in a function that opens above."""
    tokens = part.everything
    behind = next((token for token in tokens[at + 1 :] if token.kind is not A_DIRECTIVE), None)
    before = [token for token in tokens[:at] if token.line.text[:1] in ("{", "}")]
    is_row = behind is None or behind.kind is A_STRING or behind.text in _ROWS
    is_statement = behind is not None and not is_row and behind.line.text[:1] == "\t"
    return is_statement and bool(before) and before[-1].line.text.startswith("{")
