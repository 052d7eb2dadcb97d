"""What the file of a binding should be called."""

from __future__ import annotations

from reviewbot.model.finding import Confidence
from reviewbot.regex import regex

# no vendor, or a wildcard for several parts
_FAMILY = regex(r"\A[^,]*\Z|\dx+\b|xx|-(?:series|family)\Z")
_ALIKE = 4  # characters that two names of a part begin with


def wanted_name(name: str, compatibles: list[str]) -> tuple[str, Confidence]:
    """What the file should be called, and how sure; empty where its name is fine."""
    if name in compatibles:
        return "", Confidence.HIGH
    for compatible in compatibles:
        vendor, _, part = compatible.partition(",")
        if name in (part, f"{vendor}-{part}"):
            return compatible, Confidence.HIGH
    first = compatibles[0] if compatibles else ""
    vendors = {each.partition(",")[0] for each in compatibles}
    is_of_many = len(vendors) > 1 or name in vendors  # whatever name is as good
    is_asked = _is_like(name, first) if len(set(compatibles)) == 1 else _FAMILY.search(name)
    return first if is_asked and not is_of_many else "", Confidence.MODERATE


def _is_like(name: str, compatible: str) -> bool:
    """Whether a name is meant to be that compatible: of its vendor, or one of their parts begins the other."""
    mine = name.replace("_", "-").rpartition(",")[2]
    vendor, _, part = compatible.partition(",")
    words = {mine, mine.partition("-")[2]}
    begins = any(word and part.startswith(word[:_ALIKE]) for word in words)
    return bool(part) and (begins or name.startswith(f"{vendor},"))
