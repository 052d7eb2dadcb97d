"""The constants a hunk defines, in the blocks people write them in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.host_code import includes_libc
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE
from reviewbot.context.c.lex import blank
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_binding_header, is_tool, is_uapi
from reviewbot.model.budget import shared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, Hunk

_DEFINE = regex(r"#[ \t]*define[ \t]+(\w+)(?!\()[ \t]+(\S.*)", re.DOTALL)
_NUMBER = regex(r"\(?(0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)[uUlL]*\)?")
_NEAR = 2  # lines from one to the next of a block: a blank line or a comment may be between
_WHOLE_BYTES = (0xFF, 0xFFFF, 0xFFFFFFFF)


@frozen(eq=False)
class Define:
    """``#define name value``, without parameters; comments are no part of the value."""

    name: str
    value: str
    line: DiffLine

    @property
    def number(self) -> int | None:
        """The value, where it is a plain number."""
        return number(self.value)


Block = tuple[Define, ...]
_SHIFTED = regex(r"\(?\(?(0[xX][0-9a-fA-F]{1,8}|[1-9]\d?)[uUlL]*\)? ?<< ?(\d{1,2})\)?")
_BITS = (
    regex(r"GENMASK\(\d+, ?(\d+)\)"),
    regex(r"BIT\((\d+)\)"),
    regex(r"\(?(?:0x[0-9a-fA-F]*[13579bdfBDF]|[1-9]*[13579])[uUlL]* ?<< ?(\d+)\)?"),
)


def mask_of(value: str) -> int | None:
    """The mask a hexadecimal number or a shifted number stands for."""
    shifted = _SHIFTED.fullmatch(value)
    if shifted:
        return int(shifted[1], 0) << int(shifted[2])
    return number(value) if "0x" in value.lower() else None


def row_of_bits(value: str) -> tuple[int, int] | None:
    """The highest and the lowest bit of a mask that has all between, and no others."""
    mask = mask_of(value)
    if not mask or mask in _WHOLE_BYTES:
        return None
    low = (mask & -mask).bit_length() - 1
    high = mask.bit_length() - 1
    return (high, low) if high > low and mask >> low == (1 << (high - low + 1)) - 1 else None


def lowest_bit(value: str) -> int | None:
    """The lowest bit of a mask that is written as GENMASK(), BIT(), a shifted number or a number."""
    for form in _BITS:
        if match := form.fullmatch(value):
            return int(match[1])
    plain = number(value)
    return (plain & -plain).bit_length() - 1 if plain else None


@once_for_each
def constants(context: DiffContext) -> Mapping[str, str]:
    """The values of the constants that are defined in the hunks of a patch, by name."""
    return {
        define.name: define.value
        for file in context.files
        for hunk in (file.hunks if file.is_c else ())
        for block in (blocks(hunk) if "define" in hunk.words else ())
        for define in block
    }


def number(text: str) -> int | None:
    """The number a literal stands for, in parentheses or not."""
    match = _NUMBER.fullmatch(text)
    return int(match[1], 0) if match else None


@shared(maxsize=1024, of_mail=True)
def blocks(hunk: Hunk) -> tuple[Block, ...]:
    """The definitions of the post-image, those that stand together in one block."""
    found: list[list[Define]] = []
    last = -_NEAR
    for token in fragment(hunk).everything:
        match = _DEFINE.match(token.text) if token.kind is A_DIRECTIVE else None
        if match is None:
            continue
        start = token.line.new or 0
        if start - last > _NEAR:
            found.append([])
        last = token.last.new or start
        found[-1].append(Define(match[1], blank(match[2], strings=False).strip(), token.line))
    return tuple(tuple(block) for block in found if block)


def new_defines(context: DiffContext) -> Iterator[tuple[Block, Block]]:
    """Each block of C of the kernel to which the patch adds, and what it adds, in order.

    Not what is only moved, nor what user space or the devicetree sees: they have no macros of
    the kernel.
    """
    for file in context.files:
        is_seen = is_uapi(file.path) or is_binding_header(file.path)
        if not file.is_c or is_tool(file.path) or is_seen or includes_libc(file):
            continue
        for hunk in file.hunks:
            for block in blocks(hunk) if "define" in hunk.added_words else ():
                new = tuple(define for define in block if is_new(context, define.line))
                if new:
                    yield block, new
