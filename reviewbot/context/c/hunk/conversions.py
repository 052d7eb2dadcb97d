"""Conversions of calls: ``old(…)`` that becomes ``new(…)`` with the same arguments, place by place."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.renames import Place, Rest, renamed, rest
from reviewbot.context.c.hunk.tokens import A_NAME, A_STRING, Token
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewbot.context.levels import DiffContext

_PLACES = 2  # conversions that make a pattern
_TELLING = 2  # arguments that are the same thing wherever they stand, or else
_SURE_PLACES = 3  # conversions, where only one is
_GLOBAL = 6  # characters of a name; shorter ones behind "&" are local more often than not
_CONSTANT = regex(r"[A-Z][A-Z0-9_]{3,}$")


@frozen
class Conversion:
    """A call that changed its function at two or more places; ``arguments`` as spelled there.

    ``rest`` are the other calls of the diff.
    """

    old: str
    new: str
    arguments: str
    places: tuple[Place, ...]
    rest: Rest

    @property
    def is_new(self) -> bool:
        """Whether the new function comes with this patch."""
        return self.new in self.rest.declared

    @property
    def left(self) -> list[Place]:
        """The same calls that stand unchanged in the diff, in functions that may change.

        None where they are more than those converted.
        """
        done = self.places
        same = self.rest.unchanged.get((self.old, self.arguments), ())
        return [
            place
            for place in (same if len(same) <= len(done) else ())
            if place.call.is_statement == done[0].call.is_statement
            and place.header is not None
            and may_change(place.header, self)
        ]

    @property
    def is_message(self) -> bool:
        """Whether a text is among the arguments: messages are chosen one by one."""
        arguments = self.places[0].call.arguments
        return any(token.kind is A_STRING for argument in arguments for token in argument)

    @property
    def constants(self) -> int:
        """How many arguments name a constant that says what the call is about."""
        return sum(map(_has_constant, self.places[0].call.arguments))

    @property
    def globals(self) -> int:
        """How many arguments are the address of a name as globals have; locals sometimes do."""
        return sum(map(_may_be_global, self.places[0].call.arguments))

    @property
    def is_certain(self) -> bool:
        """Whether the arguments mean the same at every place, and the function is known there."""
        same = self.constants + self.globals
        is_plain = same >= _TELLING or len(self.places) >= _SURE_PLACES
        return bool(self.constants) and is_plain and not self.is_new


def conversions(context: DiffContext) -> Iterator[Conversion]:
    """The conversions of a patch that do not depend on the place, as variants and opposites do."""
    files = [file for file in context.files if file.is_c and file.old_path and file.new_path]
    patterns = {
        call: places
        for call, places in renamed(files, _PLACES).items()
        if len(places) >= _PLACES and len({place.call.name for place in places}) == 1
    }
    others = rest(files) if patterns else None
    for (old, arguments), places in patterns.items():
        new = places[0].call.name
        if not others or (old, arguments) in others.added or old in others.declared:
            continue
        if not _is_variant(old, new):
            yield Conversion(old, new, arguments, tuple(places), others)


def may_change(header: Sequence[Token], conversion: Conversion) -> bool:
    """Whether a function with that header is neither of both nor one named after one."""
    named = [token.text for token, after in pairwise(header) if after.text == "("]
    return not any(conversion.old in name or conversion.new in name for name in named)


def changes_later(context: DiffContext, old: str, paths: Collection[str]) -> bool:
    """Whether a later patch of the series removes such a call from one of these files."""
    return any(
        f"{old}(" in line.text
        for patch in context.series.patches
        if (patch.subject.index or 0) > (context.patch.subject.index or 0)
        for file in patch.files
        if file.path in paths
        for line in file.removed()
    )


def is_doubtful(context: DiffContext) -> bool:
    """Whether the log says that not all is meant, or later patches of the series are not here."""
    text = " ".join(context.message.line(number) for number in context.body.log).lower()
    partial = any(re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in _known("partial"))
    index = context.patch.subject.index or 1
    return partial or any(number > index for number in context.series.missing)


def _is_variant(old: str, new: str) -> bool:
    """Whether the place decides between the two functions."""
    if old.startswith("__") != new.startswith("__"):
        return True
    only_old, only_new = _words(old) - _words(new), _words(new) - _words(old)
    differ = only_old | only_new
    if not differ or differ & _known("words"):
        return True
    return bool(only_old & _known("opposites") and only_new & _known("opposites"))


def _words(name: str) -> set[str]:
    return set(filter(None, name.lower().split("_")))


def _may_be_global(argument: Sequence[Token]) -> bool:
    name = argument[-1].text if [token.text for token in argument[:-1]] == ["&"] else ""
    return "_" in name and len(name) >= _GLOBAL


def _has_constant(argument: Sequence[Token]) -> bool:
    following = [*(token.text for token in argument[1:]), ""]
    return any(
        token.kind is A_NAME
        and _CONSTANT.match(token.text)
        and after != "("  # a macro; what it is given may be local
        and token.text not in _known("general_constants")
        and not token.text.startswith(tuple(_known("general_prefixes")))
        for token, after in zip(argument, following, strict=True)
    )


@cache
def _known(entry: str) -> frozenset[str]:
    """All words of the entries of that name."""
    return frozenset(word for row in table("variants")[entry] for word in row["words"])
