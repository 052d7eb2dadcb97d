"""Blocks of includes, and which lines of one are out of order."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.context.includes import Include
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.model.finding import Confidence
from reviewbot.model.patch import REMOVED, LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

_INCLUDE = regex(r"#include <(linux/[^<>]+)>[ \t]*$")
_BETWEEN = regex(r"[-_./]")
_LENGTHS = 4  # that follow each other by no chance
_ENDS = 2  # stretches of a run that are kept apart
_MOST = 80  # lines of a block, above which nobody means it to be sorted

Block = tuple[Include, ...]
_OLD = 5  # lines that were sorted before
_SEEN = 3  # lines that are sorted, as far as the hunk shows them
_NEW = 6  # lines of a new file
_MANY = 4  # files with the same new line
OUT_OF_SIGHT = ("further up", "further down")  # places that the hunk does not show


def blocks(hunk: Hunk) -> Iterator[Block]:
    """The runs of ``#include <linux/...>`` of the post-image.

    Those of a folder are a run apart, if they stand together at one end.
    """
    if "include" in hunk.added_words:
        found = ((line, _INCLUDE.match(line.text)) for line in hunk.post)
        for is_include, lines in groupby(found, lambda each: bool(each[1])):
            if is_include:
                run = tuple(Include(match[1], line) for line, match in lines if match)
                stretches = [tuple(each) for _, each in groupby(run, _is_deep)]
                yield from stretches if len(stretches) <= _ENDS else (run,)


def misplaced(block: Block) -> Sequence[tuple[Include, str]]:
    """The fewest lines to move so that a block is sorted, each with the header to put it before.

    That is empty where it goes to the end. The place is that of sort(1), where the rest is sorted so; where all
    is in another order nothing is to be moved.
    """
    if len(block) > _MOST or _is_in_another_order(block):
        return ()
    kept = _longest_sorted(block)
    moved = [each for each in block if each not in kept]
    is_plain = all(map(_precedes, kept, kept[1:]))
    stays_above = _precedes if is_plain else _may_precede
    return [
        (each, next((other.header for other in kept if not stays_above(other, each)), ""))
        for each in moved
    ]


def place(hunk: Hunk, block: Block, before: str) -> str:
    """Where a line is to go, in words: before a header, or to the end where that is empty."""
    post = hunk.post
    if not before:
        return _end(post, block) if block[-1].line is not post[-1] else OUT_OF_SIGHT[1]
    is_first = before == block[0].header and block[0].line is post[0] and post[0].new != 1
    return OUT_OF_SIGHT[0] if is_first else f"before <{before}>"


def _end(post: Sequence[DiffLine], block: Block) -> str:
    """The end of a block; where other includes follow, by the last line of it."""
    below = post[post.index(block[-1].line) + 1].text
    last = [each.header for each in _longest_sorted(block)][-1]
    return f"behind <{last}>" if below.startswith("#") else "at the end"


def put_in_many(files: Iterable[FileDiff]) -> frozenset[str]:
    """The includes that a patch adds to many files that were there, as a program does."""
    counts = Counter(
        line.text
        for file in files
        if not is_new_file(file)
        for line in file.added()
        if line.text.startswith("#include")
    )
    return frozenset(text for text, of in counts.items() if of >= _MANY)


def wants_order(block: Block, file: FileDiff, *, is_chaos: bool) -> Confidence | None:
    """How sure it is that whoever wrote the block wants it sorted; nothing where nobody does."""
    if is_new_file(file):
        return Confidence.HIGH if len(block) >= _NEW and not is_chaos else None
    old = tuple(each for each in block if each.line.kind is LineKind.CONTEXT)
    if misplaced(old):
        return None
    if len(old) >= _OLD and not is_chaos:
        return Confidence.HIGH
    is_one = len(old) == len(block) - 1
    return Confidence.MODERATE if len(old) >= _SEEN and is_one else None


def takes_over(hunk: Hunk, block: Block, include: Include) -> bool:
    """Whether an added include takes the place of one that was out of order there as well."""
    gone = _replaced(hunk, include.line)
    if gone is None:
        return False
    old = Include(gone, include.line)
    before = tuple(old if each is include else each for each in block)
    return any(each is old for each, _ in misplaced(before))


def _replaced(hunk: Hunk, line: DiffLine) -> str | None:
    """The header of the removed include right above or below a line."""
    at = hunk.lines.index(line)
    beside = [*hunk.lines[max(0, at - 1) : at], *hunk.lines[at + 1 : at + 2]]
    found = (_INCLUDE.match(each.text) for each in beside if each.kind is REMOVED)
    return next((match[1] for match in found if match), None)


def _longest_sorted(block: Block) -> Sequence[Include]:
    """The longest part of a block that is in order."""
    spend(len(block) ** 2 // 16)
    best: list[tuple[Include, ...]] = []
    for at, include in enumerate(block):
        before = [best[i] for i in range(at) if _may_precede(block[i], include)]
        best.append((*max(before, key=len, default=()), include))
    return max(best, key=len, default=())


def _is_in_another_order(block: Block) -> bool:
    """Whether all of a block is sorted by length, or as an editor does that ignores case: _ behind letters."""
    headers = [each.header for each in block]
    lengths = [*map(len, headers)]
    is_by_length = lengths == sorted(lengths) and len(set(lengths)) >= _LENGTHS
    return is_by_length or headers == sorted(headers, key=str.upper)


def _precedes(first: Include, second: Include) -> bool:
    """Whether one is above the other in the order of sort(1)."""
    return first.header <= second.header


def _may_precede(first: Include, second: Include) -> bool:
    """Whether one may stand above the other; of the characters between words people differ."""
    pair = [first.header, second.header]
    return (
        pair in table("include_order")["either_way"]
        or pair[0] <= pair[1]
        or any(by(pair[0]) <= by(pair[1]) for by in (_like_one, _without, _stem))
    )


def _stem(header: str) -> str:
    return header.removesuffix(".h")


def _like_one(header: str) -> str:
    return _BETWEEN.sub("_", header)


def _without(header: str) -> str:
    return _BETWEEN.sub("", header)


def _is_deep(include: Include) -> bool:
    """Whether it is of a folder, as linux/iio/iio.h."""
    return include.header.count("/") > 1
