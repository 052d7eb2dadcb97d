"""How much of a source is read before it is given up."""

from __future__ import annotations

from reviewbot.frozen import frozen

_KIB = 1024


@frozen
class Limits:
    """Bounds of one fetch; beyond them there is a sentence, never a wait or a full memory.

    Attributes:
        deadline: Seconds a fetch from a server may take altogether. Files have none.
        size: Bytes of the source, and of what it unpacks to.
        messages: Messages in the source. The longest threads on lore have some 2,000.
        lines: Lines of an mbox; 256 MiB of newlines would take gigabytes to split.
    """

    deadline: float = 120.0
    size: int = 256 * _KIB * _KIB
    messages: int = 10_000
    lines: int = 10_000_000


DEFAULT_LIMITS = Limits()


def shown_size(size: int) -> str:
    """A byte count as a user reads it: ``256 MiB``, ``64 KiB``, ``100 bytes``."""
    for unit, name in ((_KIB * _KIB, "MiB"), (_KIB, "KiB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} bytes"


def shown(text: str) -> str:
    """What a user typed or a file is called, safe to print: no control characters, not endless."""
    clean = "".join(char if char.isprintable() else "?" for char in text)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"


_LONGEST = 200
