"""The texts of strings that a patch takes out: what is put there in the same words is not new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import strings_in
from reviewbot.context.levels import BlobContext
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff, Hunk

CONVERSION = regex(r"%(?!%)[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|t|j|L)?([a-zA-Z])")
_NEWLINE = "\\n"
_NO_WORD = regex(r"%p\w*|\\[a-z]")  # %pe and the like, \n
_WORD = regex(r"[a-z']+")
_NEWS = regex(r'(?:_info\(|\bKERN_INFO\b)[^;"]{0,200}"([^"\n]*)"')
_FIRST = 2  # words of a text: the rest of it is another
_PREFIX = regex(r"\A[\w-]{1,40}: ")  # the name of a driver, which dev_info() prints by itself


def stood_there(context: DiffContext, text: str) -> bool:
    """Whether removed lines say the same words, whatever prints them and with what conversions.

    A text that leaves its line open is another one than what ended it.
    """
    return _key(text) in _removed(context)


def stands_there(context: DiffContext, file: FileDiff, text: str) -> bool:
    """Whether a line of the file that was there before, as far as it is known, says the same words."""
    key = _key(text)
    return bool(key[0].strip()) and any(_key(each) == key for each in _kept(context, file))


def is_reworded(hunk: Hunk, text: str) -> bool:
    """Whether removed lines of the hunk tell, with one of the same first words, that all is well."""
    first = frozenset(_first(text))
    return any(not first.isdisjoint(_first(old)) for old in _NEWS.findall(hunk.removed_text))


def _first(text: str) -> Sequence[str]:
    """The first words of a text, but the name of the driver."""
    return _WORD.findall(_key(_PREFIX.sub("", text, count=1))[0])[:_FIRST]


def _kept(context: DiffContext, file: FileDiff) -> Iterator[str]:
    """The text of each line of the file before the patch, else of those around its changes."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    if image is not None and image.pre:
        lines = image.pre.decode("utf-8", "replace").split("\n")
    else:
        lines = [line.text for hunk in file.hunks for line in hunk.lines if line.kind is CONTEXT]
    spend(len(lines))
    return ("".join(each[1:-1] for each in strings_in(line)) for line in lines if '"' in line)


def _key(text: str) -> tuple[str, bool]:
    """Its words, and whether it leaves its line open; a text without words by its signs."""
    plain = CONVERSION.sub(" ", _NO_WORD.sub(" ", text)).lower()
    return " ".join(_WORD.findall(plain)) or plain, not text.endswith(_NEWLINE)


@once_for_each
def _removed(context: DiffContext) -> frozenset[tuple[str, bool]]:
    keys = {_key(text) for whole in _texts(context) for text in _forms(whole)}
    return frozenset(keys | {(words, False) for words, _ in keys})


def _forms(text: str) -> Iterator[str]:
    """A text, and what of it is left where the name of the driver is printed anyway."""
    prefix = _PREFIX.match(text)
    if text:
        yield text
    if prefix and prefix.end() < len(text):
        yield text[prefix.end() :]


def _texts(context: DiffContext) -> Iterator[str]:
    """Each string of the removed lines, but one that goes on over lines in one piece.

    What a macro such as PRIu64 parts is one text, too.
    """
    for file in context.files:
        pieces: list[str] = []
        for line in file.removed():
            first, *others = [text[1:-1] for text in strings_in(line.text)] or [""]
            if not line.text.lstrip().startswith('"'):
                yield "".join(pieces)
                pieces = []
            pieces.append(first)
            if others:
                yield "".join([*pieces, *others])
                yield "".join(pieces)
                yield from others[:-1]
                pieces = others[-1:]
        yield "".join(pieces)
