"""Repeated measurements of one thing, and the two numbers quoted of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Samples:
    """Measurements in the order taken.

    Examples
    --------
    >>> times = Samples.of([1, 2, 3, 4, 100])
    >>> times.median, times.p95, times.count
    (3.0, 80.8, 5)
    """

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> Samples:
        """Take the measurements; none at all is an error, because it is no measurement."""
        taken = tuple(float(value) for value in values)
        if not taken:
            raise ValueError("nothing was measured")
        return cls(taken)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.values)

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The value that 95 of 100 do not exceed, interpolated between neighbours."""
        if self.count == 1:
            return self.values[0]
        return statistics.quantiles(self.values, n=100, method="inclusive")[94]
