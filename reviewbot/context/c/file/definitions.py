"""The top-level definitions of a whole C file, found without parsing it.

    for definition in definitions(image.post): …          # all of them, in order
    for function in enclosing(image.post, {120, 134}): …  # functions with a changed line
        tree = body(function)   # syntax.Node of the ``{ … }``, or None: not usable

One linear scan over brackets, comments, strings and directives splits the file; only the bodies
asked for are masked (``mask.py``) and parsed, each by itself, so that what the grammar cannot place
costs one function and not the file. ``flow.py`` makes plain facts of a function.

Limits: where ``#if`` branches disagree about the braces, the first branch counts; ``#if 0`` is
skipped. A declaration of several names goes by the first. A function that a macro defines
(``SYSCALL_DEFINE3(read, …) {``) has the macro's first argument as its name.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask import is_attribute, mask, mask_without_branches
from reviewbot.context.c.lex import CHAR, COMMENT, CONDITIONAL, DIRECTIVE, STRING, code_only
from reviewbot.context.c.syntax import MAX_SOURCE, Node, parse
from reviewbot.model.budget import TooLargeError, shared, spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sort(enum.StrEnum):
    """What a piece of a file is.

    ``function`` has a body. ``declaration`` declares a function, an object (``extern``) or a
    type without defining it. ``object`` is a variable. ``type`` is a struct, union, enum or
    typedef. ``macro`` is a ``#define``. ``invocation`` is a macro used at top level, such as
    ``module_init(…)``; it goes by the macro's name.
    """

    FUNCTION = "function"
    DECLARATION = "declaration"
    OBJECT = "object"
    TYPE = "type"
    MACRO = "macro"
    INVOCATION = "invocation"


@dataclass(frozen=True, slots=True)
class Definition:
    """One piece of a file.

    ``start`` and ``stop`` are its first and last line, 1-based, attribute lines included, comments
    above excluded; ``line`` is that of the name. ``text`` is the source from the first character
    to the last. Of functions only: ``returns`` is what stands before the name (storage class and
    attributes included), ``arguments`` what stands between the parentheses, ``opening`` where in
    ``text`` the body's brace is (-1 for others).
    """

    kind: Sort
    name: str
    is_static: bool
    is_inline: bool
    start: int
    stop: int
    line: int
    text: str
    returns: str = ""
    arguments: str = ""
    opening: int = -1


_PIECE = 4  # steps to read one
# Every branch starts with a literal: Python's re then searches for those few characters only.
_MARK = re.compile(rf"{COMMENT}|{STRING}|{CHAR}|{DIRECTIVE}|\{{|\}}|;")
_DEFINE = re.compile(r"#[ \t]*define[ \t]+(\w+)")
_TOKEN = re.compile(r"[^\W\d]\w*|\S")
_BEHIND_POINTER = re.compile(r"\(\s*\*+\s*(\w+)\s*\(")
_WORD = re.compile(r"[^\W\d]\w*")
_SHOUTED = re.compile(r"[A-Z_][A-Z0-9_]*$")
_TYPES = frozenset(("struct", "union", "enum"))
# fmt: off
_KEYWORDS = frozenset(
    (
        "auto", "char", "const", "do", "double", "else", "enum", "extern", "float", "for", "if",
        "inline", "int", "long", "register", "return", "short", "signed", "sizeof", "static",
        "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while",
    )
)
# fmt: on
_INLINE = frozenset(("inline", "__inline", "__inline__", "__always_inline"))


@shared(maxsize=64)
def definitions(source: bytes) -> tuple[Definition, ...]:
    """The pieces of a file, in source order.

    Bytes that are not UTF-8 become U+FFFD. Text that is not C gives some pieces or none.
    """
    found = []
    for piece in _Scan(source.decode("utf-8", "replace")).pieces():
        spend(_PIECE)
        found.append(piece)
    return tuple(found)


def enclosing(source: bytes, lines: Iterable[int]) -> tuple[Definition, ...]:
    """The functions that have any of these 1-based lines, in source order."""
    wanted = sorted(set(lines))
    return tuple(
        definition
        for definition in (definitions(source) if wanted else ())
        if definition.kind is Sort.FUNCTION
        and (at := bisect_left(wanted, definition.start)) < len(wanted)
        and wanted[at] <= definition.stop
    )


def body(function: Definition) -> Node | None:
    """The syntax of a function's ``{ … }``; row 0 is the line of its opening brace.

    ``None`` where the grammar met something it cannot place: such a function is not usable. Raises
    TooLargeError for one that is larger than ``parse`` takes.
    """
    found = parsed(function)
    return found.tree if found else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body's syntax; ``masked`` is the text it was made from, as long as the body.

    ``partial`` says that of every ``#if`` only the first branch is in it.
    """

    tree: Node
    masked: str
    partial: bool


