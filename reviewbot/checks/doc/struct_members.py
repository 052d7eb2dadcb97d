"""Kernel-doc of a struct that leaves members out, or describes some there are not.

Reports what a patch adds of members without ``@name:``, ``@name:`` without member, and what
kernel-doc does not see: ``@name`` without colon, several names in one line, a type before the name.
Not members that are private, nor those inside of a member that has a name. As a question where all that are
left out only fill gaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_form
from reviewbot.context.c.hunk.former_name import former_name
from reviewbot.context.c.hunk.kernel_doc import documented
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.own_structs import is_filler
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.kernel_doc import Documented
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("fault", "names")
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C)
_DASHED = regex(r"^\s*\*\s*@\w+\s+-\s")
_HABIT = 3  # members left out before: not all of that struct are to be described


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on each kind of fault in the description of a struct."""
    for struct in documented(context):
        old = former_name(struct, context)
        left = sum(not is_new(context, line) for line in struct.missing.values())
        is_kept = struct.described and left < _HABIT
        sure = Confidence.HIGH if is_kept else Confidence.MODERATE
        for fault, found, confidence in (
            ("renamed" if old else "missing", struct.missing, sure),
            ("together", struct.unread, Confidence.HIGH),
            ("unknown", {} if old else struct.unknown, Confidence.HIGH),
            ("colon", {} if _is_form(struct, context) else struct.without_colon, Confidence.HIGH),
            ("typed", struct.behind_type, Confidence.HIGH),
        ):
            names = {name: line for name, line in found.items() if is_new(context, line)}
            if names:
                facts: dict[str, Fact] = {
                    "struct": struct.name,
                    "names": tuple(names),
                    "old": old,
                    "fault": fault,
                }
                is_asked = fault == "missing" and all(map(is_filler, names))
                how = Confidence.MODERATE if is_asked else confidence
                yield Remark(next(iter(names.values())).body_line, facts, how)


def _is_form(struct: Documented, context: DiffContext) -> bool:
    """Whether most of its descriptions have no colon, and had none before, or others in the file have none."""
    old = [line for line in struct.lacking.values() if not is_new(context, line)]
    is_own = len(old) > 1 and len(old) > len(struct.described)
    lacking = next(iter(struct.without_colon.values()), None)
    return is_own or (lacking is not None and has_form(context, lacking, _DASHED))
