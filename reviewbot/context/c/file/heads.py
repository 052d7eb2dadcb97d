"""What the first words of a piece say: the head of a function, or kind and name of all else."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.mask import is_attribute
from reviewbot.context.c.lex import code_only
from reviewbot.frozen import frozen
from reviewbot.regex import regex

_TOKEN = regex(r"[^\W\d]\w*|\S")
_GROUP = r"\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)"  # with two more in each other
_ITEM = regex(rf"[^\W\d]\w*|{_GROUP}|\S")
_WORD = regex(r"[^\W\d]\w*")
_SHOUTED = regex(r"[A-Z_][A-Z0-9_]*$")
_BEHIND_POINTER = regex(r"\(\s*\*+\s*(\w+)\s*\(")
_BEHIND = regex(r"\(\s*\*+\s*(?:const\s+)?(\w+)\s*(?:\[[^\]]*\]\s*)*\)")
_TYPEDEF_POINTER = regex(r"\(\s*\*+\s*(\w+)\s*\)\s*\(")
_TYPEDEF_NAME = regex(r"([^\W\d]\w*)\s*(?:\[[^\]]*\]\s*|\((?:[^()]|\([^()]*\))*\)\s*)?;\s*\Z")
_BRACKETS = frozenset("()")
_TYPES = frozenset(("struct", "union", "enum"))
_KEPT = (
    4096  # pieces: most of a file are as they were before the patch, and in the next version of it
)
_LONG = 1000  # characters: as tables are, which would take much to keep
# fmt: off
_KEYWORDS = frozenset(
    (
        "auto", "char", "const", "do", "double", "else", "enum", "extern", "float", "for", "if",
        "inline", "int", "long", "register", "return", "short", "signed", "sizeof", "static",
        "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while",
    )
)
# fmt: on


@frozen
class Head:
    """The head of a function; offsets are relative to the text looked at.

    ``at`` is the offset of the name, ``words`` what stands before it.
    """

    start: int
    name: str
    at: int
    words: frozenset[str]
    returns: str
    arguments: str


_Classified = tuple[DefinitionKind, str, int, frozenset[str]] | None


class _Item(NamedTuple):  # made by the thousand
    """A word or sign outside of parentheses, or a whole parenthesis (``text`` is ``(``)."""

    text: str
    start: int
    stop: int


def _items(text: str) -> list[_Item] | None:
    """What stands at the outermost level; after a stray ``)`` all starts anew; ``None``: open."""
    items: list[_Item] = []
    for match in _ITEM.finditer(text):
        spelling = match[0]
        if spelling in _BRACKETS:
            return _items_one_by_one(text)
        first = spelling[0]
        items.append(_Item("(" if first == "(" else spelling, match.start(), match.end()))
    return items


def _items_one_by_one(text: str) -> list[_Item] | None:
    """The same where a parenthesis has none to go with, or more in it than is usual."""
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


@lru_cache(maxsize=_KEPT)
def function_head(raw: str) -> Head | None:
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
    return Head(start, name, name_at, words, " ".join(returns.split()), arguments)


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


def classified(raw: str) -> _Classified:
    """Kind, name, the name's offset and the words before it, of a piece without a body."""
    return _short(raw) if len(raw) < _LONG else _read(raw)


@lru_cache(maxsize=_KEPT)
def _short(raw: str) -> _Classified:
    return _read(raw)


def _read(raw: str) -> _Classified:
    text = code_only(raw)
    brace = text.find("{")
    equals = text.find("=")
    stop = min((at for at in (brace, equals, len(text) - 1) if at >= 0), default=0)
    items = _items(text[:stop])
    if not items:
        return (
            (DefinitionKind.INVOCATION, *_first_word(text), frozenset()) if items is None else None
        )
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
) -> tuple[DefinitionKind, str, int, frozenset[str]] | None:
    """What is named in front of the first parenthesis: a prototype, a pointer, or a macro."""
    for index, item in enumerate(items):
        if item.text != "(" or not index or is_attribute(items[index - 1].text):
            continue
        name = items[index - 1]
        pointer = _BEHIND.match(text, item.start)
        if pointer:
            kind = DefinitionKind.DECLARATION if "extern" in words else DefinitionKind.OBJECT
            return kind, pointer[1], pointer.start(1), words
        after_static = items[0].text == "static" and items[1] is name
        if index == 1 or (after_static and _SHOUTED.match(name.text)):
            return DefinitionKind.INVOCATION, name.text, name.start, words
        return DefinitionKind.DECLARATION, name.text, name.start, words
    return None


def _first_word(text: str) -> tuple[str, int]:
    word = _WORD.search(text)
    return (word[0], word.start()) if word else ("", 0)


def _typedef(text: str, words: frozenset[str]) -> tuple[DefinitionKind, str, int, frozenset[str]]:
    tail = max(text.rfind("}"), 0)
    found = _TYPEDEF_POINTER.search(text, tail) or _TYPEDEF_NAME.search(
        text, max(tail, len(text) - 400)
    )
    name, at = (found[1], found.start(1)) if found else _first_word(text)
    return DefinitionKind.TYPE, name, at, words


def _is_name(item: _Item) -> bool:
    word = item.text
    return bool(_WORD.match(word)) and word not in _KEYWORDS and not is_attribute(word)


def _type(
    text: str, items: list[_Item], words: frozenset[str]
) -> tuple[DefinitionKind, str, int, frozenset[str]]:
    """``struct name { … };``; an object where a name follows the braces."""
    tail = text.rfind("}") + 1
    behind = [item for item in _items(text[tail:]) or () if _is_name(item)]
    named = [item for item in items if _is_name(item)]
    if behind and not (named and behind[0].text.startswith("__")):
        return DefinitionKind.OBJECT, behind[0].text, tail + behind[0].start, words
    if named:
        return DefinitionKind.TYPE, named[-1].text, named[-1].start, words
    return DefinitionKind.TYPE, "", 0, words


def _object(
    items: list[_Item], words: frozenset[str]
) -> tuple[DefinitionKind, str, int, frozenset[str]] | None:
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
        return DefinitionKind.DECLARATION, name.text, name.start, words
    return DefinitionKind.OBJECT, name.text, name.start, words