def parsed(function: Definition) -> Parsed | None:
    """``body`` and how it was got; raises TooLargeError."""
    return _parsed(function.text[function.opening :]) if function.opening >= 0 else None


def first_line(function: Definition) -> int:
    """The line of the body's opening brace: what row 0 of ``body`` is."""
    return function.start + function.text.count("\n", 0, function.opening)


@shared(maxsize=512)
def _parsed(text: str) -> Parsed | None:
    if len(text) > MAX_SOURCE:
        raise TooLargeError
    for partial, masking in enumerate((mask, mask_without_branches)):
        masked = masking(text)
        # a header of our own: what stands in the real one must not cost the body
        tree = parse(f"void f(){masked}") if masked is not None else None
        found = next(tree.find("function_definition"), None) if tree else None
        block = found.child("body") if found else None
        if masked is not None and tree and block and len(tree.children) == 1:
            return Parsed(block, masked, bool(partial))
    return None


@dataclass
class _Header:
    """The head of a function; offsets are relative to the text looked at."""

    start: int
    name: str
    at: int
    words: frozenset[str]
    returns: str
    arguments: str


@dataclass
class _State:
    """Where the scan stands; copied at ``#if``."""

    depth: int = 0
    start: int = 0  # of the piece
    segment: int = 0  # what follows the last brace of this piece
    head: _Header | None = None
    opening: int = 0


