"""A value with the range that the sources leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A number, or an array of them, between its lower and its upper edge."""

    middle: Value
    low: Value
    high: Value

    def plus(self, other: Band) -> Band:
        """Add two bands, edge to edge."""
        return Band(self.middle + other.middle, self.low + other.low, self.high + other.high)

    def times(self, other: Band) -> Band:
        """Multiply two bands of numbers that are not negative, edge by edge."""
        return Band(self.middle * other.middle, self.low * other.low, self.high * other.high)


def exactly(value: Value) -> Band:
    """Make a band without width."""
    return Band(value, value, value)


def spread(values: NDArray[np.float64]) -> Band:
    """Make a band of cases (first axis): the first case is the middle."""
    return Band(values[0], values.min(axis=0), values.max(axis=0))
