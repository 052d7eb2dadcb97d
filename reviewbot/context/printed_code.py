"""The arguments of a message, without the error code that its function prints by itself."""

from __future__ import annotations

import re

from reviewbot.regex import regex

_LAST = regex(r'(?:[:,]?[ ]?(?:error|err|ret|rc|=|:)*[ ]?(?:\(%l?d\)|%l?d|%pe))(\\n)?"$')


def without_code(arguments: str, code: str) -> str:
    """A format that ends with the code, and its values; empty where the code is anywhere else.

    ``"no clock: %d\\\\n", ret`` is ``"no clock\\\\n"``.
    """
    text, _, values = arguments.partition('",')
    if not values:
        return "" if _names(arguments, code) else arguments
    given = [value.strip() for value in values.split(",")]
    match = _LAST.search(f'{text}"')
    if given[-1:] != [code] or not match or '"' in text[1:] or _names(values[: -len(code)], code):
        return ""
    format_ = f'{text[: match.start()]}{match[1] or ""}"'
    return ", ".join((format_, *given[:-1]))


def _names(text: str, code: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text) is not None
