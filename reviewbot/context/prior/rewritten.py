"""Whether a patch, or the code of a whole series, is another one than in the revision before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.revisions import of_title
from reviewbot.context.similarity import alike, changed_apart

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_ALIKE = 0.8  # share of changed lines two revisions of a patch have in common
_MANY = 20  # changed lines only one of two has, that make it another patch
_NEARLY = 0.9  # that share, and without code it is the same one, however many lines


def is_rewritten(before: Patch, now: Patch) -> bool:
    """Whether too much of a patch has changed for a review of it to hold."""
    is_code = any(file.is_c for file in now.files)
    share = alike(before, now)
    is_large = changed_apart(before, now) > _MANY and (is_code or share < _NEARLY)
    return share < _ALIKE or is_large


def has_rewritten_code(before: Series, now: Series) -> bool:
    """Whether a series has a patch of code that is new in it, or little like that before."""
    code = (patch for patch in now.patches if any(file.is_c for file in patch.files))
    pairs = ((of_title(before, patch.subject.title)[-1:], patch) for patch in code)
    return any(not older or alike(older[0], patch) < _ALIKE for older, patch in pairs)
