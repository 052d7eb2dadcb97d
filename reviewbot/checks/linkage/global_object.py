"""A global object that no other file of the series has a word of.

Reports an object that a patch defines in a new C file without static, and that no other file of the
series names; asks about one in a file that was there, for which a header that was there may have it,
and about one of arch/, whose objects common headers declare. Where the tree is known no file of it has
the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.global_objects import own_objects
from reviewbot.context.fix import retyped
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import is_new_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "name"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".c",),
    shapes=(r"^(?:const |struct|enum|union|unsigned|[us]\d|int|bool|char|atomic|spin|\})",),
)

_SAYS_SO = ("linkage.can_be_static",)


_COMMON = "arch/"  # each defines what the headers of all declare


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for file in context.files if not context.series.missing else ():
        is_own = is_new_file(file) and not file.path.startswith(_COMMON)
        sure = Confidence.HIGH if is_own else Confidence.MODERATE
        for name, line in own_objects(context, file):
            if _is_named_elsewhere(name, file, context):
                continue
            fix = retyped(line, f"static {line.text}") if line.text[:1] != "}" else ()
            yield Remark(line.body_line, {"name": name}, sure, fix=fix, yields_to=_SAYS_SO)


def _is_named_elsewhere(name: str, file: FileDiff, context: DiffContext) -> bool:
    """Whether another file of the tree has the name, where the tree is known."""
    tree = tree_of(context)
    return tree is not None and bool({*tree.files_with((name,))[name]} - {file.path})
