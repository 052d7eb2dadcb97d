"""Source with the macros C's grammar cannot place replaced by text of the same length.

    text = mask("{ … }")   # of a function's body; None: brackets do not match

Lines and columns stay. What is known of macros is ``knowledge/macros.toml``; shape decides the
rest. A macro that heads a block becomes ``while`` or ``if`` followed by form feeds, a white space
no kernel source has, so that ``heads`` can give its name back.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.lex import (
    CHAR,
    CLOSE,
    COMMENT,
    CONDITIONAL,
    DIRECTIVE,
    NUMBER,
    OPEN,
    STRING,
)
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_DEPTH = 100  # brackets in each other; kernel code has less than 30
_QUALIFIERS_OF_ASM = 4  # volatile, inline, goto
_NEAR = 24  # tokens a type in an argument list may have

_TOKEN = re.compile(
    rf"(?P<comment>{COMMENT})|(?P<string>{STRING})|(?P<char>{CHAR})|(?P<directive>{DIRECTIVE})"
    rf"|(?P<name>[^\W\d]\w*+)|(?P<number>{NUMBER})"
    r"|(?P<op>\.\.\.|->|\+\+|--|&&|\|\||[^\s\w])"
)
_LOOP = re.compile(r"(?:^|_)for_?each(?:_|$)|_each_|_each$")
_HEAD = re.compile(r"\b(?:while|if)\f+")
_SHOUTED = re.compile(r"[A-Z][A-Z0-9_]*$")

_QUALIFIERS = frozenset(("const", "volatile", "struct", "union", "enum", "unsigned", "signed"))
_PRIMITIVE = frozenset(("char", "double", "float", "int", "long", "short", "void", "bool"))
# fmt: off
_STATEMENTS = frozenset(
    (
        "break", "case", "continue", "default", "do", "else", "for", "goto", "if", "return",
        "sizeof", "switch", "typeof", "while",
    )
)
# fmt: on
_PREFIXES = frozenset(("*", "++", "--", "("))  # a statement may begin so
_JUMPS = frozenset(("break", "continue", "goto", "return"))
_BODIES = _JUMPS | frozenset(("do", "for", "if", "switch", "while"))
_STARTS = frozenset((";", "{", "}", ")", ":", "else", "do"))


@cache
def _names(group: str) -> frozenset[str]:
    return frozenset(name for entry in table("macros")[group] for name in entry["names"])


@cache
def is_attribute(word: str) -> bool:
    """Whether this word, with or without an argument list, only qualifies a declaration."""
    return word in _names("attributes") or word in _names("attribute_calls")


def mask(text: str) -> str | None:
    """``text`` fit for the grammar, conditional directives left for it to place.

    ``None`` where the brackets do not match or are nested deeper than in any kernel code.
    """
    return _Mask(text, _tokens(text)).result()


def mask_without_branches(text: str) -> str | None:
    """The same with each ``#if`` reduced to its first branch (``#if 0``: its second)."""
    tokens, dropped = _first_branches(_tokens(text))
    out = list(text)
    for start, stop in dropped:
        _blank(out, start, stop)
    return _Mask("".join(out), tokens).result()


def heads(original: str, masked: str) -> dict[int, list[str]]:
    """The names of the macros that head blocks, by 0-based row, in order."""
    found: dict[int, list[str]] = {}
    row = last = 0
    for match in _HEAD.finditer(masked):
        row += masked.count("\n", last, match.start())
        last = match.start()
        name = re.compile(r"\w+").match(original, match.start())
        found.setdefault(row, []).append(name[0] if name else "")
    return found


