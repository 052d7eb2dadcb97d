"""Condition of the preprocessor on an option, added inside of a function.

Asks about an added #ifdef CONFIG_… in the body of a function of a .c file: IS_ENABLED() lets the compiler see both
ways, or a stub in a header takes it out of the code. Not where what is inside may be known with the option only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.conditionals import is_inside_function, may_always_compile
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".c",), signs=("#ifdef CONFIG_", "#if IS_ENABLED(CONFIG_", "#if defined(CONFIG_")
)

_OPTION = regex(r"#\s*(?:ifdef (CONFIG_\w+)|if (?:IS_ENABLED|defined) ?\((CONFIG_\w+)\))\s*$")
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
            is_known = is_there and is_inside_function(part, at) and may_always_compile(part, at)
            if option and is_known and not was_there:
                facts = {"option": option[1] or option[2]}
                yield Remark(line.body_line, facts, Confidence.MODERATE)
