"""What the grammar has no place for among the arguments of a call: types, statements, jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask.masked import PRIMITIVE

if TYPE_CHECKING:
    from reviewbot.context.c.file.mask.masked import MaskedText

_NEAR = 24  # tokens a type in an argument list may have

_QUALIFIERS = frozenset(("const", "volatile", "struct", "union", "enum", "unsigned", "signed"))
_JUMPS = frozenset(("break", "continue", "goto", "return"))
_BODIES = _JUMPS | frozenset(("do", "for", "if", "switch", "while"))


def mask_arguments(masked: MaskedText, first: int, close: int) -> None:
    """Type names become one word each, statements a number, and an empty last one goes."""
    index = first
    while index < close:
        if masked.word(index) in _BODIES:  # statements as an argument
            masked.replace(index, close - 1)
            return
        stop = _type_end(masked, index, close)
        if stop is not None:
            masked.join(index, stop)
            index = stop + 1
        argument = index
        while index < close and masked.word(index) != ",":
            if masked.word(index) == ";":
                masked.replace(argument, close - 1)
                return
            index = masked.behind(index)
        if index + 1 == close:  # an empty last one
            masked.erase(index, index)
        index += 1


def mask_jumps(masked: MaskedText, first: int, close: int) -> None:
    """``return -EINTR`` among the arguments of what heads a block becomes a number."""
    index = first
    while index < close:
        stop = index
        while stop < close and masked.word(stop) != ",":
            stop = masked.behind(stop)
        if masked.word(index) in _JUMPS:
            masked.replace(index, stop - 1)
        index = stop + 1


def _type_end(masked: MaskedText, first: int, close: int) -> int | None:
    """The last token of the type that makes up a whole argument; ``None`` if it is none."""
    words = stars = 0
    typed = False
    for index in range(first, min(first + _NEAR, close + 1)):
        token = masked.tokens[index]
        if index == close or token.text == ",":
            is_type = typed or words > 1 or stars > 0
            return index - 1 if words and is_type else None
        if token.kind == "name":
            if stars and token.text not in _QUALIFIERS:
                return None
            words += 1
            typed = typed or token.text in PRIMITIVE or token.text in _QUALIFIERS
        elif token.text == "*" and words:
            stars += 1
        else:
            return None
    return None
