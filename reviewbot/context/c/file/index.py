"""What a file has under each name: found once, then looked up.

    known = index(image.post)
    known.pieces("frob_start")     # where it is defined and declared
    known.lines("frob_start")      # and all lines that have it

Checks ask such things about each name of a patch; to walk the file for each of them would make a
file of twice the size cost four times as much.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from reviewbot.context.c.file.branches import branches
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.lex import blank, names_in, names_in_code, strings_in
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.context.c.file.definition import Definition

_CALLED = regex(r"(\w++)(?=(\s*\()?)")
_ASM = regex(r"\b(?:asm|__asm__|__asm)\b")
_SHOUTS = regex(r"[A-Z][A-Z0-9_]+[ \t]*\(")
_MACRO_CALL = regex(r"\b[A-Z][A-Z0-9_]+[ \t]*\(")
_INCLUDE = regex(r"[ \t]*#[ \t]*include\b")
_MAKES = regex(r"\b([A-Z_][A-Z0-9_]++)[ \t]*+\(([^()]*+)\)")
_FEW = 50  # names that are looked for; for more it pays to list all words
_TOP_LEVEL = frozenset(
    (DefinitionKind.DECLARATION, DefinitionKind.INVOCATION, DefinitionKind.OBJECT)
)
_DEFINED = frozenset((DefinitionKind.FUNCTION, DefinitionKind.OBJECT, DefinitionKind.MACRO))

Each = TypeVar("Each")


@lru_cache(maxsize=256)  # see ``definitions``
def index(source: bytes) -> FileIndex:
    """The index of a file; its parts are made when they are asked for."""
    return FileIndex(source)


@frozen(slots=False, eq=False)
class FileIndex:
    """The words and pieces of one file; lines are 1-based."""

    source: bytes

    @property
    def text(self) -> str:
        """The file as text, not kept; bytes that are not UTF-8 become U+FFFD."""
        return self.source.decode("utf-8", "replace")

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The lines without comments; strings stay."""
        return tuple(blank(self.text, strings=False).split("\n"))

    @cached_property
    def code_words(self) -> frozenset[str]:
        """The words outside of comments and strings."""
        return names_in_code(self.text)

    @cached_property
    def string_words(self) -> frozenset[str]:
        """The words of the strings."""
        return frozenset(word for text in strings_in(self.text) for word in names_in(text))

    @cached_property
    def has_assembly(self) -> bool:
        """Whether there is inline assembly."""
        return _ASM.search(self.text) is not None

    def pieces(self, name: str) -> tuple[Definition, ...]:
        """The pieces of that name, in source order."""
        return self._pieces.get(name, ())

    def spans(self, name: str) -> Spans:
        """The lines of the pieces of that name, macros that are only used set aside."""
        return Spans(p for p in self.pieces(name) if p.kind is not DefinitionKind.INVOCATION)

    def lines(self, name: str) -> tuple[int, ...]:
        """The lines that have the word outside of comments."""
        found = self._lines_of
        if name not in found and len(found) < _FEW:
            found[name] = tuple(
                number
                for number, line in enumerate(self.bare, 1)
                if name in line and name in names_in(line)
            )
        return found[name] if name in found else self._lines.get(name, ())

    def has_at(self, line: int, name: str) -> bool:
        """Whether a line has the word outside of comments; there may be no such line."""
        if line not in self._words_at:
            words = names_in(self.bare[line - 1]) if 0 < line <= len(self.bare) else ()
            self._words_at[line] = frozenset(words)
        return name in self._words_at[line]

    def macro_calls(self, word: str) -> tuple[int, ...]:
        """The lines with that word which use a macro, by the look of it."""
        return self._macro_calls.get(word, ())

    @cached_property
    def includes(self) -> tuple[int, ...]:
        """The lines with an ``#include``."""
        return tuple(n for n, line in enumerate(self.bare, 1) if _INCLUDE.match(line))

    @cached_property
    def branches(self) -> tuple[range, ...]:
        """See ``branches.py``."""
        return branches(self.bare)

    @cached_property
    def macros(self) -> Spans:
        """The lines of the ``#define``s."""
        return Spans(p for p in definitions(self.source) if p.kind is DefinitionKind.MACRO)

    @cached_property
    def words_of_macros(self) -> frozenset[str]:
        """The words of the ``#define``s."""
        pieces = (p.text for p in definitions(self.source) if p.kind is DefinitionKind.MACRO)
        return frozenset(word for text in pieces for word in names_in(text))

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """How often each word stands there, comments set aside."""
        return Counter(word for word, _ in self._calls)

    @cached_property
    def calls(self) -> Mapping[str, int]:
        """How often each word stands before a bracket, comments set aside."""
        return Counter(word for word, bracket in self._calls if bracket)

    @cached_property
    def registered(self) -> frozenset[str]:
        """The words of the macros at top level that look like EXPORT_SYMBOL."""
        found = {word for line in self.bare if _SHOUTS.match(line) for word in names_in(line)}
        for piece in definitions(self.source):
            if piece.kind is DefinitionKind.INVOCATION and piece.name == piece.name.upper():
                found.update(names_in(piece.text))
        return frozenset(found)

    @cached_property
    def made_of(self) -> frozenset[str]:
        """The words that macros outside of functions are given, but for those that make nothing."""
        inert = tuple(front for entry in table("linkage")["inert"] for front in entry["fronts"])
        return frozenset(
            word
            for piece in definitions(self.source)
            if piece.kind in _TOP_LEVEL
            for macro, arguments in _MAKES.findall(blank(piece.text, strings=True))
            if not macro.startswith(inert)
            for word in names_in(arguments)
        )

    @cached_property
    def declared(self) -> frozenset[str]:
        """The names it declares without defining them."""
        pieces = definitions(self.source)
        return frozenset(piece.name for piece in pieces if piece.kind is DefinitionKind.DECLARATION)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The functions, objects and macros it defines."""
        pieces = definitions(self.source)
        return frozenset(piece.name for piece in pieces if piece.kind in _DEFINED)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The names of pieces that files which include it see as their own, or that it exports."""
        pieces = definitions(self.source)
        return frozenset(piece.name for piece in pieces if not piece.is_static or piece.is_inline)

    @cached_property
    def _pieces(self) -> Mapping[str, tuple[Definition, ...]]:
        return _grouped((piece.name, piece) for piece in definitions(self.source))

    @cached_property
    def _lines_of(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _lines(self) -> Mapping[str, tuple[int, ...]]:
        return _by_word(self.bare, lambda _: True)

    @cached_property
    def _macro_calls(self) -> Mapping[str, tuple[int, ...]]:
        return _by_word(self.bare, lambda line: _MACRO_CALL.search(line) is not None)

    @cached_property
    def _calls(self) -> list[tuple[str, str]]:
        return _CALLED.findall("\n".join(self.bare))

    @cached_property
    def _words_at(self) -> dict[int, frozenset[str]]:
        return {}


def shares_part(name: str, words: frozenset[str]) -> bool:
    """Whether a part of a name between underscores is one of the words, or all of it is.

    ``frob_log_show`` has frob, log, show, frob_log and log_show.
    """
    padded = f"_{name}_"
    few = padded.count("_") ** 2 < 2 * len(words)
    if few:
        return any(part in words for part in parts(name))
    spend(len(words))
    return any(f"_{word}_" in padded for word in words)


def parts(name: str) -> Iterator[str]:
    """The parts of a name between any two underscores or its ends, and all of it."""
    padded = f"_{name}_"
    cuts = [at for at, sign in enumerate(padded) if sign == "_"]
    for number, start in enumerate(cuts):
        spend((len(cuts) - number) * (1 + len(name) // 100))
        for stop in cuts[number + 1 :]:
            yield padded[start + 1 : stop]


def _by_word(
    lines: Iterable[str], is_meant: Callable[[str], bool]
) -> Mapping[str, tuple[int, ...]]:
    return _grouped(
        (word, number)
        for number, line in enumerate(lines, 1)
        if is_meant(line)
        for word in dict.fromkeys(names_in(line))
    )


def _grouped(pairs: Iterable[tuple[str, Each]]) -> Mapping[str, tuple[Each, ...]]:
    found: dict[str, list[Each]] = defaultdict(list)
    for name, each in pairs:
        found[name].append(each)
    return {name: tuple(group) for name, group in found.items()}
