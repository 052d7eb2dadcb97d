"""What a diff does to calls: which change their name in place, which stay as they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.calls import KEYWORDS, Call, calls
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.tokens import Token, code, tokenize
from reviewbot.context.c.lex import names_before_brackets
from reviewbot.frozen import frozen
from reviewbot.lazy import lazy
from reviewbot.model.patch import ADDED, CONTEXT, REMOVED, DiffLine, LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.model.patch import FileDiff, Hunk

Key = tuple[str, str]  # a call's name and the canonical spelling of its arguments

_WIDTH = 200  # columns of a line that are looked at before its hunk is
_WORD = regex(r"\w+|[^\w\s]")
_ASCII_WORD = regex(r"\w+|[^\w\s]", re.ASCII)
_MACRO = regex(r"#\s*define\s+(\w++)\(")
_BEFORE_BRACKET = regex(r"\b(\w++)\s*+\(")


class After:
    """The ``post`` side of a hunk: its tokens, and the functions around them."""

    def __init__(self, hunk: Hunk) -> None:
        """Read the side; the functions are only looked for when asked for."""
        self.hunk = hunk
        self.tokens = tokenize(hunk.post)

    def header(self, line: DiffLine) -> tuple[Token, ...] | None:
        """The header of the function around the first token of ``line``, ``None`` outside of one.

        Empty where it is out of sight: git shows none behind the second ``@@``, or a label.
        """
        index = self._starts[id(line)]
        function = self._functions.around(index)
        header = function.header if function else self._above(index)
        if header and all(token.text != "(" for token in header):
            # the end of a header, or a label; anything else is an initializer
            return () if header[-1].text in (")", ":") else None
        return header

    def _above(self, index: int) -> tuple[Token, ...] | None:
        """What git shows behind the second ``@@``, while the brace the hunk starts with is open."""
        if not 0 < index < self._first_brace_closed:
            return None
        shown = DiffLine(CONTEXT, self.hunk.section, self.hunk.body_line, None, None)
        return code(tokenize((shown,)))

    @lazy
    def _functions(self) -> Functions:
        return Functions(self.hunk, self.tokens)

    @lazy
    def _starts(self) -> dict[int, int]:
        """Each line (by identity) → its first token."""
        starts: dict[int, int] = {}
        for index, token in enumerate(self.tokens):
            starts.setdefault(id(token.line), index)
        return starts

    @lazy
    def _first_brace_closed(self) -> int:
        """Where the next brace stands in the first column, if the hunk starts with one; else 0."""
        columns = [i for i, t in enumerate(self.tokens) if t.line.text.startswith(("{", "}"))]
        if not columns or columns[0] or self.tokens[0].text != "{":
            return 0
        return columns[1] if columns[1:] else len(self.tokens)


@frozen
class Place:
    """A call of a side of a hunk, and where that is."""

    file: FileDiff
    side: After
    call: Call

    @property
    def header(self) -> tuple[Token, ...] | None:
        """The header of the function around the call; see ``After.header``."""
        return self.side.header(self.call.line)


@frozen
class Rest:
    """The other calls of a diff, and the names it declares.

    ``unchanged`` stand in context lines; of those in ``added`` some hunk has more after than
    before; ``declared`` are the functions and macros added lines define or declare.
    """

    unchanged: Mapping[Key, Sequence[Place]]
    added: frozenset[Key]
    declared: frozenset[str]


def renamed(files: Iterable[FileDiff], least: int = 1) -> dict[Key, list[Place]]:
    """The calls that lost their name and nothing else, as they are now, by what they were.

    Only those that did so at ``least`` places are looked for.
    """
    files = tuple(files)
    removed = "\n".join([hunk.removed_text for file in files for hunk in file.hunks])
    called = Counter(names_before_brackets(removed))
    often = {name for name, places in called.items() if places >= least} - KEYWORDS
    hunks = [
        (file, hunk, _lost(hunk))
        for file in files
        for hunk in file.hunks
        if not often.isdisjoint(hunk.removed_words)
    ]
    counts = Counter(each for _, _, lost in hunks for each in lost)
    found: dict[Key, list[Place]] = defaultdict(list)
    for file, hunk, lost in hunks:
        if all(counts[each] < least for each in lost):
            continue
        side = After(hunk)
        gone = _by_block(hunk, calls(tokenize(hunk.pre)))
        for block, come in _by_block(hunk, calls(side.tokens)).items():
            for old, new in _pairs(gone.get(block, ()), come):
                found[key(old)].append(Place(file, side, new))
    return found


def rest(files: Iterable[FileDiff]) -> Rest:
    """All calls of a diff but those that change."""
    unchanged: dict[Key, list[Place]] = defaultdict(list)
    added: set[Key] = set()
    declared: set[str] = set()
    for file in files:
        declared.update(name for line in file.added() for name in _declared(line.text))
        for hunk in file.hunks:
            side = After(hunk)
            after = list(calls(side.tokens))
            before = Counter(map(key, calls(tokenize(hunk.pre))))
            added |= set(Counter(map(key, after)) - before)
            edited = {line.body_line for line in hunk.lines if line.kind is not CONTEXT}
            for call in after:
                if edited.isdisjoint(range(call.line.body_line, call.last.body_line + 1)):
                    unchanged[key(call)].append(Place(file, side, call))
    return Rest(unchanged, frozenset(added), frozenset(declared))


def key(call: Call) -> Key:
    """What makes two calls the same."""
    return call.name, call.spelling


def _blocks(hunk: Hunk) -> Iterator[list[DiffLine]]:
    """The runs of changed lines."""
    for is_context, lines in groupby(hunk.lines, key=lambda line: line.kind is CONTEXT):
        if not is_context:
            yield list(lines)


def _lost(hunk: Hunk) -> list[Key]:
    """The names before a bracket by which two lines of a block differ, with the word behind that.

    It is cheap, for most do not.
    """
    gone, come = names_before_brackets(hunk.removed_text), names_before_brackets(hunk.added_text)
    if not (gone and come) or sorted(gone) == sorted(come):
        return []
    return [each for block in _blocks(hunk) for each in _lost_in(block)]


def _lost_in(block: Sequence[DiffLine]) -> Iterator[Key]:
    with_call = [line for line in block if "(" in line.text]
    if not with_call or len({line.kind for line in with_call}) == 1:
        return
    names: dict[tuple[str, ...], dict[LineKind, list[str]]] = {}
    for line in with_call:
        text = line.text[:_WIDTH]
        words = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
        for index in range(len(words) - 1):
            if words[index + 1] == "(" and _may_be_called(words[index]):
                frame = (*words[:index], "", *words[index + 2 : index + 3])
                both = names.setdefault(frame, {REMOVED: [], ADDED: []})
                both[line.kind].append(words[index])
    for frame, both in names.items():
        if set(both[ADDED]) - set(both[REMOVED]):
            yield from ((name, frame[-1]) for name in both[REMOVED])


def _may_be_called(word: str) -> bool:
    return word.isidentifier() and word not in KEYWORDS


def _by_block(hunk: Hunk, found: Iterable[Call]) -> dict[int, list[Call]]:
    """The calls that start in changed lines, by the number of the block of these."""
    blocks = {id(line): n for n, block in enumerate(_blocks(hunk)) for line in block}
    by_block: dict[int, list[Call]] = defaultdict(list)
    for call in found:
        if call.arguments and id(call.line) in blocks:
            by_block[blocks[id(call.line)]].append(call)
    return by_block


def _pairs(gone: Sequence[Call], come: Sequence[Call]) -> Iterator[tuple[Call, Call]]:
    """The calls of one block that lost their name to another, each with what it became.

    Calls that are on both sides were only moved; both sides are walked in order.
    """
    moved = Counter(map(key, gone)) & Counter(map(key, come))
    kept = Counter(moved)
    waiting: dict[Key, list[Call]] = defaultdict(list)
    for call in gone:
        if kept[key(call)]:
            kept[key(call)] -= 1
        else:
            waiting[call.spelling, call.around].append(call)
    for call in come:
        if moved[key(call)]:
            moved[key(call)] -= 1
        elif waiting[call.spelling, call.around]:
            yield waiting[call.spelling, call.around].pop(0), call


def _declared(text: str) -> Iterator[str]:
    """The names a line defines or declares: a function in the first column, or a macro."""
    macro = _MACRO.match(text)
    if macro:
        yield macro[1]
    elif text[:1].isalpha() or text.startswith("_"):
        yield from _BEFORE_BRACKET.findall(text)
