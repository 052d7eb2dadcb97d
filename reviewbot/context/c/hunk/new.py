"""Where a patch writes what a pattern matches: the gates nearly every check of C has."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import matches, places
from reviewbot.knowledge.layout import is_sample, is_test
from reviewbot.model.budget import shared, spend
from reviewbot.model.patch import ADDED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.c.hunk.find import Place
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

_GUARDS = frozenset(("guard", "scoped_guard"))
_GAP = 4  # lines between what is taken out and what stood below it
_KIND = attrgetter("line.kind")


def is_new(context: DiffContext, line: DiffLine) -> bool:
    """Whether a line is added, and not only moved."""
    if line.kind is not ADDED:
        return False
    removed = context.removed()
    return not removed or line.text.strip() not in removed


def file_of(context: DiffContext, match: Match) -> FileDiff | None:
    """The file a match stands in; ``None`` where the mail does not show its last line."""
    file, _ = context.patch.anchors.get(match.line.body_line, (None, None))
    return file


def has_in_removed(match: Match, word: str) -> bool:
    """Whether the word stands in a removed line of the hunk: what is changed was there."""
    return removes(match.fragment.hunk, word)


def removes(hunk: Hunk, text: str) -> bool:
    """Whether a removed line has this text."""
    return text in _removed(hunk)


@shared(maxsize=1024, of_mail=True)
def _removed(hunk: Hunk) -> str:
    spend(len(hunk.lines))
    return "\n".join(line.text for line in hunk.lines if line.kind is REMOVED)


def is_new_function(function: Function) -> bool:
    """Whether all of it is in sight, and added."""
    if not function.whole or function.header[0].line.kind is not ADDED:
        return False
    tokens = (*function.header, *function.body)
    return tokens[-1].line.kind is ADDED and set(map(_KIND, tokens)) == {ADDED}


def left_by_guard(context: DiffContext, pattern: Pattern, word: str) -> Iterator[Match]:
    """What matches where the last line with this word was there, and a guard takes the place of what stood above."""
    there = kernel_code(context, pattern, where=_adds_guard)
    return (match for match in there if _is_left(match, word))


def _is_left(match: Match, word: str) -> bool:
    line = next(token for token in reversed(match.tokens) if token.text == word).line
    lines = (each for each in match.fragment.hunk.lines if each.text.strip())
    above = [each for each in lines if 0 < line.body_line - each.body_line <= _GAP]
    is_beside = bool(above) and above[-1].kind is REMOVED
    return is_beside and line.kind is not ADDED and not match.is_commented


def _adds_guard(hunk: Hunk) -> bool:
    return not _GUARDS.isdisjoint(hunk.added_words)


def has_added(hunk: Hunk) -> bool:
    """Whether anything is added."""
    return bool(hunk.added_words)


def is_put_around(context: DiffContext, matches: Iterable[Match]) -> bool:
    """Whether all a patch does is to put what matches around lines that were there."""
    lines = [line for match in matches for line in match.lines()]
    own = {line.body_line for line in lines}
    texts = (line.text.strip() for line in lines)
    inside = {text for text in texts if not text.startswith(("if ", "}"))}
    added = (line for file in context.files for line in file.added())
    only = all(line.body_line in own or not line.text.strip() for line in added)
    return only and bool(inside) and context.removed() - {""} == inside


def new_code(
    context: DiffContext,
    pattern: Pattern,
    *,
    partly: bool = False,
    commented: bool = False,
    in_tests: bool = True,
) -> Iterator[Match]:
    """Where C of the kernel is written that matches, in source order.

    Not what is only moved, nor, unless ``commented``, what has a comment beside it. With ``partly``
    one added line is enough. Otherwise as ``kernel_code``.
    """
    for place in _kernel_places(context, pattern, in_tests=in_tests):
        for match in matches(place, pattern, added=not partly):
            is_whole = match.is_added and is_new(context, match.tokens[0].line)
            is_said = is_whole or (partly and match.added_line)
            if is_said and (commented or not match.is_commented) and not match.is_in_macro:
                yield match


def kernel_code(
    context: DiffContext,
    pattern: Pattern,
    *,
    in_tests: bool = True,
    where: Callable[[Hunk], bool] = has_added,
) -> Iterator[Match]:
    """Where C of the kernel matches, new or not, in source order; raises TooLargeError.

    Not what is part of a macro, nor what belongs to another program. ``where`` says of a hunk
    whether it is worth looking at.
    """
    for place in _kernel_places(context, pattern, in_tests=in_tests):
        if where(place.hunk):
            yield from (one for one in matches(place, pattern) if not one.is_in_macro)


def _kernel_places(context: DiffContext, pattern: Pattern, *, in_tests: bool) -> Iterator[Place]:
    for place in places(context, pattern):
        if in_tests or not (is_test(place.path) or is_sample(place.path)):
            yield place
