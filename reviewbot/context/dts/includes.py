"""Whether devicetree source includes other source, whose nodes it may go on with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.whole import whole
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_INCLUDE = regex(r"^[ \t]*(?:#[ \t]*|/)include/?[ \t]*[\"<][^\">\n]+\.dtsi?[\">]", re.MULTILINE)
_CHARACTERS = 4000  # searched in a step


def includes_source(context: DiffContext, file: FileDiff) -> bool:
    """Whether what is known of the file after the patch includes other nodes than its own."""
    source = whole(context, file)
    if source is not None:
        return _has_include(source.decode("utf-8", "replace"))
    return any(_has_include("\n".join(line.text for line in hunk.post)) for hunk in file.hunks)


@shared(maxsize=16)
def _has_include(text: str) -> bool:
    spend(len(text) // _CHARACTERS)
    return bool(_INCLUDE.search(text))
