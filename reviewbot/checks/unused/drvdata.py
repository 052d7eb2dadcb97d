"""Driver data of a new driver that nothing reads.

Reports a *_set_drvdata() or i2c_set_clientdata() in an added file without private headers, where
neither the file nor the rest of the series in its directory gets such data or adds child devices;
what it gets of its parent is another's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import folder_of, is_new_file
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
KERNEL_ONLY = True

_HEAD = 200  # lines that a file's includes stand in
_set = partial(by_name, "drvdata", "set")
_SET = Pattern("^ $callee($device, $data);", callee=_set)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is set for nobody."""
    for match in new_code(context, _SET):
        file = file_of(context, match)
        if file and _is_alone(file) and not _is_read_beside(context, match, file):
            yield Remark(match.line.body_line, {"get": _set()[match["callee"]]["get"]})


def _is_alone(file: FileDiff) -> bool:
    """Whether the driver is this new file, as far as it tells."""
    is_private = any('#include "' in line.text for line in file.hunks[0].lines[:_HEAD])
    directories = tuple(table("drvdata")["readers"]["directories"])
    return is_new_file(file) and not is_private and not file.path.startswith(directories)


def _is_read_beside(context: DiffContext, match: Match, file: FileDiff) -> bool:
    """Whether a file of the series in that directory reads driver data, or adds child devices."""
    words = _words_beside(context, file)
    own = match.fragment.words
    children = table("drvdata")["readers"]["children"]
    return (
        any(map(_is_getter, words))
        or any(_gets_own(match.fragment.code, word) for word in filter(_is_getter, own))
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
        and word not in _set()
        and word not in readers["elsewhere"]
    )


def _gets_own(code: Code, getter: str) -> bool:
    """Whether it is used on anything but a parent."""
    places = code.places.get(getter, ())
    return any(code.text(code.closing.get(at + 1, at) - 1) != "parent" for at in places)
