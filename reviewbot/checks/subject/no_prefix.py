"""Subject without any prefix.

Reports titles of patches to drivers and bindings that have no colon at all. Not in a series of which half
the patches, and many, have none: it is its author's style then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import committed_title
from reviewbot.context.learned_prefixes import sure_prefix
from reviewbot.context.opening import first_line
from reviewbot.context.prefixes import place_of_titles
from reviewbot.knowledge.layout import is_with_bindings
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("path",)

_MANY = 5  # patches that make a style
_FILES = 5  # a patch of more may be of several subsystems
# "frob - add", "[media] add", "(frob) Add": no colon
_LIKE_PREFIX = regex(r"\S+ +[-\u2013] |[\[(]|\S+/\S+ ")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    paths = [file.path for file in context.files]
    if not title or ":" in title or _LIKE_PREFIX.match(title) or len(paths) > _FILES:
        return
    if _is_style_of(context.series):
        return
    if any(path.startswith("drivers/") or is_with_bindings(path) for path in paths):
        facts = {"path": place_of_titles(context.files), "usual": sure_prefix(paths)}
        yield Remark(first_line(context.patch), facts)


def _is_style_of(series: Series) -> bool:
    """Whether many of its titles have none, and half of them at least."""
    bare = sum(":" not in patch.subject.title for patch in series.patches)
    return bare >= _MANY and bare * 2 >= len(series.patches)
