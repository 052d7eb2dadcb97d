"""Remove callback of a new driver that only undoes what could be undone with the device.

Reports an added file whose remove does no more than get the driver's data and undo one or two
things, each with a device-managed form, where the plain form is used.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.removes import plain_calls, removes
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.whole import is_new_file, whole
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_MOST = 2  # things undone
_undone = partial(by_name, "devm", "undone")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each callback that could go."""
    for file in context.files:
        is_meant = file.is_c and is_new_file(file) and _undoes_any(file)
        source = whole(context, file) if is_meant else None
        functions = tuple(removes(source)) if source else ()
        lines = {line.new: line.body_line for line in file.added()} if functions else {}
        for function in functions:
            words = index(source or b"").code_words
            known = [_undone().get(callee, {}) for callee in plain_calls(function)]
            is_managed = all(each.get("acquire") in words for each in known)
            is_short = 0 < len(known) <= _MOST
            if is_short and is_managed and not is_changed_later(context, function.name):
                managed = tuple(each["managed"] for each in known)
                yield Remark(lines[function.start], {"managed": managed})


def _undoes_any(file: FileDiff) -> bool:
    """Whether any of these calls stands in it."""
    return not all(_undone().keys().isdisjoint(hunk.added_words) for hunk in file.hunks)
