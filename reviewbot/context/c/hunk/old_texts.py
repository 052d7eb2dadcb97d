"""The texts of strings that a patch takes out: what is put there in the same words is not new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import strings_in
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import DiffContext

CONVERSION = regex(r"%(?!%)[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|t|j|L)?([a-zA-Z])")
_NEWLINE = "\\n"
_NO_WORD = regex(r"%p\w*|\\[a-z]")  # %pe and the like, \n
_WORD = regex(r"[a-z']+")


def stood_there(context: DiffContext, text: str) -> bool:
    """Whether removed lines say the same words, whatever prints them and with what conversions.

    A text that leaves its line open is another one than what ended it.
    """
    return _key(text) in _removed(context)


def _key(text: str) -> tuple[str, bool]:
    """Its words, and whether it leaves its line open; a text without words as it is."""
    plain = CONVERSION.sub(" ", _NO_WORD.sub(" ", text)).lower()
    return " ".join(_WORD.findall(plain)) or text.lower(), not text.endswith(_NEWLINE)


@once_for_each
def _removed(context: DiffContext) -> frozenset[tuple[str, bool]]:
    keys = {_key(text) for text in _texts(context) if text}
    return frozenset(keys | {(words, False) for words, _ in keys})


def _texts(context: DiffContext) -> Iterator[str]:
    """Each string of the removed lines, but one that goes on over lines in one piece."""
    for file in context.files:
        pieces: list[str] = []
        for line in file.removed():
            first, *others = [text[1:-1] for text in strings_in(line.text)] or [""]
            if not line.text.lstrip().startswith('"'):
                yield "".join(pieces)
                pieces = []
            pieces.append(first)
            if others:
                yield "".join(pieces)
                yield from others[:-1]
                pieces = others[-1:]
        yield "".join(pieces)
