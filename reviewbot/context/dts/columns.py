"""Columns of devicetree source: what stands below or above something on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.dts.code import Code

_GAP = regex(r"\S {2,}[^\s=\\]")
_GAPS = regex(r"(?<=\S) {2,}(?=\S)")
_CELLS = regex(r"<[^<>]*")
_TABLE = 8  # cells of one line: more are a table, however it is set
_WORD = regex(r"[^\s<>,;]+")
_NUMBER = regex(r"(?:0x)?[\da-fA-F]+")


def goes_on(text: str) -> bool:
    """Whether a line is one of several of a value in brackets."""
    return text.count("<") != text.count(">")


def is_of_strings(code: Code) -> bool:
    """Whether a line is of a table of strings: some are empty, or none has a blank before it."""
    texts = (code.text, *code.beside)
    if any('""' in text for text in texts):
        return True
    return code.text.lstrip().startswith('"') and not any('", "' in text for text in texts)


def is_column(code: Code, at: int) -> bool:
    """Whether what is behind two blanks, there, is one of a column, of groups, or of a table."""
    cells = next((each for each in _CELLS.finditer(code.text) if at in range(*each.span())), None)
    if cells and (len(cells[0].split()) > _TABLE or _parts(cells[0])):
        return True
    return any(_GAP.search(text) or _is_below(code.text, at, text) for text in code.beside)


def _parts(cells: str) -> bool:
    """Whether gaps part addresses and sizes: several, or one in the midst of two times two cells."""
    groups = [group.split() for group in _GAPS.split(cells.removeprefix("<"))]
    sizes = [len(group) for group in groups]
    return bool(sizes[2:]) or sizes == [2, 2]


def _is_below(text: str, at: int, beside: str) -> bool:
    """Whether the line beside has the same word at the same column, or a number where it is one.

    Or begins there with a bracket as well.
    """
    column = len(text[:at].expandtabs())
    own = _WORD.match(text, at)
    flat = beside.expandtabs()
    if text[at : at + 1] == "<" and flat[:column].isspace() and flat[column : column + 1] == "<":
        return True
    other = _WORD.match(flat, column) if flat[column - 1 : column] == " " else None
    if own is None or other is None:
        return False
    return own[0] == other[0] or bool(_NUMBER.fullmatch(own[0]) and _NUMBER.fullmatch(other[0]))
