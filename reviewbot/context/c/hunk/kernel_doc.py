"""Structs that a patch changes or adds, with the kernel-doc above them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.comments import is_known, kernel_docs
from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.described_together import is_unclear, names_of, together
from reviewbot.context.c.hunk.described_with_type import with_type
from reviewbot.context.c.hunk.members import members
from reviewbot.context.c.hunk.tokens import A_COMMENT, code
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.context.c.hunk.members import Member
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_TITLE = regex(r"struct (\w+)\b")
_DESCRIPTION = regex(r"@(\w[\w.]*)[ \t]*(:)?")
_MOST = 4000  # tokens of a struct


@frozen(eq=False)
class Documented:
    """A struct with the members that need a description, and those that have one.

    ``described`` has the line of each description by the member's name, ``lacking`` that of each
    that has no colon behind the name, ``together`` that of each beside other names and ``typed``
    that of each behind its type, where kernel-doc reads none; ``private`` are the names of members
    that need none. ``is_known``: all of it is in sight, or the file is as the author's.
    """

    name: str
    members: Sequence[Member]
    private: frozenset[str]
    described: Mapping[str, DiffLine]
    lacking: Mapping[str, DiffLine]
    together: Mapping[str, DiffLine]
    typed: Mapping[str, DiffLine]
    is_known: bool

    @property
    def missing(self) -> Mapping[str, DiffLine]:
        """The members that need a description and have none; not those whose name hides them."""
        said = {*self.described, *self.lacking, *self.together, *self.typed}
        known = said | self.private
        wanted = {one.name.text: one.name.line for one in self.members if not one.is_inner}
        return {name: line for name, line in wanted.items() if name not in known and name[0] != "_"}

    @property
    def unknown(self) -> Mapping[str, DiffLine]:
        """The descriptions of what is no member; none where another base may have it."""
        if not self.is_known:
            return {}
        names = {one.name.text for one in self.members}
        known = self.described.items()
        return {name: line for name, line in known if names.isdisjoint(name.split("."))}

    @property
    def without_colon(self) -> Mapping[str, DiffLine]:
        """The descriptions of members that kernel-doc does not see."""
        return self._unread(self.lacking)

    @property
    def unread(self) -> Mapping[str, DiffLine]:
        """The descriptions of several members in one, of which kernel-doc sees none."""
        return self._unread(self.together)

    @property
    def behind_type(self) -> Mapping[str, DiffLine]:
        """The descriptions of members behind their type, which kernel-doc does not read."""
        return self._unread(self.typed)

    def _unread(self, found: Mapping[str, DiffLine]) -> Mapping[str, DiffLine]:
        """Those of members that have no other description."""
        names = {one.name.text for one in self.members} - self.described.keys()
        return {name: line for name, line in found.items() if name in names}


def documented(context: DiffContext) -> Iterator[Documented]:
    """The structs right below their kernel-doc, where a hunk adds to them and shows them whole."""
    for comment in kernel_docs(context):
        title = _TITLE.match(next((row for row in comment.rows if row), ""))
        is_plain = not any(map(is_unclear, comment.rows))
        if title and is_plain:
            tokens = struct_below(comment)
            brace = next((at for at, token in enumerate(tokens) if token.text == "{"), 0)
            inside = tokens[brace + 1 : -1]
            found = members(code(inside)) if title[1] in [t.text for t in tokens[:brace]] else None
            lines = [*comment.lines, *(token.line for token in tokens)]
            if found and any(line.kind is ADDED for line in lines):
                described, lacking = _described(comment, inside)
                private = _private(found, inside)
                typed = with_type(comment, {one.name.text for one in found})
                beside = together(comment)
                known = is_known(context, comment, tokens)
                yield Documented(title[1], found, private, described, lacking, beside, typed, known)


def struct_below(comment: Comment) -> Sequence[Token]:
    """The tokens of the struct right behind a comment, comments in it included; else none."""
    everything = comment.part.everything
    start = bisect_right(everything, comment.token.last.new or 0, key=lambda t: t.line.new or 0)
    behind = everything[start : start + _MOST]
    if not behind or behind[0].text != "struct":
        return ()
    return next((found for found in braced(behind, "struct") if found[0] is behind[0]), ())


def _private(found: Sequence[Member], inside: Sequence[Token]) -> frozenset[str]:
    """The names of members below a comment that says they are private."""
    names = {one.name for one in found}
    private: set[str] = set()
    is_private = False
    for token in inside:
        if token.kind is A_COMMENT:
            says = token.text.lower()
            is_private = "private:" in says or (is_private and "public:" not in says)
        elif is_private and token in names:
            private.add(token.text)
    return frozenset(private)


def _described(
    comment: Comment, inside: Sequence[Token]
) -> tuple[Mapping[str, DiffLine], Mapping[str, DiffLine]]:
    """The line of each description, with colon and without; those beside members included."""
    rows = [*zip(comment.lines, comment.rows, strict=True)]
    rows += [
        (token.line, token.text[token.text.find("@") :])
        for token in inside
        if token.kind is A_COMMENT and "@" in token.text
    ]
    found: tuple[dict[str, DiffLine], dict[str, DiffLine]] = ({}, {})
    for line, row in rows:
        match = None if names_of(row) else _DESCRIPTION.match(row)
        if match:
            found[not match[2]].setdefault(match[1], line)
    return found
