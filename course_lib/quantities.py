"""Numbers as a learner reads them: two significant figures, and tables with units."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """A small table.

    Attributes
    ----------
    columns : heads, with units.
    rows : text or numbers, one for each head.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def round_to(value: float, digits: int = 2) -> str:
    """Write a number with so many significant digits, without an exponent.

    Parameters
    ----------
    value : any number; nan and infinity are "no number".
    digits : significant digits, 1 or more; zero has one.

    >>> round_to(1234.0), round_to(0.0456), round_to(7.0), round_to(9.99), round_to(0.0)
    ('1200', '0.046', '7.0', '10', '0')
    >>> round_to(math.inf)
    'no number'
    """
    if not math.isfinite(value):
        return "no number"
    if value == 0:
        return "0"
    exponent = int(f"{value:.{digits - 1}e}".partition("e")[2])  # after rounding: 9.99 is 1.0e1
    places = digits - 1 - exponent
    return f"{round(value, places):.{max(places, 0)}f}"
