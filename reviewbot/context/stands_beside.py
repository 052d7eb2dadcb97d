"""Whether an added line stands just so in another file of its directory: that is how it is written there."""

from __future__ import annotations

from collections import defaultdict
from posixpath import dirname
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import DiffContext, Tree
    from reviewbot.model.patch import DiffLine, FileDiff
    from reviewbot.model.series import Series

_STRING = regex(r'"[^"]*"')
_WORD = regex(r"\w{2,}+")
_TELLING = 4  # words and numbers: fewer stand in one order by chance
_COMPARED = 50  # lines in a step


def stands_beside(context: DiffContext, file: FileDiff, line: DiffLine) -> bool:
    """Whether another file has it, whatever strings say; a line of few words with the one above it."""
    tree = tree_of(context)
    hunk, at = file.hunk_of(line)
    above = hunk.lines[at - 1] if at and hunk.lines[at - 1].kind is not REMOVED else None
    texts = (
        [line.text] if _words(line.text) >= _TELLING or above is None else [line.text, above.text]
    )
    if tree is None or sum(map(_words, texts)) < _TELLING:
        return False
    places = [_places(context, tree, file.path, text) for text in texts]
    return any((path, number - 1) in places[-1] or len(places) == 1 for path, number in places[0])


def _words(text: str) -> int:
    return len(_WORD.findall(_STRING.sub("", text)))


def _places(context: DiffContext, tree: Tree, path: str, text: str) -> set[tuple[str, int]]:
    """The lines of other files of a directory that read so, and that the series does not add."""
    folder, bare = dirname(path), _STRING.sub('""', text)
    word = max(filter(str.isidentifier, _WORD.findall(bare)), key=len, default="")
    uses = tree.uses((word,), folder)[word] if word and folder else ()
    spend(1 + len(uses) // _COMPARED)
    return {
        (use.path, use.line)
        for use in uses
        if dirname(use.path) == folder
        and use.path != path
        and _STRING.sub('""', use.text) == bare
        and use.text.strip() not in _added(context.series).get(use.path, ())
    }


@once_for_each
def _added(series: Series) -> Mapping[str, set[str]]:
    """What the patches of a series add to each file: it may have the same slip from the same hand."""
    added: dict[str, set[str]] = defaultdict(set)
    for patch in series.patches:
        for file in patch.files:
            added[file.path].update(line.text.strip() for line in file.added())
    return added
