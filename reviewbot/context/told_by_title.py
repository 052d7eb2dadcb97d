"""Patches of which the title says all: nobody misses a text below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.trailers import tags
from reviewbot.knowledge.layout import is_devicetree
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_VERSION = regex(r"\bversion\b\D{0,40}(\d+\.[\w.-]+)")
_COMMIT = regex(r"/commit/[0-9a-f]{7,}")


def is_imported(context: DiffContext) -> bool:
    """Whether a link leads to the commit of another project that this is."""
    return any(_COMMIT.search(tag.value) for tag in tags(context.patch, "Link"))


def is_version(context: DiffContext) -> bool:
    """Whether the title has the number of a version, and the patch writes that."""
    number = _VERSION.search(context.patch.subject.title)
    if not number:
        return False
    return any(number[1] in line.text for file in context.files for line in file.added())


def adds_nodes(context: DiffContext) -> bool:
    """Whether it only adds to devicetrees, and mends nothing."""
    if any(tags(context.patch, "Fixes")):
        return False
    return all(is_devicetree(file.path) and not any(file.removed()) for file in context.files)
