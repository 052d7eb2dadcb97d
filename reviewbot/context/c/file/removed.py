"""What a patch removes from a file that is known as a whole: lines by their words, and words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.index import index
from reviewbot.frozen import frozen
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import DiffLine, FileDiff

_WORD = regex(r"[^\W\d]\w*")


@frozen(slots=False)
class RemovedLines:
    """What a patch removes from a file: word → lines before the patch, and their body lines."""

    words: Mapping[str, Sequence[tuple[int, int]]]
    body_lines: Mapping[int, int]

    def last_in(self, function: Definition, word: str) -> int:
        """The body line of the last removed line inside of a function that has the word, or 0."""
        lines = self.words.get(word, ())
        first = bisect_left(lines, (function.start, 0))
        stop = bisect_left(lines, (function.stop + 1, 0))
        return max((at for _, at in lines[first:stop]), default=0)

    def last_of(self, lines: Iterable[int]) -> int:
        """The body line of the last removed one of these lines, or 0."""
        return max((self.body_lines.get(line, 0) for line in lines), default=0)


def removed_lines(file: FileDiff, image: Image) -> RemovedLines:
    """What a patch removes from a file whose image is known."""
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    body_lines: dict[int, int] = {}
    for hunk, moved in zip(file.hunks, image.moved, strict=True):
        for line in hunk.lines:
            if line.kind is REMOVED and line.old is not None:
                body_lines[line.old + moved] = line.body_line
                for word in dict.fromkeys(_WORD.findall(line.text)):
                    words[word].append((line.old + moved, line.body_line))
    return RemovedLines(words, body_lines)


def lost_words(context: TreeContext, file: FileDiff) -> dict[str, DiffLine]:
    """Names the code of a file has no more, with the last removed line that had each."""
    image = context.images.get(file)
    if image is None:
        return {}
    removed = {word: line for line in file.removed() for word in _WORD.findall(line.text)}
    gone = removed.keys() - index(image.post).code_words if removed else set[str]()
    if gone:
        gone &= index(image.pre).code_words
    return {word: line for word, line in removed.items() if word in gone}
