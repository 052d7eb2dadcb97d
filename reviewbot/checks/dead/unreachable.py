"""Added code that nothing leads to.

Reports a statement behind one that never goes on (return, goto, break, continue, a loop without
end), where the patch adds one of the two and no label or case stands between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Remark, Severity, When
from reviewbot.context.c.file.changed_functions import changed_functions
from reviewbot.context.c.file.dead import as_text, dead_before, dead_statements
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.may_be_dead import may_be_dead
from reviewbot.context.c.file.meant_dead import is_explained, is_half

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.WARNING
BUG = True
WHEN = When(files=C)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each run of statements that is dead since this patch."""
    for definition, new, image in changed_functions(context, may_be_dead):
        function = read(definition)
        if not function or function.hides_jumps or function.partial:
            continue
        dead = dead_statements(function)
        before = dead_before(image.pre, function.name) if dead else set()
        lines = image.post.decode("utf-8", "replace").split("\n") if dead else []
        dead = [each for each in dead if not is_explained(each[0], lines)]
        dead = [each for each in dead if not is_half(each[1], definition)]
        for ender, statement in dead:
            at = new.get(statement.line) or new.get(ender.line)
            if at is not None and as_text(ender, statement) not in before:
                below = 0 if statement.line in new else statement.line
                yield Remark(at, {"ender": ender.kind.value, "below": below})
