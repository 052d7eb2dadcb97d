"""Added &client->dev where the function has a variable for it, or needs one.

Reports a spelling of what ``struct device *dev = &client->dev;`` above it stands for. As a question
six such spellings or more in a new function that has no variable for a device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.devices import devices, named_instead, spelled_out, unnamed
from reviewbot.context.c.hunk.new import is_new, is_new_function, removes
from reviewbot.context.c.hunk.new_variables import changed_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("dev",))

_MANY = 6  # spellings that are worth a variable


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each spelling of a variable, and on each function that needs one."""
    for part in changed_parts(context):
        for function in part.changed_functions:
            yield from _known(context, part, function)
            if is_new_function(function):
                yield from _unknown(function)


def _known(context: DiffContext, part: Fragment, function: Function) -> Iterator[Remark]:
    for device in devices(function):
        if removes(part.hunk, device.value):
            continue  # what is changed was spelled out before
        declared = device.declared.name
        at = declared.line.body_line
        for token in spelled_out(function, device):
            if is_new(context, token.line):
                facts = {"variable": declared.text, "value": device.value}
                related = (Related(at, "declares it"),) if at else ()
                fix = named_instead(part, token, device.value, declared.text)
                yield Remark(token.line.body_line, facts, related=related, fix=fix)


def _unknown(function: Function) -> Iterator[Remark]:
    for value, places in unnamed(function).items():
        if len(places) >= _MANY:
            facts = {"variable": "", "value": value}
            yield Remark(places[0].line.body_line, facts, Confidence.MODERATE)
