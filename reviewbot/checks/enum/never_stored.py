"""New enumerator of a state that nothing is ever set to.

Reports, as a question, a member added to an existing enumeration that is only passed to functions
and compared, or not used at all, in the tree after the patch, where all its other members are
assigned to something somewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.context.c.file.enumerators import enumerations, is_stored, mention
from reviewbot.context.c.file.survey import survey
from reviewbot.context.memo import once_for_each
from reviewbot.context.place import added
from reviewbot.knowledge.layout import is_shared_header, is_uapi
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.file.enumerators import Enumeration
    from reviewbot.context.c.file.survey import Survey
    from reviewbot.context.search import Use
    from reviewbot.model.patch import DiffLine, Patch

SEVERITY = Severity.NOTE
NIT = True


_CHARACTERS = 4000  # of text searched for a name in a step
_MEMBER = re.compile(r"\s*[A-Z]\w+\s*(?:,|=|$|/)")
_MIN_SIBLINGS = 3


def check(context: TreeContext) -> Iterator[Remark]:
    """Ask about each new member nothing is set to."""
    for file in context.files:
        image = context.images.get(file)
        if not file.is_c or image is None or is_uapi(file.path):
            continue
        if not any(_MEMBER.match(line.text) for line in file.added()):
            continue
        lines = added(file, image)
        before = enumerations(image.pre)
        for tag, now in enumerations(image.post).items():
            old = before[tag].members.keys() & now.members if tag in before else set()
            new = {
                name: lines[at]
                for name, at in now.members.items()
                if name not in old and at in lines and not _comes_later(context, name)
            }
            if new and len(old) >= _MIN_SIBLINGS:
                yield from _in_enumeration(context, file.path, now, frozenset(old), new)


def _in_enumeration(
    context: TreeContext,
    path: str,
    now: Enumeration,
    old: frozenset[str],
    new: Mapping[str, DiffLine],
) -> Iterator[Remark]:
    def callees(known: Survey) -> tuple[str, ...] | None:
        if known.homes or known.declared or known.stubs:  # something else of that name
            return None
        own = path, now.members[known.name]
        return _passed_to(context, known.users, known.name, own)

    surveys = survey(context, new, lambda known: callees(known) is not None)
    uses = context.tree.uses(old, _reach(path)) if surveys else {}
    if not all(any(is_stored(use.text, name) for use in uses[name]) for name in uses):
        return
    for name, known in surveys.items():
        called = tuple(f"{each}()" for each in callees(known) or ())
        yield Remark(
            new[name].body_line,
            {"name": name, "tag": now.tag, "callees": called},
            Confidence.MODERATE,
        )


def _reach(path: str) -> str:
    """Where an enumeration of this file is used: below its directory, if no header shares it."""
    return "" if is_shared_header(path) else path.rpartition("/")[0]


def _comes_later(context: TreeContext, name: str) -> bool:
    """Whether another patch of the series adds a line with the name."""
    others = [patch for patch in context.series.patches if patch is not context.patch]
    spend(len(others))
    for patch in others:
        text = _added(patch)
        spend(len(text) // _CHARACTERS)
        if name in text:
            return True
    return False


@once_for_each
def _added(patch: Patch) -> str:
    """All lines a patch adds."""
    return "\n".join(line.text for file in patch.files for line in file.added())


def _passed_to(
    context: TreeContext, uses: tuple[Use, ...], name: str, definition: tuple[str, int]
) -> tuple[str, ...] | None:
    """The functions that get the name; ``None`` where it may be stored."""
    callees: dict[str, None] = {}
    stores = re.compile(table("stores")["callee"])
    for use in uses:
        if (use.path, use.line) == definition:
            continue
        source = context.tree.read(use.path)
        found = mention(source, use.line, name) if source is not None else None
        if found is None or any(stores.search(callee) for callee in found.passed_to):
            return None
        callees.update(dict.fromkeys(found.passed_to))
    return tuple(callees)
