"""Whether a patch mends something, or prepares that, whatever its tags say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.fixes import fixes
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_STABLE = "stable@vger.kernel.org"
_MENDS = regex(r"(?i)\b(?:fix\w*|correct\w*|prevent\w*|avoid\w*|restore\w*|repair\w*)\b")
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