class _Scan:
    """One pass over a file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = _State()
        self._branches: list[tuple[_State, _State | None]] = []
        self._dead: int | None = None  # depth of branches in which nothing counts
        self._fresh = False  # whether nothing of a piece stood before the dead branch
        self._line = 1
        self._counted = 0

    def pieces(self) -> Iterator[Definition]:
        text = self._text
        for match in _MARK.finditer(text):
            first = text[match.start()]
            if first == "#":
                found = self._directive(match)
                if found:
                    yield found
            elif self._dead is not None:
                continue
            elif first == "{":
                self._open(match.start())
            elif first in "};":
                found = self._close(match.start(), first)
                if found:
                    yield found
            elif first == "/":
                self._skip(match)

    def _skip(self, match: re.Match[str]) -> None:
        """A comment or directive before the first word of a piece is not part of it."""
        if self._is_fresh(match.start()):
            self._state.start = self._state.segment = match.end()

    def _is_fresh(self, stop: int) -> bool:
        """Whether no piece has begun."""
        state = self._state
        if state.depth or state.segment != state.start:
            return False
        return state.start == stop or self._text[state.start : stop].isspace()

    def _directive(self, match: re.Match[str]) -> Definition | None:
        conditional = CONDITIONAL.match(match[0])
        dead = self._dead is not None
        if conditional:
            self._branch(conditional[1], conditional[2])
        if self._dead is not None:
            if not dead:  # what follows is skipped
                self._fresh = self._is_fresh(match.start())
            return None
        if dead and self._fresh:
            self._state.start = self._state.segment = match.end()
        loose = self._is_fresh(match.start())
        self._skip(match)
        define = _DEFINE.match(match[0]) if loose and not conditional else None
        if not define:
            return None
        line = self._at(match.start())
        stop = line + match[0].count("\n")
        return Definition(Sort.MACRO, define[1], False, False, line, stop, line, match[0])  # noqa: FBT003  static, inline

    def _branch(self, word: str, value: str) -> None:
        if word.startswith("if"):
            self._branches.append((_copy(self._state), None))
            if word == "if" and value == "0" and self._dead is None:
                self._dead = len(self._branches)
        elif self._branches and word == "endif":
            self._last_branch()
        elif self._branches:
            self._next_branch()

    def _last_branch(self) -> None:
        before, result = self._branches.pop()
        if self._dead is not None and self._dead > len(self._branches):
            self._dead = None
            self._state = _copy(before)
        elif result and self._dead is None:
            if not result.depth:
                result.start = max(result.start, self._state.start)
                result.segment = max(result.segment, result.start)
            self._state = result

    def _next_branch(self) -> None:
        if self._dead is not None:
            if self._dead == len(self._branches):
                self._dead = None
            return
        before, result = self._branches[-1]
        if result is None:
            self._branches[-1] = (before, _copy(self._state))
        follow = _copy(before)
        if not follow.depth and self._state.start > follow.start and not self._state.depth:
            follow.start = follow.segment = self._state.start
        self._state = follow

    def _open(self, at: int) -> None:
        state = self._state
        if not state.depth:
            header = self._text[state.segment : at]
            state.head = _header(header)
            if state.head:
                state.start = state.segment + state.head.start
                state.opening = at
        state.depth += 1

    def _close(self, at: int, mark: str) -> Definition | None:
        state = self._state
        if mark == "}":
            state.depth = max(state.depth - 1, 0)
            if state.depth:
                return None
            if not state.head:
                state.segment = at + 1
                return None
        elif state.depth:
            return None
        head, start, segment = state.head, state.start, state.segment
        state.start = state.segment = at + 1
        state.head = None
        if head:
            return self._function(head, start, segment, at + 1)
        return self._other(start, at + 1)

    def _function(self, head: _Header, start: int, segment: int, stop: int) -> Definition:
        first = self._at(start)
        line = first + self._text.count("\n", start, segment + head.at)
        text = self._text[start:stop]
        return Definition(
            kind=Sort.FUNCTION,
            name=head.name,
            is_static="static" in head.words,
            is_inline=not _INLINE.isdisjoint(head.words),
            start=first,
            stop=first + text.count("\n"),
            line=line,
            text=text,
            returns=head.returns,
            arguments=head.arguments,
            opening=self._state.opening - start,
        )

    def _other(self, start: int, stop: int) -> Definition | None:
        text = self._text[start:stop]
        shift = len(text) - len(text.lstrip())
        text = text[shift:]
        named = _classify(text)
        if named is None:
            return None
        kind, name, at, words = named
        first = self._at(start + shift)
        return Definition(
            kind=kind,
            name=name,
            is_static="static" in words,
            is_inline=not _INLINE.isdisjoint(words),
            start=first,
            stop=first + text.count("\n"),
            line=first + text.count("\n", 0, at),
            text=text,
        )

    def _at(self, offset: int) -> int:
        """The line of an offset; cheap as long as offsets grow."""
        if offset < self._counted:
            self._line -= self._text.count("\n", offset, self._counted)
        else:
            self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line


def _copy(state: _State) -> _State:
    return _State(state.depth, state.start, state.segment, state.head, state.opening)


@dataclass(frozen=True, slots=True)
class _Item:
    """A word or sign outside of parentheses, or a whole parenthesis (``text`` is ``(``)."""

    text: str
    start: int
    stop: int


def _items(text: str) -> list[_Item] | None:
    """What stands at the outermost level; after a stray ``)`` all starts anew; ``None``: open."""
    items: list[_Item] = []
    depth = 0
    opened = 0
    for match in _TOKEN.finditer(text):
        spelling = match[0]
        if spelling == "(":
            if not depth:
                opened = match.start()
            depth += 1
        elif spelling == ")":
            depth -= 1
            if depth < 0:
                depth = 0
                items = [_Item("(", match.start(), match.end())]
            elif not depth:
                items.append(_Item("(", opened, match.end()))
        elif not depth:
            items.append(_Item(spelling, match.start(), match.end()))
    return None if depth else items


def _header(raw: str) -> _Header | None:
    """The function head at the end of ``raw``, which stands before a ``{``; ``None`` if none."""
    text = code_only(raw)
    items = _items(text)
    if not items or any(item.text == "=" for item in items):
        return None
    at = _name_index(items)
    if at is None:
        return None
    group = items[at + 1]
    first = at
    while first and _belongs(items, first - 1):
        first -= 1
    words = frozenset(item.text for item in items[first:at])
    name, name_at = items[at].text, items[at].start
    arguments = text[group.start + 1 : group.stop - 1]
    pointer = _BEHIND_POINTER.match(text, group.start)
    start = items[first].start
    returns = text[start:name_at]
    if name in _KEYWORDS or pointer:
        if not pointer:
            return None
        name, name_at = pointer[1], pointer.start(1)
        arguments = arguments[arguments.find("(") + 1 :].rpartition(")")[0]
        returns = text[start : items[at].stop]
    elif _SHOUTED.match(name) and not any(_is_type(item, words) for item in items[first:at]):
        word = _WORD.search(arguments)
        name = word[0] if word else name
    return _Header(start, name, name_at, words, " ".join(returns.split()), arguments)


def _is_type(item: _Item, words: frozenset[str]) -> bool:
    return (
        item.text in words
        and item.text not in {"static", "(", "extern"}
        and not is_attribute(item.text)
    )


def _name_index(items: list[_Item]) -> int | None:
    """The item that names the function: before the last parenthesis that is no attribute's."""
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.text != "(":
            behind = items[index + 1 :]
            if behind[:1] and behind[0].text == "(":
                continue  # a name: its parenthesis has been looked at
            if is_attribute(item.text) or item.text.startswith("__"):
                continue
            return None
        if not index or not _WORD.match(items[index - 1].text):
            continue
        name = items[index - 1].text
        follows = index >= 2 and items[index - 2].text == "("  # noqa: PLR2004  the one before
        if is_attribute(name) or (follows and name.startswith("__")):
            continue
        return index - 1
    return None


def _belongs(items: list[_Item], index: int) -> bool:
    """Whether an item before the name is part of the head: no macro used without semicolon."""
    text = items[index].text
    if text == "(":
        return index > 0 and (
            is_attribute(items[index - 1].text) or items[index - 1].text in ("typeof", "__typeof__")
        )
    return text == "*" or bool(_WORD.match(text))


def _classify(raw: str) -> tuple[Sort, str, int, frozenset[str]] | None:
    """Kind, name, the name's offset and the words before it, of a piece without a body."""
    text = code_only(raw)
    brace = text.find("{")
    equals = text.find("=")
    stop = min((at for at in (brace, equals, len(text) - 1) if at >= 0), default=0)
    items = _items(text[:stop])
    if not items:
        return (Sort.INVOCATION, *_first_word(text), frozenset()) if items is None else None
    words = frozenset(item.text for item in items)
    first = items[0].text
    if first == "typedef":
        return _typedef(text, words)
    if brace >= 0 and (equals < 0 or brace < equals) and not _TYPES.isdisjoint(words):
        return _type(text, items, words)
    called = _declarator(text, items, words) if equals < 0 or 0 <= brace < equals else None
    return called or _object(items, words)


def _declarator(
    text: str, items: list[_Item], words: frozenset[str]
) -> tuple[Sort, str, int, frozenset[str]] | None:
    """What is named in front of the first parenthesis: a prototype, a pointer, or a macro."""
    for index, item in enumerate(items):
        if item.text != "(" or not index or is_attribute(items[index - 1].text):
            continue
        name = items[index - 1]
        pointer = _BEHIND.match(text, item.start)
        if pointer:
            kind = Sort.DECLARATION if "extern" in words else Sort.OBJECT
            return kind, pointer[1], pointer.start(1), words
        after_static = items[0].text == "static" and items[1] is name
        if index == 1 or (after_static and _SHOUTED.match(name.text)):
            return Sort.INVOCATION, name.text, name.start, words
        return Sort.DECLARATION, name.text, name.start, words
    return None


_BEHIND = re.compile(r"\(\s*\*+\s*(?:const\s+)?(\w+)\s*(?:\[[^\]]*\]\s*)*\)")
_TYPEDEF_POINTER = re.compile(r"\(\s*\*+\s*(\w+)\s*\)\s*\(")
_TYPEDEF_NAME = re.compile(r"([^\W\d]\w*)\s*(?:\[[^\]]*\]\s*|\((?:[^()]|\([^()]*\))*\)\s*)?;\s*\Z")


def _first_word(text: str) -> tuple[str, int]:
    word = _WORD.search(text)
    return (word[0], word.start()) if word else ("", 0)


def _typedef(text: str, words: frozenset[str]) -> tuple[Sort, str, int, frozenset[str]]:
    tail = max(text.rfind("}"), 0)
    found = _TYPEDEF_POINTER.search(text, tail) or _TYPEDEF_NAME.search(
        text, max(tail, len(text) - 400)
    )
    name, at = (found[1], found.start(1)) if found else _first_word(text)
    return Sort.TYPE, name, at, words


def _is_name(item: _Item) -> bool:
    word = item.text
    return bool(_WORD.match(word)) and word not in _KEYWORDS and not is_attribute(word)


def _type(
    text: str, items: list[_Item], words: frozenset[str]
) -> tuple[Sort, str, int, frozenset[str]]:
    """``struct name { … };``; an object where a name follows the braces."""
    tail = text.rfind("}") + 1
    behind = [item for item in _items(text[tail:]) or () if _is_name(item)]
    named = [item for item in items if _is_name(item)]
    if behind and not (named and behind[0].text.startswith("__")):
        return Sort.OBJECT, behind[0].text, tail + behind[0].start, words
    if named:
        return Sort.TYPE, named[-1].text, named[-1].start, words
    return Sort.TYPE, "", 0, words


def _object(
    items: list[_Item], words: frozenset[str]
) -> tuple[Sort, str, int, frozenset[str]] | None:
    name = None
    for index, item in enumerate(items):
        if item.text in (",", "[", ":"):
            break
        following = items[index + 1].text if index + 1 < len(items) else ""
        if (
            _WORD.match(item.text)
            and item.text not in _KEYWORDS
            and not is_attribute(item.text)
            and following != "("
        ):
            name = item
    if name is None:
        return None
    if "extern" in words or (items[0].text in _TYPES and len(items) == 2):  # noqa: PLR2004  struct name;
        return Sort.DECLARATION, name.text, name.start, words
    return Sort.OBJECT, name.text, name.start, words
