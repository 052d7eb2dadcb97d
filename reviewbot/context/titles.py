"""Which patch of a series has a title, looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.model.series import Series

_DOTS = ("...", "…")
_COMPARED = 10  # titles in a step


def first_of_title(series: Series, title: str) -> int | None:
    """The position of the first patch with this title; see ``same_title``."""
    known, plain = _titles(series), " ".join(title.split())
    found = [known.whole[plain]] if plain in known.whole else []
    if stem := _stem(plain):
        spend(1 + len(known.all) // _COMPARED)
        found += [at for at, each in enumerate(known.all) if each.startswith(stem)][:1]
    if known.cut:
        stems = (plain[:length] for length in range(1, len(plain) + 1))
        found += [known.cut[each] for each in stems if each in known.cut]
    return min(found, default=None)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, white space and what was cut off with dots apart."""
    first, second = (" ".join(title.split()) for title in (one, other))
    for short, full in ((first, second), (second, first)):
        if (stem := _stem(short)) and full.startswith(stem):
            return True
    return first == second


def _stem(title: str) -> str:
    """What is left of a title that was cut off; empty where it was not."""
    return title.rstrip(".…").rstrip() if title.endswith(_DOTS) else ""


@frozen
class _Titles:
    """The titles in the order of the patches; the first patch with each, and with each cut one."""

    all: Sequence[str]
    whole: Mapping[str, int]
    cut: Mapping[str, int]


@once_for_each
def _titles(series: Series) -> _Titles:
    titles = [" ".join(patch.subject.title.split()) for patch in series.patches]
    whole: dict[str, int] = {}
    cut: dict[str, int] = {}
    for number, title in enumerate(titles):
        whole.setdefault(title, number)
        if stem := _stem(title):
            cut.setdefault(stem, number)
    return _Titles(titles, whole, cut)
