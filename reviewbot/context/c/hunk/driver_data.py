"""Whether anything reads the data that a driver keeps for its device."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.context.whole import folder_of
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

setters = partial(by_name, "drvdata", "set")
_PARENT = "parent"


def is_read_beside(context: DiffContext, match: Match, file: FileDiff) -> bool:
    """Whether a file of the series in that directory reads driver data, or adds child devices."""
    words = _words_beside(context, file)
    own = match.fragment.words
    children = table("drvdata")["readers"]["children"]
    return (
        any(map(_is_getter, words))
        or any(_gets_own(match, word) for word in filter(_is_getter, own))
        or not (words | own).isdisjoint(children)
    )


def _words_beside(context: DiffContext, file: FileDiff) -> frozenset[str]:
    """The words that the series shows of the other files there, and of this one later."""
    files = (other for patch in context.series.patches for other in patch.files)
    beside = [o for o in files if o is not file and folder_of(o) == folder_of(file)]
    words = frozenset(word for other in beside for hunk in other.hunks for word in hunk.words)
    spend(len(words))
    return words


def _is_getter(word: str) -> bool:
    """Whether it is a function that gets the data of a driver's device, by its name."""
    readers = table("drvdata")["readers"]
    return (
        word.endswith(tuple(readers["ends"]))
        and word not in setters()
        and word not in readers["elsewhere"]
    )


def _gets_own(match: Match, getter: str) -> bool:
    """Whether it may be used on the device: on anything but a parent of it, or of its parent.

    The parent of a device that the driver registers is the device itself.
    """
    code = match.fragment.code
    return any(not _is_of_parent(match, at) for at in code.places.get(getter, ()))


def _is_of_parent(match: Match, at: int) -> bool:
    code, device = match.fragment.code, {token.text for token in match.of("device")}
    stop = code.closing.get(at + 1, at)
    if code.text(stop - 1) != _PARENT:
        return False
    named = [text for text in code.texts[at + 2 : stop] if text != "&"]
    is_of_parent = named.count(_PARENT) > 1
    is_beside = match.fragment.function(code.tokens[at]) is match.function
    return is_of_parent or named[0] in device or is_beside
