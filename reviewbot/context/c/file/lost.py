"""Names that lose their last user by a patch, and the one place that defines each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import headers_beside, named_beside, vicinity
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import is_apart, linked_files
from reviewbot.context.c.file.pasting import Pastings, is_pasted
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.removed import lost_words, removed_lines
from reviewbot.context.c.file.settled import is_settled, is_told_of
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.file.survey import survey
from reviewbot.context.c.file.unseen_use import (
    in_text_of_assembly,
    is_made_at_top_level,
    is_marked_unused,
    is_registered,
    is_seen_from_outside,
)
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_shared_header
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.c.file.removed import RemovedLines
    from reviewbot.context.c.file.survey import Place, Survey
    from reviewbot.context.image import Image
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import FileDiff

_WORD = regex(r"[^\W\d]\w*")
_DEFINE = regex(r"[ \t]*#[ \t]*define\b")
_NAMED = regex(r"(?<![ \t])[ \t]*+#[ \t]*define[ \t]+\w+")
_HARDWARE = regex(r"0[xX][0-9a-fA-F]|<<|>>|\b[A-Z][A-Z0-9_]+\b")
_DEFINED = frozenset((DefinitionKind.FUNCTION, DefinitionKind.OBJECT, DefinitionKind.MACRO))


@frozen
class Orphan:
    """A definition nobody needs any more: its ``home``, and the body line ``at`` of its last use.

    ``headers`` are the paths that declare it; none where only its own file sees it.
    """

    at: int
    home: Place
    headers: tuple[str, ...]


@frozen
class _Candidate:
    """A name and the body line of its last use; ``path`` is set where only that file sees it."""

    name: str
    at: int
    path: str = ""


def orphans(context: TreeContext) -> Iterator[Orphan]:
    """What nobody uses any more, as far as the patch, its series and the tree show.

    Raises TooLargeError.
    """
    if not is_settled(context):
        return
    candidates = {
        one.name: one
        for file, image in linked_files(context)
        for one in _candidates(context, file, image)
        if not is_told_of(context, one.name)
    }
    surveys = survey(
        context, candidates, lambda known: _is_idle(known, candidates[known.name].path)
    )
    own = (file.path for file in context.files if file.is_c)
    pastings = dict.fromkeys(own, vicinity(context)) if surveys else {}
    for name, known in surveys.items():
        one = candidates[name]
        home = _home(context, one, known, pastings)
        if home:
            headers = dict.fromkeys(p.path for p in known.declared if p.path.endswith(".h"))
            yield Orphan(one.at, home, () if one.path else tuple(headers))


def _candidates(context: TreeContext, file: FileDiff, image: Image) -> Iterator[_Candidate]:
    removed = removed_lines(file, image)
    yield from _own(file, image, removed)
    gone = lost_words(context, file).keys()
    lost = gone - patch_words(context).used if gone else set[str]()
    for word in _in_sight(context, file, image, lost) if lost else ():
        at = removed.last_of(_users(index(image.pre), word))
        if at:
            yield _Candidate(word, at)


def _in_sight(context: TreeContext, file: FileDiff, image: Image, words: set[str]) -> set[str]:
    """Those of the words the headers beside a file, or the other files of the patch, give a meaning."""
    shared = patch_words(context).shared
    elsewhere = {word for word in words if word in shared and shared[word] is not file}
    return elsewhere | named_beside(context, file.path, image.post, words, lambda h: h.shared)


def _own(file: FileDiff, image: Image, removed: RemovedLines) -> Iterator[_Candidate]:
    """What the file itself defines and has lost its use of."""
    source = file.path.endswith(".c")
    for piece in definitions(image.post) if removed.words else ():
        if (
            piece.kind in _DEFINED
            and piece.name in removed.words
            and (source or piece.is_inline)
            and not _users(index(image.post), piece.name)
        ):
            private = source and (piece.is_static or piece.kind is DefinitionKind.MACRO)
            at = removed.last_of(_users(index(image.pre), piece.name))
            if at:
                yield _Candidate(piece.name, at, file.path if private else "")


def _users(known: FileIndex, name: str) -> list[int]:
    """The lines that have the name outside of its definitions and declarations."""
    spans = known.spans(name)
    return [line for line in known.lines(name) if line not in spans]


def _is_idle(known: Survey, private: str) -> bool:
    """Whether nothing is seen to use the name but its own definition.

    Other files may have a private name of their own of the same spelling.
    """
    pieces: dict[str, list[Definition]] = defaultdict(list)
    for place in (*known.homes, *known.stubs):
        pieces[place.path].append(place.piece)
    own = pieces.keys() - {private} if private else set()
    spans = {path: Spans(found) for path, found in pieces.items()}
    return not any(
        use.path not in own and not (use.path in spans and use.line in spans[use.path])
        for use in known.users
    )


def _home(
    context: TreeContext, one: _Candidate, known: Survey, pastings: dict[str, Pastings]
) -> Place | None:
    """The one place where the name is defined, if it may go; ``pastings`` has what was read."""
    places = [
        place for place in (*known.homes, *known.stubs) if not one.path or place.path == one.path
    ]
    if len(places) != 1 or (not one.path and _is_for_others(known)):
        return None
    (home,) = places
    source = context.tree.read(home.path) or b""
    may_go = (
        not is_apart(home.path)
        and not is_shared_header(home.path)
        and _may_go(source, home.piece)
        and not is_made_at_top_level(source, one.name)
    )
    if not may_go:
        return None
    if home.path not in pastings:
        beside = headers_beside(context, home.path, source)
        sources = (source, *(header.source for header in beside))
        pastings[home.path] = Pastings.of(home.path, sources)
    near = {pastings[home.path], vicinity(context)}
    return None if is_pasted(one.name, tuple(near)) else home


def _is_for_others(known: Survey) -> bool:
    """Whether a declaration belongs to another definition, or says that more than C uses it."""
    return any(p.piece.is_static or is_seen_from_outside(p.piece) for p in known.declared)


def _may_go(source: bytes, piece: Definition) -> bool:
    if piece.kind is DefinitionKind.MACRO:
        return _stands_alone(source, piece)
    head = piece.text[: piece.opening] if piece.opening >= 0 else piece.text
    return not (
        is_marked_unused(head)
        or is_seen_from_outside(piece)
        or is_registered(source, piece.name)
        or in_text_of_assembly(source, piece.name)
    )


def _stands_alone(source: bytes, piece: Definition) -> bool:
    """Whether a macro is neither hardware nor, unless it is like a function, one of a list."""
    if _HARDWARE.search(_NAMED.sub("", piece.text, count=1)):
        return False
    lines = index(source).bare
    near = [lines[at] for at in (piece.start - 2, piece.stop) if 0 <= at < len(lines)]
    return piece.is_called_macro or not any(_DEFINE.match(line) for line in near)
