"""Source with the macros C's grammar cannot place replaced by text of the same length.

    text = mask("{ … }")   # of a function's body; None: brackets do not match

Lines and columns stay. What is known of macros is ``knowledge/macros.toml``; shape decides the
rest. A macro that heads a block becomes ``while`` or ``if`` followed by form feeds, a white space
no kernel source has, so that ``heads`` can give its name back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask.branches import bracket_pairs, first_branches
from reviewbot.context.c.file.mask.masked import MaskedText, blank
from reviewbot.context.c.file.mask.tokens import tokens
from reviewbot.context.c.file.mask.words import mask_words
from reviewbot.knowledge.load import names_in
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.c.file.mask.tokens import Token

_HEAD = regex(r"\b(?:while|if)\f+")
_NAME = regex(r"\w+")


def is_attribute(word: str) -> bool:
    """Whether this word, with or without an argument list, only qualifies a declaration."""
    return word in names_in("macros", "attributes") or word in names_in("macros", "attribute_calls")


def mask(text: str) -> str | None:
    """``text`` fit for the grammar, conditional directives left for it to place.

    ``None`` where the brackets do not match or are nested deeper than in any kernel code.
    """
    return _masked(text, tokens(text), ())


def mask_without_branches(text: str) -> str | None:
    """The same with each ``#if`` reduced to its first branch (``#if 0``: its second)."""
    return _masked(text, *first_branches(tokens(text)))


def _masked(text: str, found: Sequence[Token], dropped: Iterable[tuple[int, int]]) -> str | None:
    """The text without what is ``dropped``, and its comments."""
    code = [token for token in found if token.kind != "comment"]
    pairs = bracket_pairs(code)
    if pairs is None:
        return None
    kept = list(text)
    blank(kept, dropped)
    masked = MaskedText("".join(kept), code, pairs)
    blank(masked.characters, ((t.start, t.stop) for t in found if t.kind == "comment"))
    mask_words(masked)
    return "".join(masked.characters)


def heads(original: str, masked: str) -> dict[int, list[str]]:
    """The names of the macros that head blocks, by 0-based row, in order."""
    found: dict[int, list[str]] = {}
    row = last = 0
    for match in _HEAD.finditer(masked):
        row += masked.count("\n", last, match.start())
        last = match.start()
        name = _NAME.match(original, match.start())
        found.setdefault(row, []).append(name[0] if name else "")
    return found
