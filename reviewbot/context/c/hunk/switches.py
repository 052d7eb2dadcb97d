"""A whole ``switch`` taken apart into its arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import closing, pairs
from reviewbot.context.c.hunk.tokens import (
    A_COMMENT,
    A_DIRECTIVE,
    A_NAME,
    AN_OP,
    Token,
    code,
    readable,
    spelled,
)
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reviewbot.model.patch import DiffLine

DEFAULT = "default"
_LABELS = ("case", DEFAULT)
_JUMPS = ("break", "continue", "goto", "return")


@frozen
class Label:
    """``case value:`` or ``default:``; ``value`` is empty for the latter, ends not included."""

    keyword: Token
    value: tuple[Token, ...]
    colon: Token

    @property
    def name(self) -> str:
        """``default``, or the value as one writes it."""
        return readable(self.value) or DEFAULT

    @property
    def is_default(self) -> bool:
        """Whether this is ``default:``."""
        return self.keyword.text == DEFAULT

    @property
    def is_range(self) -> bool:
        """Whether this is GNU C's ``case low ... high:``."""
        return any(token.text == "..." for token in self.value)


@frozen
class Arm:
    """Labels that share a body.

    ``before`` are the comments between the arm above (or the opening brace) and the first label,
    ``body`` what follows the last label, comments of the same lines included. ``entered_from_above``
    says that control may run into the body from the arm above.
    """

    labels: tuple[Label, ...]
    before: tuple[Token, ...]
    body: tuple[Token, ...]
    entered_from_above: bool

    @property
    def has_comment(self) -> bool:
        """Whether a comment stands before, in or behind it."""
        inside = (*self.before, *self.body)
        between = (token for label in self.labels for token in label.value)
        return any(token.kind is A_COMMENT for token in (*inside, *between))

    @property
    def only_breaks(self) -> bool:
        """Whether the body is ``break;`` and nothing else."""
        return spelled(self.body) == "break ;"

    @property
    def is_added(self) -> bool:
        """Whether the patch adds its labels and all of its body."""
        tokens = (*(label.keyword for label in self.labels), *self.body)
        return all(token.line.kind is ADDED for token in tokens)

    @property
    def lines(self) -> Collection[DiffLine]:
        """The lines of its labels and its body, each once."""
        labels = (token for label in self.labels for token in (label.keyword, *label.value))
        tokens = (*labels, *self.body)
        return {line.body_line: line for t in tokens for line in (t.line, t.last)}.values()

    @property
    def breaks_out(self) -> bool:
        """Whether the last statement is ``break;``, so that control goes on below the switch."""
        return _last_word(code(self.body)) == "break"

    @property
    def only_returns(self) -> bool:
        """Whether the last statement is a return, and there is no ``break;`` above it."""
        return _last_word(code(self.body)) == "return" and "break" not in spelled(self.body).split()


@frozen
class Switch:
    """``switch (subject) { arms }``; ``keyword`` is its first token."""

    keyword: Token
    subject: tuple[Token, ...]
    arms: tuple[Arm, ...]

    @property
    def default(self) -> Arm | None:
        """The arm with ``default:``."""
        return next((a for a in self.arms if any(label.is_default for label in a.labels)), None)

    @property
    def values(self) -> list[tuple[Token, ...]]:
        """The values of its labels, ``default`` set aside."""
        return [x.value for arm in self.arms for x in arm.labels if not x.is_default]


def read_switch(tokens: Sequence[Token]) -> Switch | None:
    """Take apart what ``braced(…, "switch")`` cut out.

    ``None`` where the arms are not certain: preprocessor directives, line continuations (a macro's
    body), labels inside plain blocks, code before the first label.
    """
    if any(t.kind is A_DIRECTIVE or (t.kind is AN_OP and t.text == "\\") for t in tokens):
        return None
    ends = pairs(tokens)
    if len(tokens) < 2 or 1 not in ends:  # noqa: PLR2004  "switch" and "("
        return None
    opening = next((i for i in range(ends[1], len(tokens)) if tokens[i].text == "{"), None)
    if opening is None:
        return None
    starts = _label_starts(tokens, ends, opening)
    if not starts:
        return None
    arms = _arms(tokens, opening, starts)
    return Switch(tokens[0], tuple(tokens[2 : ends[1]]), arms) if arms else None


