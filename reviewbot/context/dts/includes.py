"""Whether devicetree source includes other source, and goes on with a node of that."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.whole import whole
from reviewbot.model.budget import shared, spend
from reviewbot.model.finding import Confidence
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.dts.new import Added
    from reviewbot.context.levels import DiffContext, Tree
    from reviewbot.model.patch import FileDiff

_INCLUDE = regex(r"^[ \t]*(?:#[ \t]*|/)include/?[ \t]*[\"<]([^\">\n]+\.dtsi?)[\">]", re.MULTILINE)
_CHARACTERS = 4000  # searched in a step
_TO_INCLUDE = ".dtsi"
_MOST = 30  # files read; boards include ten


def _included_by(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The other source that what is known of a file after the patch includes, as written there."""
    source = whole(context, file)
    if source is not None:
        return _includes(source.decode("utf-8", "replace"))
    texts = ("\n".join(line.text for line in hunk.post) for hunk in file.hunks)
    return [name for text in texts for name in _includes(text)]


def goes_on(context: DiffContext, added: Added) -> bool:
    """Whether a node with an address that nothing in it tells is one of a file that is included.

    It may be where it has no label, and with one where the tree has it there.
    """
    file, tree = added.piece.file, tree_of(context)
    names = _included_by(context, file) if added.is_bare else ()
    if not names or not added.node.labels:
        return bool(names)
    head = f"{added.node.full_name} {{"
    return tree is not None and any(head in text for text in _texts(tree, file.path, names))


def sure_of_new(context: DiffContext, added: Added) -> Confidence:
    """How sure it is that no other file defines a node; less where it has an address that nothing tells.

    One that is to be included itself, and includes none, may go on with nodes of those beside it.
    """
    file = added.piece.file
    is_loose = added.is_bare and file.path.endswith(_TO_INCLUDE)
    may_go_on = is_loose and not _included_by(context, file)
    return Confidence.MODERATE if may_go_on else Confidence.HIGH


def _texts(tree: Tree, path: str, names: Sequence[str]) -> Iterator[str]:
    """The files that one includes, and those that these do."""
    waiting = _beside(path, names)
    seen: set[str] = set()
    while waiting and len(seen) < _MOST:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            text = (tree.read(path) or b"").decode("utf-8", "replace")
            waiting += _beside(path, _includes(text))
            yield text


def _beside(path: str, names: Sequence[str]) -> list[str]:
    folder = posixpath.dirname(path)
    return [posixpath.normpath(posixpath.join(folder, name)) for name in names]


@shared(maxsize=32)
def _includes(text: str) -> tuple[str, ...]:
    spend(len(text) // _CHARACTERS)
    return tuple(_INCLUDE.findall(text))
