"""What a patch uses although a later one of its series brings it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.conditionals import is_conditional
from reviewbot.context.c.hunk.introduced import header_paths
from reviewbot.context.c.hunk.names_in import names_in
from reviewbot.context.c.hunk.sure_uses import sure_uses
from reviewbot.context.positions import position
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import architecture, is_tool

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.introduced import Introduced
    from reviewbot.context.c.hunk.names_in import SeriesNames
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff


@frozen
class Needed:
    """A function (``frob()``), macro or header, and the first line that uses it."""

    display_name: str
    line: DiffLine


def needed_later(context: DiffContext) -> Mapping[int, list[Needed]]:
    """What nothing in the series shows to be older, in the order of the mail.

    By the position of the later patch. Nothing where patches are missing, or this one is built
    only once a later one adds its configuration symbol.
    """
    series, own = context.series, position(context.patch, context.series)
    if own + 1 >= len(series.patches) or series.missing:
        return {}
    known = names_in(series)
    words = frozenset[str]() if known.waits(own) else known.brought_later(own)
    if not words:
        return {}
    needed: dict[int, list[Needed]] = defaultdict(list)
    for name, uses in sure_uses(context.patch, words).items():
        built = [use for use in uses if not known.is_unbuilt(use.file.path, own)]
        built = [use for use in built if not _is_optional(use.file, use.line)]
        later = _later(known, own, name, [use.file for use in built]) if built else None
        if later:
            display_name, index = later
            needed[index].append(Needed(display_name, built[0].line))
    for names in needed.values():
        names.sort(key=lambda each: each.line.body_line)
    return needed


def _is_optional(file: FileDiff, line: DiffLine) -> bool:
    """Whether it is only built with some option, which may come later."""
    hunk, _ = file.hunk_of(line)
    return is_conditional(hunk, line)


def _later(
    known: SeriesNames, own: int, name: str, users: Sequence[FileDiff]
) -> tuple[str, int] | None:
    """How one writes the name, and the position of the later patch that brings it first."""
    if name[0] in '<"':
        paths = {path for user in users for path in header_paths(name, user.path)}
        added = known.adds_header(paths, own)
        return None if added is None or known.touches(paths, added) else (name.strip('<>"'), added)
    found = known.introduces(name, own)
    if found is None:
        return None
    index, introduced = found
    if not all(_means(user.path, introduced) for user in users) or known.was_there(name, index):
        return None
    return (f"{name}()" if introduced.kind == "function" else name), index


def _means(user: str, introduced: Introduced) -> bool:
    """Whether a file could only mean this very definition."""
    if introduced.private:
        return user == introduced.path
    if is_tool(introduced.path) and not is_tool(user):
        return False  # a stub for a test of what is built without it
    return user.startswith(architecture(introduced.path))
