"""The sourced numbers that the stretch model rests on, by their short name."""

from __future__ import annotations

from functools import lru_cache

from course_lib.band import Band
from course_lib.tables import load_rows


@lru_cache(maxsize=1)
def _facts() -> dict[str, dict]:
    return {row["id"]: row for row in load_rows("mobility/stretch")}


def fact(name: str) -> float:
    """Give one number of data/mobility/stretch.csv, in the unit of its row.

    Parameters
    ----------
    name : ``id`` of a row of data/mobility/stretch.csv, for example "gone_after".

    Raises
    ------
    KeyError : a name the table does not have.
    """
    return float(_facts()[name]["value"])


def fact_band(name: str) -> Band:
    """Give one number with its published interval, in the unit of its row.

    Parameters
    ----------
    name : ``id`` of a row of data/mobility/stretch.csv that has an interval, for example "acute_g".

    Raises
    ------
    KeyError : a name the table does not have.
    """
    row = _facts()[name]
    return Band(float(row["value"]), float(row["low"]), float(row["high"]))
