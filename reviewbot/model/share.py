"""A share of a count, and how sure it is."""

from __future__ import annotations

from math import sqrt

from reviewbot.frozen import frozen

_Z = 1.959963984540054  # two-sided 95 % of the normal distribution


@frozen
class Share:
    """``part`` of ``whole``, counts or sums of weights, with the Wilson score interval (95 %) of the share behind it.

    Edwin B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; 0 and 1 of nothing."""
        if not self.whole:
            return 0.0, 1.0
        n, p = self.whole, self.part / self.whole
        middle = (p + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        half = _Z / (1 + _Z * _Z / n) * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)
