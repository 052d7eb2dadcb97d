"""Global names that only the file defining them uses, so that it could keep them to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.headers import vicinity
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import is_apart, used_with_prefix
from reviewbot.context.c.file.pasting import is_pasted
from reviewbot.context.c.file.settled import is_complete, is_gone_before
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.file.static_candidates import static_candidates
from reviewbot.context.c.file.survey import Place, Survey, survey
from reviewbot.context.c.file.unseen_use import (
    in_text_of_assembly,
    is_compiled_with,
    is_registered,
    is_seen_from_outside,
)
from reviewbot.frozen import frozen
from reviewbot.knowledge.opposed import halves
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.file.static_candidates import StaticCandidate
    from reviewbot.context.levels import TreeContext

_FOR_ALL = "include"  # the folder of headers that any file may include
_WORD = regex(r"\w+")


@frozen
class NeedlessGlobal:
    """A name that need not be global, and the file that defines it.

    ``headers`` are the other files that declare it, ``at`` is the body line that shows the point.
    ``newly``: the patch removed its last user elsewhere. ``is_used_above``: in its file it is used
    before it is defined or declared.
    """

    name: str
    display_name: str
    path: str
    headers: tuple[str, ...]
    at: int
    newly: bool
    is_used_above: bool


def needless_globals(context: TreeContext) -> Iterator[NeedlessGlobal]:
    """What the patch adds or leaves global for no user, in the order of the names."""
    candidates = static_candidates(context) if is_complete(context) else {}
    surveys = survey(context, candidates, _is_of_one_file)
    homes = {
        name: home
        for name, known in surveys.items()
        if (home := _home(context, known))
        and (candidates[name].newly or not _is_half_of_pair(context, known))
    }
    prefixed = used_with_prefix(context, homes) if homes else set()
    last = _last_added(context) if homes else {}
    for name, home in homes.items():
        is_last = name not in prefixed and not is_gone_before(context, name, home.path)
        if is_last and not is_pasted(name, [vicinity(context)], but=home.path):
            yield _needless(context, candidates[name], home, surveys[name], last)


def _needless(
    context: TreeContext,
    candidate: StaticCandidate,
    home: Place,
    known: Survey,
    last: Mapping[tuple[str, str], int],
) -> NeedlessGlobal:
    source = context.tree.read(home.path) or b""
    elsewhere = dict.fromkeys(p.path for p in known.declared if p.path != home.path)
    headers = [path for path in elsewhere if _may_be_included(home.path, source, path)]
    at = last.get((home.path, candidate.name), candidate.at) if candidate.newly else candidate.at
    return NeedlessGlobal(
        candidate.name,
        home.piece.display_name,
        home.path,
        tuple(headers),
        at,
        candidate.newly,
        _is_used_above(context, home, known),
    )


def _may_be_included(path: str, source: bytes, header: str) -> bool:
    """Whether a header is one for all, stands beside a file or is named in it: not another driver's."""
    folder, _, name = header.rpartition("/")
    is_for_all = _FOR_ALL in folder.split("/")
    is_beside = path.startswith(f"{folder}/") or folder.startswith(path.rpartition("/")[0])
    return is_for_all or is_beside or name.encode() in source


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
    places = (*known.homes, *known.declared)
    if any(place.path != home.path and not place.path.endswith(".h") for place in places):
        return None
    if any(place.piece.is_static or is_seen_from_outside(place.piece) for place in places):
        return None
    source = context.tree.read(home.path) or b""
    is_used_otherwise = (
        _is_alias(known)
        or is_registered(source, known.name)
        or in_text_of_assembly(source, known.name)
    )
    return None if is_used_otherwise or not _is_needed_where_built(source, known) else home


def _is_alias(known: Survey) -> bool:
    """Whether a macro makes another name of it."""
    macros = (place.piece for place in known.stubs if place.piece.kind is DefinitionKind.MACRO)
    return any(not macro.is_called_macro for macro in macros)


def _is_needed_where_built(source: bytes, known: Survey) -> bool:
    """Whether some user is compiled whenever the definition is: static, it would else be unused."""
    own = Spans(place.piece for place in known.homes)
    users = [use.line for use in known.users if use.line not in own]
    return is_compiled_with(source, known.homes[0].piece.line, users)


def _is_half_of_pair(context: TreeContext, known: Survey) -> bool:
    """Whether a header offers its counterpart as well, as ``_get`` and ``_put``: users may follow."""
    headers = {place.path for place in known.declared if place.path.endswith(".h")}
    return any(
        known.name in halves(index(context.tree.read(path) or b"").declared) for path in headers
    )


def _is_used_above(context: TreeContext, home: Place, known: Survey) -> bool:
    """Whether the file uses the name before it defines or itself declares it."""
    own = [place.piece.start for place in known.declared if place.path == home.path]
    first = min([home.piece.start, *own])
    macros = index(context.tree.read(home.path) or b"").macros
    return any(use.line < first and use.line not in macros for use in known.users)


def _last_added(context: TreeContext) -> Mapping[tuple[str, str], int]:
    """The body line of the last added line with each word, by path and word."""
    return {
        (file.path, word): line.body_line
        for file in context.files
        for line in file.added()
        for word in _WORD.findall(line.text)
    }