def _label_starts(
    tokens: Sequence[Token], ends: Mapping[int, int], opening: int
) -> list[tuple[int, int]] | None:
    """Index of keyword and colon of each label of this switch, not of those inside it."""
    found: list[tuple[int, int]] = []
    index = opening + 1
    while index < len(tokens) - 1:
        token = tokens[index]
        if token.kind is A_NAME and token.text in _LABELS:
            colon = _colon(tokens, ends, index)
            if colon is None:
                return None
            found.append((index, colon))
            index = colon
        elif token.kind is A_NAME and token.text == "switch":
            body = _end_of_switch(tokens, ends, index)
            if body is None:
                return None
            index = body
        elif index in ends:
            if _hides_label(tokens, ends, index):
                return None
            index = ends[index]
        index += 1
    return found


def _colon(tokens: Sequence[Token], ends: Mapping[int, int], label: int) -> int | None:
    """The index of the colon that ends the label starting at ``label``."""
    questions = 0
    index = label + 1
    while index < len(tokens):
        token = tokens[index]
        if token.kind is AN_OP:
            if token.text == ":" and not questions:
                return index
            if token.text in (";", "{", "}"):
                return None
            questions += (token.text == "?") - (token.text == ":")
            index = ends.get(index, index)
        index += 1
    return None


def _end_of_switch(tokens: Sequence[Token], ends: Mapping[int, int], index: int) -> int | None:
    """The closing brace of the nested switch at ``index``."""
    if index + 1 not in ends:
        return None
    brace = ends[index + 1] + 1
    while brace < len(tokens) and tokens[brace].kind is A_COMMENT:
        brace += 1
    if brace >= len(tokens) or tokens[brace].text != "{":
        return None
    return ends.get(brace)


def _hides_label(tokens: Sequence[Token], ends: Mapping[int, int], opening: int) -> bool:
    """Whether a label inside the brackets may belong to the switch around them."""
    index = opening + 1
    while index < ends[opening]:
        token = tokens[index]
        if token.kind is A_NAME and token.text in _LABELS:
            return True
        if token.kind is A_NAME and token.text == "switch":
            index = _end_of_switch(tokens, ends, index) or index
        index += 1
    return False


def _arms(
    tokens: Sequence[Token], opening: int, starts: list[tuple[int, int]]
) -> tuple[Arm, ...] | None:
    if code(tokens[opening + 1 : starts[0][0]]):
        return None  # declarations, or labels made by a macro
    arms: list[Arm] = []
    labels: list[Label] = []
    before, falls = tuple(tokens[opening + 1 : starts[0][0]]), False
    for number, (keyword, colon) in enumerate(starts):
        labels.append(Label(tokens[keyword], tuple(tokens[keyword + 1 : colon]), tokens[colon]))
        last = number + 1 == len(starts)
        stop = len(tokens) - 1 if last else starts[number + 1][0]
        content = tuple(tokens[colon + 1 : stop])
        if not code(content) and not last:
            before += content  # a comment between stacked labels
            continue
        body, rest = (content, ()) if last else _split(content)
        arms.append(Arm(tuple(labels), before, body, falls))
        labels, before, falls = [], rest, _last_word(code(body)) not in _JUMPS
    return tuple(arms)


def _split(content: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """A body and the comments that stand below it, so with the next label."""
    stop = len(content)
    while content[stop - 1].kind is A_COMMENT:
        stop -= 1
    while stop < len(content) and content[stop].line is content[stop - 1].last:
        stop += 1
    return content[:stop], content[stop:]


def _last_word(body: Sequence[Token]) -> str:
    """The first word of the last statement; empty where that is not certain.

    If it is that of a jump, the jump is unconditional: after ``if (x)`` or ``else`` it would not be
    the first word.
    """
    if body and body[0].text == "{" and closing(body, 0) == len(body) - 1:
        body = body[1:-1]
    if not body or body[-1].text != ";":
        return ""
    start = len(body) - 1
    while start and body[start - 1].text not in (";", "{", "}"):
        start -= 1
    return body[start].text
