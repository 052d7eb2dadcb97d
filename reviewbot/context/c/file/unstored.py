"""Members of an enumeration that nothing is set to, as far as the tree shows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.enumerators import is_stored, mention
from reviewbot.context.c.file.survey import survey
from reviewbot.knowledge.layout import is_shared_header
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.context.c.file.grown_enums import GrownEnum
    from reviewbot.context.c.file.survey import Survey
    from reviewbot.context.levels import TreeContext


def unstored(
    context: TreeContext, grown: GrownEnum, names: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that are only compared and passed on, with the functions that get each.

    None where not even all older members are assigned somewhere.
    """
    surveys = survey(context, names, lambda known: _callees(context, grown, known) is not None)
    older = context.tree.uses(grown.old, _reach(grown.path)) if surveys else {}
    if all(any(is_stored(use.text, name) for use in uses) for name, uses in older.items()):
        for name, known in surveys.items():
            yield name, _callees(context, grown, known) or ()


def _reach(path: str) -> str:
    """Where an enumeration of this file is used: below its directory, if no header shares it."""
    return "" if is_shared_header(path) else path.rpartition("/")[0]


def _callees(context: TreeContext, grown: GrownEnum, known: Survey) -> tuple[str, ...] | None:
    """The functions that get the name; ``None`` where it may be stored, or names something else."""
    if known.homes or known.declared or known.stubs:
        return None
    callees: dict[str, None] = {}
    definition = grown.path, grown.enum.members[known.name]
    for use in known.users:
        if (use.path, use.line) == definition:
            continue
        source = context.tree.read(use.path)
        mentioned = mention(source, use.line, known.name) if source is not None else None
        if mentioned is None or any(map(_may_store, mentioned.passed_to)):
            return None
        callees.update(dict.fromkeys(mentioned.passed_to))
    return tuple(callees)


def _may_store(callee: str) -> bool:
    """Whether a function may keep what it is given, by its name."""
    return bool(_storing().search(callee))


@cache
def _storing() -> re.Pattern[str]:
    return re.compile(table("stores")["callee"])