class _Token:
    """A token: its kind, text, and place."""

    __slots__ = ("kind", "start", "stop", "text")

    def __init__(self, kind: str, text: str, start: int, stop: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.stop = stop


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


class _Branches:
    """Which tokens are compiled if every ``#if`` is true, except ``#if 0``."""

    def __init__(self) -> None:
        self._taken: list[bool] = []  # level by level, whether a branch has been
        self.skipping = 0  # the level from which on nothing counts; 0: everything does

    def follow(self, directive: str) -> None:
        """Go past a directive."""
        found = CONDITIONAL.match(directive)
        if not found:
            return
        word = found[1]
        if word.startswith("if"):
            taken = not (word == "if" and found[2] == "0")
            self._taken.append(taken)
            self._skip(unless=taken)
            return
        if not self._taken:  # opened above this text
            self._taken.append(True)
        if self.skipping == len(self._taken):
            self.skipping = 0
        if word == "endif":
            self._taken.pop()
        else:
            self._skip(unless=not self._taken[-1])
            self._taken[-1] = True

    def _skip(self, *, unless: bool) -> None:
        if not unless and not self.skipping:
            self.skipping = len(self._taken)


def _first_branches(tokens: Sequence[_Token]) -> tuple[list[_Token], list[tuple[int, int]]]:
    """The tokens in first branches, and the spans of all else."""
    kept: list[_Token] = []
    dropped: list[tuple[int, int]] = []
    branches = _Branches()
    for token in tokens:
        directive = token.kind == "directive"
        if directive:
            branches.follow(token.text)
        if directive or branches.skipping:
            dropped.append((token.start, token.stop))
        else:
            kept.append(token)
    return kept, dropped


def _blank(out: list[str], start: int, stop: int) -> None:
    for index in range(start, stop):
        if out[index] != "\n":
            out[index] = " "


class _Mask:
    """One pass over the tokens of a body, writing into a copy of its characters."""

    def __init__(self, text: str, tokens: Iterable[_Token]) -> None:
        self._text = text
        self._out = list(text.replace("\0", " ").replace("\f", " "))
        self._tokens: list[_Token] = []
        for token in tokens:
            if token.kind == "comment":
                _blank(self._out, token.start, token.stop)
            else:
                self._tokens.append(token)
        self._pairs: dict[int, int] = {}
        self._ended = -1  # where the last macro without a semicolon closed

    def result(self) -> str | None:
        if not self._pair():
            return None
        index = 0
        while index < len(self._tokens):
            index = self._step(index)
        return "".join(self._out)

    def _pair(self) -> bool:
        stack: list[int] = []
        branches: list[list[int]] = []
        for index, token in enumerate(self._tokens):
            if token.kind == "directive":
                if not _follow(token.text, stack, branches):
                    return False
            elif token.kind != "op":
                continue
            elif token.text in OPEN:
                stack.append(index)
                if len(stack) > _MAX_DEPTH:
                    return False
            elif token.text in CLOSE:
                if not stack or OPEN[self._tokens[stack[-1]].text] != token.text:
                    return False
                self._pairs[stack.pop()] = index
        return not stack

    def _step(self, index: int) -> int:
        """Mask what stands at ``index``; the next index to look at."""
        token = self._tokens[index]
        if token.kind == "name":
            return self._word(index, token)
        if token.text == "...":
            self._write(token.start, token.stop, " | " if self._in_case(index) else "...")
        return index + 1

    def _in_case(self, index: int) -> bool:
        return any(
            self._tokens[before].text == "case" for before in range(max(index - 12, 0), index)
        )

    def _word(self, index: int, token: _Token) -> int:
        word = token.text
        close = self._group(index)
        if word in _names("assembly"):
            return self._assembly(index)
        if word == "__label__":
            return self._statement(index)
        if index and self._tokens[index - 1].text in (".", "->"):
            pass  # a member may be called anything
        elif word in _names("attributes"):
            self._erase(index, index)
        elif word in _names("sizes"):
            self._write(token.start, token.stop, "sizeof".ljust(len(word)))
        elif close and self._named(index, close):
            return close + 1
        elif close and word not in _STATEMENTS:
            self._call(index, close)
        elif (_SHOUTED.match(word) and self._is_prefix(index)) or (
            word in ("static", "const") and self._declares(index + 1)
        ):
            self._erase(index, index)
        return index + 1

    def _named(self, index: int, close: int) -> bool:
        """``name(…)`` as the table says; false if what is inside is yet to be looked at."""
        token = self._tokens[index]
        word = token.text
        if word in _names("attribute_calls") or word in _names("block_ends"):
            self._erase(index, close)
        elif word in _names("type_calls"):
            self._type(index, close)
        elif word in _names("loop_starts"):
            self._erase(index + 1, close)
            self._write(token.start, token.stop, "do".ljust(len(word)))
        elif word in _names("loop_ends"):
            self._erase(index + 2, close - 1)
            self._write(token.start, token.stop, "while".ljust(len(word)))
            self._write(self._tokens[close].start - 1, self._tokens[close].start, "0")
        elif word in _names("operators"):
            self._write(token.start, token.stop, word.upper())
            self._arguments(index + 2, close)
        else:
            return False
        return True

    def _is_prefix(self, index: int) -> bool:
        """``KERN_INFO PREFIX "…"``: of two names in front of a string the first goes."""
        before, after = self._tokens[index - 1 : index], self._tokens[index + 1 : index + 2]
        return bool(before and after and before[0].text in ("(", ",") and after[0].kind == "name")

    def _declares(self, index: int) -> bool:
        """``static DECLARE_WORK(…)``: the grammar takes no storage class before a call."""
        token = self._tokens[index] if index < len(self._tokens) else None
        return bool(token and _SHOUTED.match(token.text) and self._group(index))

    def _group(self, index: int) -> int | None:
        """The index of the parenthesis closing the one right behind ``index``."""
        after = index + 1
        if after < len(self._tokens) and self._tokens[after].text == "(":
            return self._pairs.get(after)
        return None

    def _call(self, index: int, close: int) -> None:
        """``name(…)``: a call, or the head of a block; type names among its arguments."""
        before = self._tokens[index - 1].text if index else ""
        after = self._tokens[close + 1] if close + 1 < len(self._tokens) else None
        token = self._tokens[index]
        starts = before in _STARTS or (index and self._tokens[index - 1].kind == "directive")
        if after and starts:
            loop = token.text in _names("loops") or bool(_LOOP.search(token.text))
            if after.text == "{" or (loop and self._begins(after)) or self._indents(token, after):
                self._head(token)
                self._jumps(index + 2, close)
            elif after.kind in ("name", "directive") or (
                after.text == "}" and self._in_block(index)
            ):
                if self._unended(index, close, after):
                    return
            elif after.text == "=":
                self._initializer(close + 1)
        self._arguments(index + 2, close)

    def _begins(self, after: _Token) -> bool:
        return after.kind == "name" or after.text in _PREFIXES

    def _indents(self, token: _Token, after: _Token) -> bool:
        """Whether what follows stands on a line of its own, indented below ``token``."""
        if after.kind != "name":
            return False
        if token.text in _names("scopes"):
            return True
        above, below = (self._column(each) for each in (token, after))
        return above is not None and below is not None and below > above

    def _column(self, token: _Token) -> int | None:
        """The indent of a token that begins its line."""
        start = self._text.rfind("\n", 0, token.start) + 1
        indent = self._text[start : token.start]
        return len(indent.expandtabs(8)) if not indent or indent.isspace() else None

    def _jumps(self, first: int, close: int) -> None:
        """``return -EINTR`` among a block head's arguments: the grammar has no place for it."""
        index = first
        while index < close:
            stop = index
            while stop < close and self._tokens[stop].text != ",":
                stop = self._pairs.get(stop, stop) + 1
            if self._tokens[index].text in _JUMPS:
                self._replace(index, stop - 1)
            index = stop + 1

    def _initializer(self, equals: int) -> None:
        """``DECLARE_BITMAP(…) = { 0 };``: the value is left out."""
        stop = self._pairs.get(equals + 1)
        if stop is not None and self._tokens[equals + 1].text == "{":
            self._erase(equals, stop)

    def _head(self, token: _Token) -> None:
        once = token.text in _names("scopes")
        word = "if" if once or len(token.text) <= len("while") else "while"
        if len(token.text) > len(word):
            self._write(token.start, token.stop, word.ljust(len(token.text), "\f"))

    def _in_block(self, index: int) -> bool:
        """Whether what stands in front ends a statement or opens a block, no initializer."""
        if self._tokens[index - 1].text != "{":
            return self._tokens[index - 1].text in (";", "}") or index - 1 == self._ended
        return index < 2 or self._tokens[index - 2].text in _STARTS  # noqa: PLR2004  before the brace

    def _unended(self, index: int, close: int, after: _Token) -> bool:
        """A macro used as a statement without a semicolon; whether it had to be left out."""
        if after.kind == "name" and not _SHOUTED.match(self._tokens[index].text):
            return False
        self._ended = close
        space = self._tokens[close].stop
        if space < after.start and self._out[space] in " \t":
            self._out[space] = ";"
            return False
        self._erase(index, close)
        self._settle(index, close)
        return True

    def _arguments(self, first: int, close: int) -> None:
        """Type names among arguments become one word each."""
        index = first
        while index < close:
            if self._tokens[index].text in _BODIES:  # statements as an argument
                self._replace(index, close - 1)
                return
            stop = self._type_end(index, close)
            if stop is not None:
                self._join(index, stop)
                index = stop + 1
            argument = index
            while index < close and self._tokens[index].text != ",":
                if self._tokens[index].text == ";":
                    self._replace(argument, close - 1)
                    return
                index = self._pairs.get(index, index) + 1
            if index + 1 == close:  # an empty last one
                self._erase(index, index)
            index += 1

    def _type_end(self, first: int, close: int) -> int | None:
        """The last token of the type that makes up a whole argument; None if it is none."""
        words = stars = 0
        typed = False
        for index in range(first, min(first + _NEAR, close + 1)):
            token = self._tokens[index]
            if index == close or token.text == ",":
                is_type = typed or words > 1 or stars > 0
                return index - 1 if words and is_type else None
            if token.kind == "name":
                if stars and token.text not in _QUALIFIERS:
                    return None
                words += 1
                typed = typed or token.text in _PRIMITIVE or token.text in _QUALIFIERS
            elif token.text == "*" and words:
                stars += 1
            else:
                return None
        return None

    def _join(self, first: int, last: int) -> None:
        start, stop = self._tokens[first].start, self._tokens[last].stop
        text = "".join(self._out[start:stop])
        joined = re.sub(r"[^\w\n]", "_", text)
        if "\n" in joined:
            head = joined.partition("\n")[0]
            _blank(self._out, start, stop)
            joined = head
        if joined in _PRIMITIVE:
            joined = "_" + joined[1:]
        self._write(start, start + len(joined), joined)
        self._settle(first, last)

    def _replace(self, first: int, last: int) -> None:
        """An expression without a meaning in the place of what the grammar cannot place."""
        self._erase(first, last)
        start = self._tokens[first].start
        self._write(start, start + 1, "0")
        self._settle(first, last)

    def _settle(self, first: int, last: int) -> None:
        """These tokens are not looked at again."""
        for token in self._tokens[first : last + 1]:
            token.kind = "done"

    def _type(self, index: int, close: int) -> None:
        """``typeof(…)`` as a type: ``int``."""
        token = self._tokens[index]
        self._erase(index, close)
        following = self._tokens[close + 1].text if close + 1 < len(self._tokens) else ""
        argument = following == "," or (index and self._tokens[index - 1].text == ",")
        self._write(token.start, token.start + 3, "_t_" if argument else "int")

    def _assembly(self, index: int) -> int:
        after = index + 1
        last = min(index + _QUALIFIERS_OF_ASM, len(self._tokens) - 1)
        while after < last and self._tokens[after].kind == "name":
            after += 1
        close = self._pairs.get(after)
        if close is None or self._tokens[after].text != "(":
            return index + 1
        # register int x asm("r0"): part of a declaration
        before = self._tokens[index - 1] if index else None
        declares = (
            before is not None
            and (before.kind == "name" or before.text == "]")
            and before.text not in ("else", "do")
        )
        self._erase(index, close)
        if not declares:
            self._write(self._tokens[index].start, self._tokens[index].start + 1, "0")
        return close + 1

    def _statement(self, index: int) -> int:
        last = index
        while last + 1 < len(self._tokens) and self._tokens[last].text != ";":
            last += 1
        self._erase(index, last)
        return last + 1

    def _erase(self, first: int, last: int) -> None:
        _blank(self._out, self._tokens[first].start, self._tokens[last].stop)

    def _write(self, start: int, stop: int, text: str) -> None:
        self._out[start:stop] = text


def _follow(directive: str, stack: list[int], branches: list[list[int]]) -> bool:
    """Brackets over branches: each starts with what was open at ``#if``; false: they differ."""
    found = CONDITIONAL.match(directive)
    if not found:
        return True
    if found[1].startswith("if"):
        branches.append(stack.copy())
        return True
    if not branches or branches[-1] != stack:
        return False
    if found[1] == "endif":
        branches.pop()
    return True
