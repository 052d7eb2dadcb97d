"""Who looks after which files, by the tree's own MAINTAINERS.

``files.py`` and ``regex.py`` are its patterns, ``read.py`` reads it into sections, ``near.py`` and
``keywords.py`` tell which of them a patch is of.
"""

from reviewbot.context.maintainers.appliers import (
    applies,
    heads,
    is_known,
    keeps_tree,
    looks_after,
    maintains,
)
from reviewbot.context.maintainers.near import is_listed, nearest, sections_of, titled

__all__ = [
    "applies",
    "heads",
    "is_known",
    "is_listed",
    "keeps_tree",
    "looks_after",
    "maintains",
    "nearest",
    "sections_of",
    "titled",
]
