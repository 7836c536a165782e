"""A value with the range that the sources leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A number, or an array of them, between its lower and its upper edge.

    Attributes
    ----------
    middle : a number, or an array of them.
    low, high : its lower and upper edge, in the same unit and shape.

    Examples
    --------
    >>> Band(3.0, 2.0, 5.0).plus(exactly(1.0))
    Band(middle=4.0, low=3.0, high=6.0)
    """

    middle: Value
    low: Value
    high: Value

    def plus(self, other: Band) -> Band:
        """Add two bands, edge to edge.

        Parameters
        ----------
        other : a band in the same unit.
        """
        return Band(self.middle + other.middle, self.low + other.low, self.high + other.high)

    def times(self, other: Band) -> Band:
        """Multiply two bands of numbers that are not negative, edge by edge.

        Parameters
        ----------
        other : a band without negative numbers, as this one must be.
        """
        return Band(self.middle * other.middle, self.low * other.low, self.high * other.high)


def exactly(value: Value) -> Band:
    """Make a band without width.

    Parameters
    ----------
    value : a number or an array of them, in any unit.
    """
    return Band(value, value, value)


def spread(values: NDArray[np.float64], middle: int = 0) -> Band:
    """Make a band of cases: from the lowest to the highest, with one of them as the middle.

    Parameters
    ----------
    values : (cases, ...) numbers in any unit.
    middle : which case is the middle, from 0.
    """
    return Band(values[middle], values.min(axis=0), values.max(axis=0))
