"""Whether a patch mends something, or prepares that, whatever its tags say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.fixes import fixes
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_STABLE = "stable@vger.kernel.org"
_MENDS = regex(r"(?i)\b(?:fix\w*|correct\w*|prevent\w*|avoid\w*|restore\w*|repair\w*)\b")
# what the title of a cover says that is all about such
_COVERS = regex(r"(?i)\b(?:fix\w*|bugs?|leaks?|races?|regressions?|address(?:es|ing)?|UAFs?)\b")
# what a log says of trouble, and of what is done for a later patch
_TROUBLE = regex(
    r"(?i)\b(?:prepar\w+|results? in|leads? to|address(?:es)? this|fix(?:es|ed)? (?:this|that|it)"
    r"|incorrect\w*|wrong\w*|broken|bugs?|crash\w*|corrupt\w*|leaks?|rac(?:e|es|y)|spurious\w*)\b"
)


def mends(patch: Patch) -> bool:
    """Whether it is a fix as well, by a tag or its words, or prepares one."""
    if fixes(patch) or _MENDS.search(patch.subject.title):
        return True
    log = map(patch.message.line, range(patch.body.log.start, patch.body.trailers.stop))
    return any(_TROUBLE.search(line) or _STABLE in line for line in log)


@once_for_each
def is_of_fixes(series: Series) -> bool:
    """Whether its cover says that it mends something, or most of its patches do."""
    is_said = bool(series.cover and _COVERS.search(series.cover.subject.title))
    return is_said or sum(map(mends, series.patches)) * 2 > len(series.patches)


@once_for_each
def first_features(series: Series) -> Mapping[str, int]:
    """The position of the first patch that changes each file and is no fix, with a Fixes: or without."""
    found: dict[str, int] = {}
    for at, patch in enumerate(series.patches):
        for file in () if mends(patch) else patch.files:
            found.setdefault(file.path, at)
    return found
