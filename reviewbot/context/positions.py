"""Where a patch stands among those of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series


def position(patch: Patch, series: Series) -> int:
    """How many patches come before it; for what is none of them, as a cover, all of them."""
    return _positions(series).get(id(patch), len(series.patches))


@once_for_each
def _positions(series: Series) -> Mapping[int, int]:
    return {id(patch): number for number, patch in enumerate(series.patches)}
