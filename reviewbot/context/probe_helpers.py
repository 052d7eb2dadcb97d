"""Static functions that a patch adds to a file, which only probe functions call.

Nothing called them before: the patch shows all that does, however little it shows of the file.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.probing import is_named_so
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.model.patch import FileDiff

_DROPS = frozenset(("!", "{", "}", ";"))
_OUTSIDE = ""  # what is outside of all functions "calls" it: its address is taken there


@once_for_each
def new_helpers(file: FileDiff) -> frozenset[str]:
    """The names of those of a file."""
    parts = [fragment(hunk) for hunk in file.hunks]
    new = {name for part in parts for name in _new(part)}
    callers: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for name in new & part.words:
            callers[name].update(_callers(part, name))
    known = frozenset[str]()
    grown = True
    while grown:
        spend(1 + len(new))
        those = {
            n
            for n in new - known
            if callers[n] and all(c in known or is_named_so(c) for c in callers[n])
        }
        known, grown = known | those, bool(those)
    return known


def is_ignored(file: FileDiff, name: str) -> bool:
    """Whether the patch shows a call of a function that is only tested, or not even that."""
    return name in _ignored(file)


@once_for_each
def _ignored(file: FileDiff) -> frozenset[str]:
    """The new functions of a file of whose code a caller makes nothing."""
    parts = [fragment(hunk) for hunk in file.hunks]
    new = {name for part in parts for name in _new(part)}
    return frozenset(name for name in new if any(_is_dropped(part, name) for part in parts))


def _is_dropped(part: Fragment, name: str) -> bool:
    """Whether what a call gives is neither kept nor returned, nor passed on."""
    code = part.code
    places = (at for at in code.places.get(name, ()) if code.text(at + 1) == "(")
    before = ((code.text(at - 1), code.text(at - 2)) for at in places if at > 1)
    return any(last in _DROPS or (last, first) == ("(", "if") for last, first in before)


def _new(part: Fragment) -> Iterator[str]:
    for function in part.functions:
        if is_new_function(function) and "static" in [token.text for token in function.header]:
            yield name_of(function)


def _callers(part: Fragment, name: str) -> Iterator[str]:
    """The functions that call it; empty where it is named otherwise."""
    code = part.code
    for at in code.places.get(name, ()):
        token = code.tokens[at]
        is_call = code.text(at + 1) == "("
        if is_call and code.text(code.behind(at + 1)) == "{":
            continue  # it is defined there
        function = part.function(token)
        if function is not None:
            yield name_of(function) if is_call else _OUTSIDE
        elif not is_call or code.text(code.behind(at + 1)) != ";":
            yield _OUTSIDE
