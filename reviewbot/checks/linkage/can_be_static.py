"""A function or object that is used only in the file defining it, but not static.

Reports a global definition that the patch adds and nothing outside of its file uses, or that lost
its last user outside of its file through the patch. Says which headers still declare it, and where
it is used above its definition, so that it needs a declaration still.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, Severity, TreeContext
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import headers_beside, vicinity
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import is_apart, used_with_prefix
from reviewbot.context.c.file.pasting import is_pasted
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.removed import lost_words
from reviewbot.context.c.file.settled import (
    announces_more,
    is_complete,
    is_followed_by_missing,
    is_mentioned_later,
)
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.file.survey import Place, Survey, survey
from reviewbot.context.c.file.unseen_use import (
    in_text_of_assembly,
    is_compiled_with,
    is_registered,
    is_seen_from_outside,
)
from reviewbot.context.place import added
from reviewbot.knowledge.opposed import halves
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
VARIES = ("names", "below", "path", "headers")

_CALLED = re.compile(r"[ \t]*#[ \t]*define[ \t]+\w+\(")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name, the body line that shows the point, and whether the patch made it so."""

    name: str
    at: int
    newly: bool
    path: str = ""  # where it is defined, as far as the patch says


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file with names that need not be global, new and old ones apart."""
    if not is_complete(context):
        return
    candidates = {c.name: c for c in (*_added(context), *_left(context))}
    for name in [name for name in candidates if is_mentioned_later(context, name)]:
        del candidates[name]
    if not candidates:
        return
    surveys = survey(context, candidates, _is_of_one_file)
    local = {
        name: home
        for name in surveys
        if (home := _home(context, surveys[name]))
        and (candidates[name].newly or not _is_half_of_pair(context, surveys[name]))
    }
    prefixed = used_with_prefix(context, local) if local else set()
    groups: dict[tuple[str, bool], list[_Candidate]] = {}
    for name, home in local.items():
        if name not in prefixed and not is_pasted(name, [vicinity(context)], but=home.path):
            groups.setdefault((home.path, candidates[name].newly), []).append(candidates[name])
    last = _last_added(context) if groups else {}
    for (path, newly), found in groups.items():
        shown = {one.name: _shown(last, path, one) for one in found}
        found.sort(key=lambda one: shown[one.name])
        names = [local[one.name].piece.display_name for one in found]
        below = [
            name
            for name, one in zip(names, found, strict=True)
            if _is_used_above(context, local[one.name], surveys[one.name])
        ]
        headers = {
            place.path: None
            for one in found
            for place in surveys[one.name].declared
            if place.path != path
        }
        facts: dict[str, Fact] = {
            "names": tuple(names),
            "below": tuple(below),
            "path": path,
            "headers": tuple(headers),
            "newly": tuple(names) if newly else (),
        }
        yield Remark(max(shown.values()), facts)


def _is_used_above(context: TreeContext, home: Place, known: Survey) -> bool:
    """Whether the file uses the name before it defines or itself declares it."""
    own = [place.piece.start for place in known.declared if place.path == home.path]
    first = min([home.piece.start, *own])
    macros = index(context.tree.read(home.path) or b"").macros
    return any(use.line < first and use.line not in macros for use in known.users)


def _added(context: TreeContext) -> Iterator[_Candidate]:
    """Global names the patch adds to C files and uses nowhere else."""
    if is_followed_by_missing(context) or announces_more(context):
        return
    before = {
        piece.name
        for image in context.images.values()
        for piece in definitions(image.pre)
        if piece.kind in (DefinitionKind.FUNCTION, DefinitionKind.OBJECT) and not piece.is_static
    }
    for file in context.files:
        image = context.images.get(file)
        if image is None or not file.path.endswith(".c") or is_apart(file.path):
            continue
        heads = added(file, image)
        for piece in definitions(image.post):
            if (
                piece.kind in (DefinitionKind.FUNCTION, DefinitionKind.OBJECT)
                and piece.line in heads
                and not piece.is_static
                and not piece.is_inline
                and piece.name not in before
                and piece.name != "main"
                and not is_seen_from_outside(piece)
                and not _is_used_in_others(context, piece.name, file.path)
                and not is_registered(image.post, piece.name)
            ):
                yield _Candidate(piece.name, heads[piece.line].body_line, False, file.path)  # noqa: FBT003  newly


def _is_used_in_others(context: TreeContext, name: str, path: str) -> bool:
    for other in patch_words(context).after.get(name, ()):
        spend()
        if other.path != path and not other.path.endswith(".h"):
            return True
    return False


def _left(context: TreeContext) -> Iterator[_Candidate]:
    """Global names of other files that a file of the patch used and does not use any more."""
    homes = {
        piece.name: file.path
        for file, image in context.images.items()
        if file.path.endswith(".c")
        for piece in definitions(image.post)
        if piece.kind in (DefinitionKind.FUNCTION, DefinitionKind.OBJECT) and not piece.is_static
    }
    users: dict[str, int] = {}
    for file in context.files:
        image = context.images.get(file)
        lost = lost_words(context, file)
        if image is None or not lost:
            continue
        own = {
            piece.name
            for piece in definitions(image.pre)
            if piece.kind is not DefinitionKind.DECLARATION
        }
        outside = {word: line for word, line in lost.items() if word not in own}
        declared = _declared(context, file, image, outside)
        for word, line in outside.items():
            if word not in homes and word not in declared:
                continue
            if word not in users:
                users[word] = _users(context, word, homes.get(word))
            most = 0 if word in homes else 1  # one of them may be where it is defined
            if users[word] <= most:
                yield _Candidate(word, line.body_line, True, homes.get(word, ""))  # noqa: FBT003  newly


def _declared(
    context: TreeContext, file: FileDiff, image: Image, words: Mapping[str, DiffLine]
) -> set[str]:
    """Those of the words the headers beside a file declare."""
    found: set[str] = set()
    for header in headers_beside(context, file.path, image.pre) if words else ():
        spend(min(len(words), len(header.declared)))
        found |= words.keys() & header.declared
    return found


def _users(context: TreeContext, word: str, home: str | None) -> int:
    """How many C files of the patch but ``home`` have the word after it."""
    files = patch_words(context).after.get(word, ())
    return sum(file.path.endswith(".c") and file.path != home for file in files)


def _is_of_one_file(known: Survey) -> bool:
    """Whether no two files are seen to define or use the name."""
    homes = (place.path for place in known.homes)
    return len({*homes, *(use.path for use in known.users)}) <= 1


def _home(context: TreeContext, known: Survey) -> Place | None:
    """Where the name is defined, if nobody else uses it and it may be static."""
    if len({place.path for place in known.homes}) != 1 or not known.users:
        return None
    home = known.homes[0]
    if is_apart(home.path) or any(use.path != home.path for use in known.users):
        return None
    for place in (*known.homes, *known.declared):
        if place.piece.is_static or not (place.path == home.path or place.path.endswith(".h")):
            return None
    places = (*known.homes, *known.declared)
    if any(is_seen_from_outside(place.piece) for place in places) or _is_alias(known):
        return None
    source = context.tree.read(home.path) or b""
    if is_registered(source, known.name) or in_text_of_assembly(source, known.name):
        return None
    homes = Spans(place.piece for place in known.homes)
    users = [use.line for use in known.users if use.line not in homes]
    return home if is_compiled_with(source, home.piece.line, users) else None


def _is_half_of_pair(context: TreeContext, known: Survey) -> bool:
    """Whether a header offers its counterpart as well, as ``_get`` and ``_put``: users may follow."""
    headers = {place.path for place in known.declared if place.path.endswith(".h")}
    return any(
        known.name in halves(index(context.tree.read(path) or b"").declared) for path in headers
    )


def _is_alias(known: Survey) -> bool:
    """Whether a macro makes another name of it."""
    macros = (place.piece.text for place in known.stubs if place.piece.kind is DefinitionKind.MACRO)
    return any(not _CALLED.match(text) for text in macros)


def _last_added(context: TreeContext) -> dict[tuple[str, str], DiffLine]:
    """The last added line with each word, by path and word."""
    return {
        (file.path, word): line
        for file in context.files
        for line in file.added()
        for word in _WORD.findall(line.text)
    }


def _shown(last: Mapping[tuple[str, str], DiffLine], path: str, one: _Candidate) -> int:
    """The last added line of the defining file that uses the name, or the candidate's own."""
    line = last.get((path, one.name)) if one.newly else None
    return line.body_line if line else one.at
