"""Published numbers on breathing, by name (table ``breathing/facts``)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from course_lib.tables import load_rows


@dataclass(frozen=True)
class Fact:
    """One published number; what the source does not give is NaN."""

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

    Raises
    ------
    KeyError : a name that the table does not have.

    >>> fact("tidal_rest").value
    0.5
    """
    return _facts()[name]
