"""A forward declaration that another order of the file makes unnecessary.

Asks about an added declaration of a static function or object, in a file known as a whole, where nothing
that the definition needs uses it in turn: it can stand above its first user. What nobody uses above its
definition belongs to linkage.forward_declaration. The first sixteen declarations of a file are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.file.late_definitions import late_definitions
from reviewbot.context.c.file.settled import is_followed_by_missing, is_mentioned_later
from reviewbot.context.levels import BlobContext
from reviewbot.context.place import added
from reviewbot.context.whole import whole
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
_NEAR = 3  # lines
WHEN = When(files=C, shapes=(r"static (?<![^\n]static )[^;{}=]{1,300};",))


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each file, at its first declaration."""
    if is_followed_by_missing(context):
        return
    for file in context.files:
        source = whole(context, file) if file.is_c else None
        new = _new(context, file) if source else {}
        late = [
            each
            for each in late_definitions(source or b"", new)
            if not is_mentioned_later(context, each.definition.name)
            and not _is_one_of_block(file, new[each.at])
        ]
        if late:
            first, *others = late
            names = tuple(each.definition.display_name for each in late)
            facts: dict[str, Fact] = {"names": names, "user": first.user.display_name}
            related = tuple(Related(new[o.at].body_line, "can go as well") for o in others)
            yield Remark(new[first.at].body_line, facts, Confidence.MODERATE, related)


def _is_one_of_block(file: FileDiff, line: DiffLine) -> bool:
    """Whether the file keeps declarations together there, or had one that this only changes."""
    hunk, at = file.hunk_of(line)
    beside = hunk.lines[max(at - _NEAR, 0) : at + _NEAR + 1]
    return any(each.kind is not ADDED and _declares(each.text) for each in beside)


def _declares(text: str) -> bool:
    """Whether a line begins a declaration of a function, as they are written in a block."""
    is_head = text.startswith("static ") and "(" in text and "=" not in text
    return is_head and text.rstrip().endswith((";", ","))


def _new(context: DiffContext, file: FileDiff) -> Mapping[int, DiffLine]:
    """The added lines by their number in the whole file."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    return added(file, image) if image else {line.new: line for line in file.added() if line.new}
