"""A declaration of something that is not, or no longer, defined anywhere.

Reports a function or object whose last definition goes, which nothing uses any more, but which a
header or a C file still declares; and an added declaration of a name that nothing in the tree has,
with the whole series applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import includers, vicinity
from reviewbot.context.c.file.linkage import is_apart
from reviewbot.context.c.file.pasting import is_pasted
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.settled import (
    announces_more,
    is_complete,
    is_followed_by_missing,
    is_mentioned_later,
)
from reviewbot.context.c.file.survey import survey
from reviewbot.context.c.file.unseen_use import is_seen_from_outside
from reviewbot.context.place import added
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.file.pasting import Pastings
    from reviewbot.context.c.file.survey import Survey
    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True


_NAMED = frozenset((DefinitionKind.FUNCTION, DefinitionKind.OBJECT))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name, the file and body line that show the point, and what the patch does to it."""

    name: str
    path: str
    at: int
    spelled: str
    why: str  # "left": the definition goes; "added": the declaration comes


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file with declarations that are, or will be, of nothing."""
    if not is_complete(context):
        return
    candidates = [one for one in _candidates(context) if not is_mentioned_later(context, one.name)]
    surveys = survey(context, {one.name for one in candidates}, _is_nowhere)
    if not surveys:
        return
    around = vicinity(context)
    beside = includers(context, {place.path for one in surveys.values() for place in one.declared})
    groups: dict[tuple[str, str], list[_Candidate]] = {}
    for one in sorted(candidates, key=lambda one: one.at):
        known = surveys.get(one.name)
        if known and known.declared and not _is_made_by_macro(known, around, beside):
            groups.setdefault((one.path, one.why), []).append(one)
    for (_, why), found in groups.items():
        names = [one.spelled for one in found]
        places = {place.path: None for one in found for place in surveys[one.name].declared}
        facts: dict[str, Fact] = {"names": tuple(names), "places": tuple(places), "why": why}
        # few were seen that are left behind: asked until there are more
        sure = Confidence.MODERATE if why == "left" else Confidence.HIGH
        yield Remark(found[-1].at, facts, sure)


def _is_nowhere(known: Survey) -> bool:
    """Whether nothing but declarations has the name."""
    return not (known.homes or known.stubs or known.users)


def _is_made_by_macro(
    known: Survey, around: Pastings, beside: Mapping[str, Sequence[Pastings]]
) -> bool:
    """Whether the files of the patch, or those that include the declaration, may paste the name."""
    headers = {place.path for place in known.declared}
    near = [each for header in headers for each in beside.get(header, ())]
    return is_pasted(known.name, [around]) or is_pasted(known.name, near)


def _candidates(context: TreeContext) -> Iterator[_Candidate]:
    new = not is_followed_by_missing(context) and not announces_more(context)
    for file in context.files:
        image = context.images.get(file)
        if image is None or is_apart(file.path):
            continue
        if file.path.endswith(".c"):
            yield from _left(context, file, image)
        if new and file.is_c:
            yield from _added(context, file, image)


def _left(context: TreeContext, file: FileDiff, image: Image) -> Iterator[_Candidate]:
    """Global names whose definition a C file loses."""
    heads = {
        line.old + moved: line.body_line
        for hunk, moved in zip(file.hunks, image.moved, strict=True)
        for line in hunk.lines
        if line.kind is LineKind.REMOVED and line.old is not None
    }
    for piece in definitions(image.pre):
        if (
            piece.kind in _NAMED
            and not piece.is_static
            and piece.line in heads
            and not is_seen_from_outside(piece)
            and piece.name not in patch_words(context).in_code
        ):
            yield _Candidate(piece.name, file.path, heads[piece.line], piece.display_name, "left")


def _added(context: TreeContext, file: FileDiff, image: Image) -> Iterator[_Candidate]:
    """Names of functions and objects a file declares now, and that no file of the patch had."""
    heads = added(file, image)
    for piece in definitions(image.post):
        is_function = "(" in piece.text
        if (
            piece.kind is DefinitionKind.DECLARATION
            and not piece.is_static
            and piece.name != piece.name.upper()  # rather a macro that was not seen through
            and (is_function or piece.text.startswith("extern"))
            and piece.line in heads
            and not is_seen_from_outside(piece)
            and "/asm/" not in file.path  # assembly pastes names that no C file has
            and piece.name not in patch_words(context).in_code
            and piece.name not in patch_words(context).before
        ):
            name = f"{piece.name}()" if is_function else piece.name
            yield _Candidate(piece.name, file.path, heads[piece.line].body_line, name, "added")
