"""The calls that read a property of a firmware node."""

from __future__ import annotations

from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import names_in


def _reads() -> frozenset[str]:
    """The functions that read a property."""
    return names_in("property_reads", "functions")


READ = Pattern("$callee($node, $name, ...)", callee=_reads)
