"""Which charset a part of a mail may be decoded with."""

from __future__ import annotations

import codecs

# Text to Python, but no charset of a mail (IANA); some take a time that grows with the square.
_FOREIGN = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "mbcs", "oem"}
)


def known_charset(name: str) -> str:
    """The codec of a charset's name; ``""`` where there is none that a mail could be in.

    Codecs that decode no text (``hex``, ``zip``, ``rot13``) are none.
    """
    try:
        codec = codecs.lookup(name)
        b" ".decode(codec.name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if codec.name.replace("_", "-") in _FOREIGN else codec.name
