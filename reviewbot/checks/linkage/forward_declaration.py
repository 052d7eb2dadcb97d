"""A forward declaration that nothing needs.

Reports a prototype of a static function that the patch adds though nothing uses the function above
its definition, or whose last use above it the patch takes away; and an added ``struct x;`` in a file
that has no other word of that struct. Neighbouring ones are one remark. Not below a comment that says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Related, Remark, Severity, When
from reviewbot.context.c.file.needless_declarations import (
    needless_prototypes,
    needless_types,
    neighbours,
)
from reviewbot.context.c.file.settled import is_followed_by_missing, is_mentioned_later
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import declared, without_gap
from reviewbot.model.patch import ADDED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.needless_declarations import NeedlessDeclaration
    from reviewbot.model.finding import Fact
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import Patch

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)
_COMMENT = 6  # lines it may take
_TITLE = 6  # words of one, its end among them


def check(context: BlobContext) -> Iterator[Remark]:
    """One remark for each declaration, or for those that stand together."""
    if is_followed_by_missing(context):
        return
    for file, image in context.images.items():
        if file.is_c:
            types = needless_types(file, image, context.removed())
            found = (*needless_prototypes(file, image), *types)
            needless = [each for each in found if not is_mentioned_later(context, each.name)]
            needless = [each for each in needless if not _is_moved(context, each.at)]
            for group in neighbours(sorted(needless, key=lambda each: each.at)):
                if not _is_explained(context, group[0].at):
                    yield _remark(context.patch, group)


def _is_explained(context: BlobContext, at: int) -> bool:
    """Whether a comment of more than a title stands above the declarations that one is among."""
    file, line = context.patch.anchors.get(at, (None, None))
    if not file or not line:
        return False
    hunk, place = file.hunk_of(line)
    above = [each.text for each in hunk.lines[:place] if each.kind is not REMOVED]
    while above and above[-1].rstrip().endswith((";", ",")):
        above.pop()
    text = " ".join(above[-_COMMENT:]).rstrip()
    comment = text.rpartition("/*")[2] if text.endswith("*/") else ""
    return len(comment.split()) > _TITLE


def _is_moved(context: BlobContext, at: int) -> bool:
    """Whether the patch takes the very line out elsewhere."""
    _, line = context.patch.anchors.get(at, (None, None))
    return line is not None and line.kind is ADDED and not is_new(context, line)


def _remark(patch: Patch, group: Sequence[NeedlessDeclaration]) -> Remark:
    names = tuple(dict.fromkeys(each.display_name for each in group))
    at = group[0].at
    related = tuple(Related(each.at, "is not needed, either") for each in group if each.at != at)
    facts: dict[str, Fact] = {"names": names, "why": group[0].why}
    return Remark(at, facts, related=related, fix=_fix(patch, group))


def _fix(patch: Patch, group: Sequence[NeedlessDeclaration]) -> Fix:
    """Without them, where each is a line."""
    found = [declared(patch, each.at) for each in group if each.why != "left"]
    return without_gap(*found[0]) if len(found) == len(group) == 1 and found[0] else ()
