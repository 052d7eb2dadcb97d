"""The names a patch brings into being, as far as its added lines show it for certain.

Kernel layout is relied on: what is global starts in the first column. Members and enumerators are
left out, for the same name may stand in another structure.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

_MACRO = regex(r"#[ \t]*define[ \t]+(\w+)")
_FUNCTION = regex(r"(?=[A-Za-z_])(?!typedef\b)[\w \t*]*[ \t*](\w+)\((?!\*)")
_STATIC = regex(r"static\b")
_CONDITIONAL = regex(r"[ \t]*#[ \t]*(?:if|el)")
_INDENTED = frozenset(("", " ", "\t"))  # with which a line begins that brings nothing
_HEAD = 12  # lines the parameters of a function may take


@frozen
class Introduced:
    """A new name: ``kind`` is ``function`` or ``macro``.

    ``private`` says that only its own file knows it.
    """

    name: str
    kind: str
    path: str
    private: bool


@once_for_each
def introduced(patch: Patch) -> Mapping[str, Introduced]:
    """The functions and macros defined in added lines, by name.

    A definition beside an ``#if`` may be one of several and is left out.
    """
    found: dict[str, Introduced] = {}
    for file in patch.files:
        if file.is_c:
            for hunk in file.hunks:
                for one in _in_hunk(file, hunk):
                    found.setdefault(one.name, one)
    return found


@once_for_each
def new_headers(patch: Patch) -> frozenset[str]:
    """The paths of the headers the patch adds."""
    return frozenset(
        file.path for file in patch.files if file.old_path is None and file.path.endswith(".h")
    )


def header_paths(include: str, user: str) -> tuple[str, ...]:
    """Where the header of ``#include "x.h"`` or ``<linux/x.h>`` in the file ``user`` must be.

    Only forms that one path answers: ``<asm/...>`` is another file in each architecture.
    """
    name = include[1:-1]
    if include.startswith('"'):
        return (str(PurePosixPath(user).parent / name),) if ".." not in name else ()
    if name.startswith(("linux/", "dt-bindings/")):
        return (f"include/{name}", f"include/uapi/{name}")
    return ()


def _in_hunk(file: FileDiff, hunk: Hunk) -> Sequence[Introduced]:
    found = tuple(_brought(file, hunk))
    if found and file.old_path is not None and any(map(_is_conditional, hunk.lines)):
        return ()
    return found


def _is_conditional(line: DiffLine) -> bool:
    return "#" in line.text and _CONDITIONAL.match(line.text) is not None


def _brought(file: FileDiff, hunk: Hunk) -> Iterator[Introduced]:
    post = hunk.post
    private = file.path.endswith(".c")
    for index, line in enumerate(post):
        text = line.text
        if line.kind is not ADDED or text[:1] in _INDENTED:
            continue
        if macro := _MACRO.match(text) if text.startswith("#") else None:
            yield Introduced(macro[1], "macro", file.path, private)
        elif (function := _FUNCTION.match(text) if "(" in text else None) and _has_body(
            post[index : index + _HEAD]
        ):
            static = private and bool(_STATIC.match(text))
            yield Introduced(function[1], "function", file.path, static)


def _has_body(lines: tuple[DiffLine, ...]) -> bool:
    for line in lines:
        if line.text.startswith("{"):
            return True
        if line.text.rstrip().endswith((";", "}")):
            return False
    return False
