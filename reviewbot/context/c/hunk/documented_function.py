"""Functions below their kernel-doc, as far as a hunk shows both whole."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.calls import split
from reviewbot.context.c.hunk.comments import is_known, kernel_docs
from reviewbot.context.c.hunk.cut import closing
from reviewbot.context.c.hunk.declared import attribute_calls, attributes
from reviewbot.context.c.hunk.described_together import is_unclear, names_of, together
from reviewbot.context.c.hunk.described_with_type import with_type
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, A_NAME
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_TITLE = regex(r"(?!DOC:)(\w+)(?:\(\))?(?:[ ]*$|[ ]+-|:)")
_DESCRIPTION = regex(r"@(\w+)(?:\.\.\.)?[ \t]*(:)?")
_MOST = 200  # tokens of a head
_RETURNED = ("return", "returns")
_NAMELESS = (".", "...")


@frozen(eq=False)
class DocumentedFunction:
    """A function with its parameters, and the line of each description by the parameter's name.

    ``said`` is the name that the kernel-doc gives it, on the line ``title``; ``together`` are the
    descriptions beside others and ``typed`` those behind a type, of which kernel-doc reads none.
    ``named_before`` are the parameters it had below this kernel-doc before the patch.
    """

    name: str
    said: str
    title: DiffLine
    parameters: Mapping[str, DiffLine]
    described: Mapping[str, DiffLine]
    together: Mapping[str, DiffLine]
    typed: Mapping[str, DiffLine]
    named_before: frozenset[str]

    @property
    def other_name(self) -> Mapping[str, DiffLine]:
        """The name that its kernel-doc gives it, if it has another one."""
        return {} if self.said == self.name else {self.said: self.title}

    @property
    def unknown(self) -> Mapping[str, DiffLine]:
        """The descriptions of what is no parameter; what is returned may have one, too."""
        known = {*self.parameters, *_RETURNED}
        return {
            name: line
            for name, line in self.described.items()
            if name.lower() not in known and name not in known
        }

    @property
    def missing(self) -> Mapping[str, DiffLine]:
        """The parameters that are not described; not those that have no name or were there."""
        known = {*self.described, *self.together, *self.typed, *_NAMELESS, *self.named_before}
        return {name: line for name, line in self.parameters.items() if name not in known}

    @property
    def unread(self) -> Mapping[str, DiffLine]:
        """The descriptions of several parameters in one."""
        return self._undescribed(self.together)

    @property
    def behind_type(self) -> Mapping[str, DiffLine]:
        """The descriptions of parameters behind their type, which kernel-doc does not read."""
        return self._undescribed(self.typed)

    def _undescribed(self, found: Mapping[str, DiffLine]) -> Mapping[str, DiffLine]:
        """Those of parameters that have no other description."""
        wanted = self.parameters.keys() - self.described.keys()
        return {name: line for name, line in found.items() if name in wanted}


@once_for_each
def documented_functions(context: DiffContext) -> Sequence[DocumentedFunction]:
    """The documented functions in the hunks of a patch, in source order; nothing that is of macros.

    A function that the mail does not show may have changed since, where its file is not the very one
    that is meant: nothing is told of it then.
    """
    return [
        found
        for comment in kernel_docs(context)
        if len(comment.rows) > 1
        for found in _read(context, comment)
    ]


def _read(context: DiffContext, comment: Comment) -> Iterator[DocumentedFunction]:
    title = _TITLE.match(comment.rows[1])
    is_plain = not any(map(is_unclear, comment.rows))
    head = _head_below(comment) if title and is_plain else ()
    opening = _opening(head)
    end = closing(head, opening) if opening else None
    if title and end is not None and is_known(context, comment, head):
        parameters = _parameters(head[opening + 1 : end])
        if parameters is not None:
            described, beside = _described(comment), together(comment)
            typed = with_type(comment, parameters)
            name, at = head[opening - 1].text, comment.lines[1]
            before = _named_before(comment, name, parameters)
            yield DocumentedFunction(
                name, title[1], at, parameters, described, beside, typed, before
            )


def parameters_below(comment: Comment) -> frozenset[str]:
    """The names of the parameters of the function below a comment; none where there is no function."""
    head = _head_below(comment)
    opening = _opening(head)
    end = closing(head, opening) if opening else None
    inside = head[opening + 1 : end] if end is not None else ()
    return frozenset(_parameters(inside) or ())


def _named_before(
    comment: Comment, name: str, parameters: Mapping[str, DiffLine]
) -> frozenset[str]:
    """The parameters that stand in removed lines, where the function does and its comment not."""
    removed = comment.part.hunk.removed_words
    is_old = name in removed and any(line.kind is CONTEXT for line in comment.lines[1:-1])
    return removed & parameters.keys() if is_old else frozenset()


def _head_below(comment: Comment) -> Sequence[Token]:
    """The tokens from behind a comment to the brace or the semicolon; none of a macro."""
    everything = comment.part.everything
    start = bisect_right(everything, comment.token.last.new or 0, key=lambda t: t.line.new or 0)
    head: list[Token] = []
    for token in everything[start : start + _MOST]:
        if token.text in ("{", ";"):
            return head
        if token.kind is A_DIRECTIVE:
            return ()
        if token.kind is not A_COMMENT:
            head.append(token)
    return ()


def _opening(head: Sequence[Token]) -> int:
    """Where the parameters open; 0 where it is no function, or a macro makes it."""
    texts = [token.text for token in head]
    if texts[:1] in (["struct"], ["enum"], ["union"]) and "(" not in texts:
        return 0
    ends = (
        at
        for at, text in enumerate(texts)
        if text == "(" and at > 1 and texts[at - 1] not in attribute_calls()
    )
    opening = next(ends, 0)
    is_function = opening and head[opening - 1].kind is A_NAME
    is_macro = opening and texts[opening - 1].isupper()
    return opening if is_function and not is_macro and texts[0] != "typedef" else 0


def _parameters(inside: Sequence[Token]) -> Mapping[str, DiffLine] | None:
    """The line of each parameter by its name; ``None`` where one has none."""
    found: dict[str, DiffLine] = {}
    for part in split(inside, 0, len(inside)):
        name = _name([token for token in part if token.text not in attributes()])
        if name is None:
            return None
        if name.text != "void":
            found[name.text] = name.line
    return found


def _name(part: Sequence[Token]) -> Token | None:
    """What a parameter is called; the word for no parameters itself."""
    texts = [token.text for token in part]
    if len(part) == 1:
        return part[0] if texts[0] in ("void", "...") else None
    if texts == [".", ".", "."]:
        return part[0]
    pairs = enumerate(pairwise(texts))
    start = next((at for at, pair in pairs if pair == ("(", "*")), 0)  # of a pointer to a function
    behind = part[start + 2 :] if start else part
    stop = next((at for at, token in enumerate(behind) if token.text in (")", "[")), len(behind))
    name = behind[stop - 1] if stop else None
    return name if name and name.kind is A_NAME else None


def _described(comment: Comment) -> Mapping[str, DiffLine]:
    """The line of each description that has a colon."""
    found: dict[str, DiffLine] = {}
    for line, row in zip(comment.lines, comment.rows, strict=True):
        match = _DESCRIPTION.match(row)
        if match and match[2] and not names_of(row):
            found.setdefault(match[1], line)
    return found
