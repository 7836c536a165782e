"""Numbers as a learner reads them: two significant figures, and tables with units."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """A small table: column heads with units, and rows of text or numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def round_to(value: float, digits: int = 2) -> str:
    """Write a number with so many significant digits, without an exponent.

    >>> round_to(1234.0), round_to(0.0456), round_to(7.0)
    ('1200', '0.046', '7.0')
    """
    if value == 0 or not math.isfinite(value):
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):.{max(places, 0)}f}"
