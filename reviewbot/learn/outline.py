"""What a function calls, in order, and where it can be left: a light reading for statistics.

A tenth of the cost of a grammar, and good enough to count over a whole tree: what is misread in one
function has no weight beside the others. To judge a single function use ``context/c/file/flow.py``.

    for item in outline(definition.text[definition.opening:]): …

The outline of a body is one line of items. A branch that goes on is laid flat, its calls marked
``branch``. A branch that leaves becomes one ``Leave`` holding the calls made in it. ``Stop`` is a
jump on the main line; what follows is reached through a ``Label`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import brackets, code_only
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_TOKENS = 60_000
_MAX_DEPTH = 60

_TOKEN = regex(r"\w+|->|\+\+|--|<<=|>>=|[-+*/%&|^!=<>]=|&&|\|\||[^\w\s]")
_WORD = regex(r"[^\W\d]\w*$")
_LOOPS = frozenset(("while", "for", "switch"))
_NOT_CALLED = frozenset(
    [
        "if",
        "while",
        "for",
        "switch",
        "return",
        "sizeof",
        "typeof",
        "__typeof__",
        "case",
        "do",
        "else",
        "goto",
        "alignof",
        "__attribute__",
        "defined",
        "__alignof__",
        "asm",
    ]
)


@frozen
class Call:
    """``target = name(arguments)``; ``target`` is empty where nothing is assigned."""

    name: str
    arguments: tuple[str, ...]
    target: str
    condition: str  # that of the ``if`` it stands in
    bare: bool
    branch: bool = False


@frozen
class Leave:
    """A branch that leaves: ``goto text`` (``jump``) or ``return text``; ``under`` its condition."""

    calls: tuple[Call, ...]
    jump: bool
    text: str
    under: str


@frozen
class Stop:
    """A jump on the main line; neither where all branches of an ``if`` have left."""

    jump: bool
    text: str


@frozen
class Label:
    """A label."""

    name: str


@frozen
class _Mark:
    """Where control comes back to in a switch."""


Item = Call | Leave | Stop | Label
_Any = Item | _Mark


def outline(body: str) -> tuple[Item, ...]:
    """The items of ``{ … }``; none where it is too large or its brackets do not match."""
    tokens = _TOKEN.findall(code_only(body))
    if len(tokens) > _MAX_TOKENS:
        return ()
    ends, fit = brackets(tokens)
    if not fit or 0 not in ends:
        return ()
    reader = _Reader(tokens, ends)
    out: list[_Any] = []
    try:
        reader.block(1, ends[0], out, 0)
    except (IndexError, _TooDeepError):
        return ()
    return tuple(item for item in out if not isinstance(item, _Mark))


class _TooDeepError(Exception):
    """Blocks nested without bound."""


class _Reader:
    def __init__(self, tokens: list[str], ends: dict[int, int]) -> None:
        self._tokens = tokens
        self._ends = ends

    def block(self, index: int, stop: int, out: list[_Any], depth: int) -> bool:
        """Read statements up to ``stop``; whether control goes on behind the last."""
        goes_on = True
        while index < stop:
            word = self._tokens[index]
            if word in ("case", "default"):
                while self._tokens[index] != ":":
                    index = self._ends.get(index, index) + 1
                index += 1
                out.append(_Mark())
                goes_on = True
                continue
            if (
                index + 1 < stop
                and self._tokens[index + 1] == ":"
                and _WORD.match(word)
                and word not in _NOT_CALLED
            ):
                out.append(Label(word))
                goes_on = True
                index += 2
                continue
            index, goes_on = self._statement(index, out, depth)
        return goes_on

    def _statement(  # noqa: PLR0911  one for each kind of statement
        self, index: int, out: list[_Any], depth: int
    ) -> tuple[int, bool]:
        if depth > _MAX_DEPTH:
            raise _TooDeepError
        tokens = self._tokens
        word = tokens[index]
        if word == "{":
            end = self._ends[index]
            return end + 1, self.block(index + 1, end, out, depth + 1)
        if word == ";":
            return index + 1, True
        if word == "if" and tokens[index + 1] == "(":
            return self._if(index, out, depth)
        if word == "do" and tokens[index + 1] == "{":
            end = self._ends[index + 1]
            goes_on = self.block(index + 2, end, out, depth + 1)
            return self._expression(end + 1, out)[0], goes_on
        if word in ("break", "continue"):
            return index + 2, False
        if word in ("goto", "return"):
            after, _ = self._expression(index + 1, out, returned=word == "return")
            out.append(Stop(word == "goto", "".join(tokens[index + 1 : after - 1])))
            return after, False
        if self._heads(index):
            end = self._ends[index + 1]
            self._calls(index + 2, end, out, "")
            inner: list[_Any] = []
            after, goes_on = self._statement(end + 1, inner, depth + 1)
            _fold(inner, "", out, goes_on=goes_on)
            return after, True
        return self._expression(index, out)

    def _heads(self, index: int) -> bool:
        """Whether a loop, a switch or a macro that is one starts here."""
        if self._tokens[index + 1] != "(":
            return False
        if self._tokens[index] in _LOOPS:
            return True
        return "for_each" in self._tokens[index] or self._tokens[self._ends[index + 1] + 1] == "{"

    def _if(self, index: int, out: list[_Any], depth: int) -> tuple[int, bool]:
        end = self._ends[index + 1]
        condition = "".join(self._tokens[index + 2 : end])
        self._calls(index + 2, end, out, condition)
        inner: list[_Any] = []
        after, goes_on = self._statement(end + 1, inner, depth + 1)
        _fold(inner, condition, out, goes_on=goes_on)
        if after >= len(self._tokens) or self._tokens[after] != "else":
            return after, True
        inner = []
        after, other = self._statement(after + 1, inner, depth + 1)
        _fold(inner, f"!({condition})", out, goes_on=other)
        return after, goes_on or other

    def _expression(
        self, index: int, out: list[_Any], *, returned: bool = False
    ) -> tuple[int, bool]:
        start = index
        while self._tokens[index] != ";":
            if self._tokens[index] == "}":
                return index, True
            index = self._ends.get(index, index) + 1
        self._calls(start, index, out, "", statement=-1 if returned else start)
        return index + 1, True

    def _calls(
        self, start: int, stop: int, out: list[_Any], condition: str, statement: int = -1
    ) -> None:
        tokens = self._tokens
        for index in range(start, stop - 1):
            if tokens[index + 1] != "(" or not _WORD.match(tokens[index]):
                continue
            before = tokens[index - 1]
            if tokens[index] in _NOT_CALLED or before in ("->", "."):
                continue
            target = self._target(index)
            out.append(
                Call(
                    tokens[index],
                    tuple(self._arguments(index + 2, self._ends[index + 1])),
                    target,
                    condition,
                    index == statement,
                )
            )

    def _arguments(self, start: int, end: int) -> Iterator[str]:
        first = index = start
        while index < end:
            if self._tokens[index] == ",":
                yield bare("".join(self._tokens[first:index]))
                first = index + 1
            index = self._ends.get(index, index) + 1
        if first < end:
            yield bare("".join(self._tokens[first:end]))

    def _target(self, index: int) -> str:
        tokens = self._tokens
        at = index - 1
        if tokens[at] == ")":  # a cast
            while tokens[at] != "(":
                at -= 1
            at -= 1
        if tokens[at] != "=":
            return ""
        stop = at
        at -= 1
        named = False
        while at >= 0:
            word = tokens[at]
            if word == "]":
                while tokens[at] != "[":
                    at -= 1
            elif word in ("->", "."):
                named = False
            elif _WORD.match(word) and not named:
                named = True
            else:
                break
            at -= 1
        return "".join(tokens[at + 1 : stop])


def bare(argument: str) -> str:
    """An argument without ``&``, ``*`` and brackets around it."""
    text = argument.lstrip("&*")
    while text.startswith("(") and text.endswith(")"):
        text = text[1:-1].lstrip("&*")
    return text


def _fold(inner: list[_Any], condition: str, out: list[_Any], *, goes_on: bool) -> None:
    """Lay a branch on the line, each jump in it with the calls before it."""
    running: list[Call] = []
    kept: list[_Any] = []
    for item in inner:
        if isinstance(item, Call):
            running.append(item)
            kept.append(
                Call(item.name, item.arguments, item.target, item.condition, item.bare, branch=True)
            )
        elif isinstance(item, Leave):
            under = f"{condition}&&{item.under}"
            kept.append(Leave((*running, *item.calls), item.jump, item.text, under))
        elif isinstance(item, Stop):
            kept.append(Leave(tuple(running), item.jump, item.text, condition))
            running = []
        else:
            running = []
            kept.append(item)
    if not goes_on and not any(isinstance(item, (Label, _Mark)) for item in kept):
        kept = [item for item in kept if not isinstance(item, Call)]
    out += kept
