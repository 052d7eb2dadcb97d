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
