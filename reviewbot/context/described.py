"""What bindings describe: those of the tree, of the series, and of its earlier revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.search import names_in
from reviewbot.knowledge.layout import bindings_root, is_with_bindings
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.series import Series

_CHARACTERS = 4000  # searched for a name in a step


def undescribed(names: Iterable[str], context: SeriesContext) -> frozenset[str]:
    """The names, of properties or of devices, that no binding has; of a series that is not all here, none."""
    if context.series.missing:
        return frozenset()
    left = frozenset(names)
    prior = context.prior
    for series in (context.series, *prior.earlier, *prior.reposts, *prior.later):
        text = _added(series)
        spend(1 + len(text) * len(left) // _CHARACTERS)
        left -= names_in(text, left)
    if not left or context.tree is None:
        return frozenset()
    return left - context.tree.mentioned(left, bindings_root())


@once_for_each
def _added(series: Series) -> str:
    """What it writes into bindings."""
    files = (file for mail in series.patches for file in mail.files if is_with_bindings(file.path))
    return "\n".join(line.text for file in files for line in file.added())
