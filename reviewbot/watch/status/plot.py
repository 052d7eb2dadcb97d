"""Stacked bars, as what a template draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 720, 180  # of the drawing; it is as wide as the page
_LEFT, _BELOW, _ABOVE = 40, 22, 14
_GAP = 0.25  # of a bar
_LABELS = 8  # at most, below the bars


@frozen
class Bar:
    """A rectangle: the class of its colour, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


@frozen
class Plot:
    """Bars, the labels below them, and the lines behind with theirs."""

    title: str
    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    base: int = HEIGHT - _BELOW


def plot(title: str, columns: Sequence[tuple[str, Mapping[str, int]]]) -> Plot | None:
    """A column for each label; nothing where there is nothing to show."""
    most = max((sum(parts.values()) for _, parts in columns), default=0)
    if not most:
        return None
    top = _round(most)
    base = HEIGHT - _BELOW
    scale = (base - _ABOVE) / top
    step = (WIDTH - _LEFT) / len(columns)
    every = -(-len(columns) // _LABELS)
    bars: list[Bar] = []
    labels: list[tuple[float, str]] = []
    for number, (label, parts) in enumerate(columns):
        x, y = _LEFT + step * (number + _GAP / 2), float(base)
        for kind, value in parts.items():
            if value:
                y -= value * scale
                name = f"{label}: {value} {kind}"
                bars.append(Bar(x, y, step * (1 - _GAP), value * scale, _css(kind), name))
        if number % every == 0:
            labels.append((x + step * (1 - _GAP) / 2, label))
    lines = tuple((base - value * scale, str(value)) for value in sorted({0, top // 2, top}))
    kinds = tuple(dict.fromkeys(kind for _, parts in columns for kind in parts))
    return Plot(title, kinds, tuple(bars), tuple(labels), lines)


def _css(kind: str) -> str:
    return kind.replace(" ", "-")


def _round(most: int) -> int:
    """The next number of the form 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= most:
                return digit * power
        power *= 10
