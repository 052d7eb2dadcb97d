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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.levels import DiffContext, Tree
    from reviewbot.model.patch import DiffLine, FileDiff
    from reviewbot.model.series import Series

_STRING = regex(r'"[^"]*"')
_WORD = regex(r"\w{2,}+")
_TELLING = 4  # words and numbers: fewer stand in one order by chance
_SOME = 5  # files that are looked into rather than another name up: seldom are there more
_COMMON = {"NULL", "char", "const", "int", "long", "return", "static", "struct", "unsigned", "void"}
_SHORT = 2  # letters of a name that is not indexed
_COMPARED = 5_000  # characters in a step


def stands_beside(
    context: DiffContext, file: FileDiff, line: DiffLine, *, with_above: bool = False
) -> bool:
    """Whether another file has it, whatever strings say; a line of few words with the one above it."""
    tree = tree_of(context)
    hunk, at = file.hunk_of(line)
    above = hunk.lines[at - 1] if at and hunk.lines[at - 1].kind is not REMOVED else None
    is_telling = _words(line.text) >= _TELLING
    if tree is None or not (
        is_telling or (above and _words(f"{line.text}\n{above.text}") >= _TELLING)
    ):
        return False
    if above is None or (is_telling and not with_above):
        return bool(_places(context, tree, file.path, line.text))
    before = _places(context, tree, file.path, above.text)  # mostly it tells more
    places = _places(context, tree, file.path, line.text) if before else ()
    return any((path, number - 1) in before for path, number in places)


def _words(text: str) -> int:
    return len(_WORD.findall(_STRING.sub("", text)))


def _places(context: DiffContext, tree: Tree, path: str, text: str) -> set[tuple[str, int]]:
    """The lines of other files of a directory that read so, and that the series does not add."""
    bare = _STRING.sub('""', text)
    added = _added(context.series)
    return {
        (other, number)
        for other in _files_with(tree, path, _WORD.findall(bare))
        for number, line in _lines(tree, other, max(bare.split('""'), key=len))
        if _STRING.sub('""', line) == bare and line.strip() not in added.get(other, ())
    }


def _files_with(tree: Tree, path: str, words: Iterable[str]) -> Sequence[str]:
    """Other files of a directory that have the longest of these names, as many as it takes."""
    folder, every = dirname(path), {*filter(str.isidentifier, words)}
    names = sorted({name for name in every - _COMMON if len(name) > _SHORT} or every, key=len)
    beside: set[str] | None = None
    while names and folder and (beside is None or len(beside) > _SOME):
        name = names.pop()
        having = {*tree.files_with((name,), folder)[name]}
        beside = having if beside is None else beside & having
    return sorted(other for other in beside or () if other != path and dirname(other) == folder)


def _lines(tree: Tree, path: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines of a file, by number, where it has that text somewhere."""
    source = tree.read(path) or b""
    spend(1 + len(source) // _COMPARED)
    if text.encode("utf-8", "surrogateescape") in source:
        yield from enumerate(source.decode("utf-8", "surrogateescape").split("\n"), 1)


@once_for_each
def _added(series: Series) -> Mapping[str, set[str]]:
    """What the patches of a series add to each file: it may have the same slip from the same hand."""
    added: dict[str, set[str]] = defaultdict(set)
    for patch in series.patches:
        for file in patch.files:
            added[file.path].update(line.text.strip() for line in file.added())
    return added
