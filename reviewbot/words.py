"""The words of a text, read many times for each mail."""

from __future__ import annotations

from reviewbot.regex import regex

_WORD = regex(r"\w+")
_ASCII = map(chr, range(128))
_BLANKED = "".join(each if each.isalnum() or each == "_" else " " for each in _ASCII)


def words_in(text: str) -> list[str]:
    r"""What ``\w+`` finds, in order: in ASCII, as nearly all is, in a third of the time."""
    return text.translate(_BLANKED).split() if text.isascii() else _WORD.findall(text)
