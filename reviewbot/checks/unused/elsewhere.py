"""Member of a driver's own struct that only one function of the new file uses.

Asks about a member that the function sets before it reads it, on no branch: a local variable would do. Not
where its twin, of the same type and but one word of the name another, is used in more of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.own_structs import new_own_structs, sets_member, start_of_access
from reviewbot.knowledge.load import names_in
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.members import Member
    from reviewbot.context.c.hunk.own_structs import OwnStruct
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("struct",))

_MOST = 3  # of one struct: more are kept together for a reason


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each member that could be a variable."""
    for struct in new_own_structs(context):
        found = [each for one in struct.members for each in _of_one_function(struct, one)]
        for name, function, at in found if len(found) <= _MOST else ():
            if not is_mentioned_later(context, name.text):
                facts = {"member": name.text, "function": name_of(function)}
                set_at = struct.code.tokens[at].line
                related = (Related(set_at.body_line, "set here"),)
                is_kept = not names_in("model_data", "getters").isdisjoint(words_in(set_at.text))
                sure = Confidence.MODERATE if is_kept else Confidence.HIGH
                yield Remark(name.line.body_line, facts, sure, related)


def _of_one_function(struct: OwnStruct, one: Member) -> Sequence[tuple[Token, Function, int]]:
    """The name of a member, its only function, and where that sets it first; empty if in more."""
    code, places = struct.code, struct.accesses(one.name.text)
    sets = [sets_member(code, at) for at in places]
    if not places or not sets[0] or all(sets) or not _is_always(code, places[0]):
        return ()
    functions = _functions(struct, one)
    function = functions.pop()
    before = (code.texts[start_of_access(code, at) - 1] for at in places)
    is_plain = not functions and "&" not in before and not _has_twin(struct, one)
    return ((one.name, function, places[0]),) if function and is_plain else ()


def _has_twin(struct: OwnStruct, one: Member) -> bool:
    """Whether more functions use a member beside it, named alike but for one word: rx for tx."""
    words = one.name.text.split("_")
    for other in struct.members:
        others = other.name.text.split("_")
        if other.words == one.words and len(others) == len(words) > 1:
            odd = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
            is_alike = len(odd) == 1 and all(map(str.isalpha, odd[0]))
            if is_alike and len(_functions(struct, other)) > 1:
                return True
    return False


def _functions(struct: OwnStruct, one: Member) -> set[Function | None]:
    """The functions that use a member."""
    places = struct.accesses(one.name.text)
    return {struct.part.function(struct.code.tokens[at]) for at in places}


def _is_always(code: Code, at: int) -> bool:
    """Whether it is in no branch of the function."""
    first, *more = code.blocks.around(at)
    return not more and first.here.start == start_of_access(code, at)
