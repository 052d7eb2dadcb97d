"""The error codes, or numbers, a function is seen to fail with, itself or through what it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import blank
from reviewbot.context.memo import once_for_each
from reviewbot.context.whole import whole
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_DEEP = 3  # functions that call each other
_SEARCHED = 4000  # characters of text in a step
_LINE = 20  # characters of a line of code, about
_RETURNED = regex(r"\breturn\b([^;{}]*);")
_CODE = regex(r"-\s*(E[A-Z0-9]+)$")
_NUMBER = regex(r"[1-9]\d*$")
_SUCCESS = regex(r"(?:0|false)?$")
_CALL = regex(r"([a-z_]\w*) ?\([^?]*\)$")
_NAME = regex(r"[a-z_]\w*$")


def fails_with_only(context: DiffContext, callee: str, code: str) -> bool:
    """Whether all of a function is in the files of the patch, and it gives no other code than that."""
    codes = _codes(context, callee, _DEEP)
    return codes is not None and codes <= {code}


def gives_numbers(context: DiffContext, callee: str) -> bool:
    """Whether a function of the files of the patch is seen to give a number that is no code."""
    return any(map(_NUMBER.match, _values(_seen_body(context, callee))))


def _codes(context: DiffContext, callee: str, deep: int) -> frozenset[str] | None:
    """The codes a function gives; ``None`` where that is not seen."""
    body = _seen_body(context, callee) if deep else ""
    if not body:
        return None
    found: set[str] = set()
    for value in _values(body):
        codes = _codes_of(context, value, deep)
        if codes is None:
            return None
        found |= codes
    return frozenset(found)


def _codes_of(context: DiffContext, value: str, deep: int) -> frozenset[str] | None:
    """The codes that one value is or may be."""
    if code := _CODE.match(value):
        return frozenset({code[1]})
    if _SUCCESS.match(value):
        return frozenset()
    call = _CALL.match(value)
    return _codes(context, call[1], deep - 1) if call else None


def _values(body: str) -> Iterator[str]:
    """What a function returns; of a variable all that it is set to, or its name where more may set it."""
    for found in _RETURNED.finditer(body):
        value = found[1].strip()
        if not _NAME.match(value):
            yield value
            continue
        spend(1 + len(body) // _SEARCHED)
        parts = f" {body}".replace("\t", " ").split(f" {value} = ")
        values = [_first(part) for part in parts[1:]]
        yield from values if values and f"&{value}" not in body else (value,)


def _first(text: str) -> str:
    """What stands before the end of a statement, or before the next variable that is declared."""
    value = text.partition(";")[0]
    return (value if "(" in value else value.partition(",")[0]).strip()


def _seen_body(context: DiffContext, callee: str) -> str:
    """The body of a function of the files of the patch; empty where that is not seen."""
    return next(filter(None, (_body(text, callee) for text in _texts(context))), "")


def _body(text: str, callee: str) -> str:
    """The body of a function's definition in a text; empty where there is none."""
    spend(1 + len(text) // _SEARCHED)
    head, at = f"{callee}(", -1
    while (at := text.find(head, at + 1)) >= 0:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        parameters, brace, _ = text[at : at + 1000].partition("\n{\n")
        is_whole_word = line.endswith((" ", "*", "\t")) or not line
        if line[:1].isalpha() and is_whole_word and brace and ";" not in parameters:
            start = at + len(parameters) + len(brace)
            return text[start : text.find("\n}", start)] if "\n}" in text[start:] else ""
    return ""


@once_for_each
def _texts(context: DiffContext) -> tuple[str, ...]:
    """The code of what is known of the files of C, after the patch."""
    texts = [text for file in context.files if file.is_c for text in _texts_of(context, file)]
    spend(sum(map(len, texts)) // _LINE)
    return tuple(blank(text, strings=True) for text in texts)


def _texts_of(context: DiffContext, file: FileDiff) -> Iterator[str]:
    """All of a file, or what each hunk shows."""
    source = whole(context, file)
    if source is not None:
        yield source.decode("utf-8", "replace")
        return
    for hunk in file.hunks:
        yield "\n".join(line.text for line in hunk.post)
