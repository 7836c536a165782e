"""Published numbers on breathing, by name (table ``breathing/facts``)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from course_lib.tables import load_rows


@dataclass(frozen=True)
class Fact:
    """One published number, a row of ``breathing/facts``; what the source does not give is NaN.

    Attributes
    ----------
    quantity : what was measured, in words.
    value : the number, in ``unit``.
    low, high : ends of its spread, in ``unit``; the note says which spread.
    unit : unit of the three numbers.
    population : who was studied.
    source_key : key of the source; "" where none was found.
    confidence : how the number was read: V, C, A, S, or GAP for not found.
    note : what low and high are, or a caution.
    """

    quantity: str
    value: float
    low: float
    high: float
    unit: str
    population: str
    source_key: str
    confidence: str
    note: str

    @property
    def known(self) -> bool:
        """Say whether a number was found."""
        return not (math.isnan(self.value) and math.isnan(self.low))


@lru_cache(maxsize=1)
def _facts() -> dict[str, Fact]:
    return {row["id"]: _fact(row) for row in load_rows("breathing/facts")}


def _fact(row: dict[str, Any]) -> Fact:
    names = ("quantity", "unit", "population", "source_key", "confidence", "note")
    numbers = {name: float(row[name]) for name in ("value", "low", "high")}
    return Fact(**numbers, **{name: row[name] for name in names})


def fact(name: str) -> Fact:
    """Look up one number.

    Parameters
    ----------
    name : its id in the table ``breathing/facts``, such as "tidal_rest".

    Raises
    ------
    KeyError : a name that the table does not have.

    Examples
    --------
    >>> fact("tidal_rest").value
    0.5
    """
    return _facts()[name]
