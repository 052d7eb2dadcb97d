"""Makes a stranger's text safe to repeat: in our words, in headers, on a terminal.

What is taken for dangerous: control characters (escape sequences drive terminals), lone
surrogates (they cannot be written out), and the invisible characters that change how a line reads,
foremost the bidirectional ones (CVE-2021-42574). Joiners stay: names in many scripts need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    import re

_DANGEROUS = (
    "\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSAFE = regex(f"[{_DANGEROUS}]")
_BREAKS = regex(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DELETE = 0x7F
_CARET = 0x40


def clean(text: str) -> str:
    """One line without dangerous characters: line breaks become a space, the rest goes.

    Tabs and runs of spaces stay, for the text may be code.
    """
    return _UNSAFE.sub("", _BREAKS.sub(" ", text))


def header_text(text: str) -> str:
    """``clean``, every run of white space one space: what may stand in a mail header."""
    return " ".join(clean(text).split())


def visible(line: str) -> str:
    """One line with dangerous characters written out as less(1) does: ``^[``, ``<U+202E>``.

    For quotes: a reviewer must see what the author sent. Tabs stay.
    """
    return _UNSAFE.sub(_spelled, line)


def escaped(json_text: str) -> str:
    """JSON with dangerous characters as escapes; lone surrogates as U+FFFD, as no parser agrees.

    Line breaks between tokens stay; inside strings the serializer has escaped them already.
    """
    return _UNSAFE.sub(_json_escape, json_text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= _DELETE:
        return "^" + chr(code ^ _CARET)
    return "\ufffd" if _is_surrogate(code) else f"<U+{code:04X}>"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\n":
        return match[0]
    if _is_surrogate(code):
        return "\ufffd"
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _is_surrogate(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF  # noqa: PLR2004  the range Unicode reserves for them
