"""Code that nothing builds: behind ``#ifdef`` of a macro that neither the tree nor the series defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.conditionals import open_at
from reviewbot.context.levels import tree_of
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff
    from reviewbot.model.series import Series

_NEEDS = regex(  # one macro, of no option of the kernel
    r"#[ \t]*(?:ifdef[ \t]+|if[ \t]+defined[ \t]*\(?[ \t]*)(?!CONFIG_)(\w+)[ \t]*\)?[ \t]*(?:/[/*].*)?"
)
_OPENS = regex(r"#[ \t]*if")
_DEFINES = regex(r"^(?:#[ \t]*define[ \t]+|.*\s-D[ \t]?)(\w+)")


def is_never_built(context: DiffContext, file: FileDiff, line: DiffLine) -> bool:
    """Whether an added line is inside an ``#if`` that nothing makes true: it is to go, whatever its form.

    Only what the patch itself puts behind it; a macro the tree has anywhere may come from a compiler.
    """
    tree = tree_of(context)
    if tree is None:
        return False
    needed = [each for each in _needed(file, line) if each not in _defined(context.series)]
    own = {each.path for patch in context.series.patches for each in patch.files}
    uses = tree.uses(needed) if needed else {}
    return any(all(use.path in own for use in uses[each]) for each in needed)


def _needed(file: FileDiff, line: DiffLine) -> list[str]:
    """The macros that have to be defined for a line, as far as its hunk shows."""
    hunk, _ = file.hunk_of(line)
    spend(1 + len(hunk.post) // 100)
    if not _OPENS.search(hunk.added_text):
        return []
    opened = (hunk.post[at] for at, is_else in open_at(hunk, line) if not is_else)
    found = (_NEEDS.fullmatch(each.text.strip()) for each in opened if each.kind is ADDED)
    return [each[1] for each in found if each]


@once_for_each
def _defined(series: Series) -> frozenset[str]:
    """The macros that the patches of a series define, in C or for the compiler."""
    return frozenset(
        found[1]
        for patch in series.patches
        for file in patch.files
        for line in file.added()
        for found in _DEFINES.finditer(line.text)
    )
