"""How much stronger people became: the published gains, and a line drawn through two of them.

In one sentence: *after ten weeks 2 minutes a day had given as much as 12, and everything between
the measured points is drawn, not known.*
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between, require_one_of
from course_lib.tables import load_rows

Array = NDArray[np.float64]

MEASURED_WEEKS = 10.0  # andersen2011: strength was measured once, after ten weeks
# Their strength at the start is not in the abstracts. jay2013, the same people: 2.5 and 2.2 N m
# were about 6 and 5 %, so 42 to 44 N m.
START_NM = 43.0
MOST_MINUTES = 180.0  # katzman2017: 1 hour, 3 times a week
MOST_WEEKS = 20.0  # andersen2012, zebis2011
ANCHORS = ("re01", "re02")  # gains in N m, with intervals: 10 and 60 minutes a week


class Gain(NamedTuple):
    """What was gained, in percent of the start: in the middle and at both ends of the interval.

    Attributes
    ----------
    middle, low, high : percent of the start, one value for each time asked.
    """

    middle: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Dose:
    """What one dose gave against health information, with its interval.

    Attributes
    ----------
    minutes_a_week : all training of a week, minutes.
    strength_nm : gain in strength, N m: middle, low, high.
    pain_points : change in pain, points of 0 to 10: middle, low, high.
    """

    minutes_a_week: float
    strength_nm: tuple[float, float, float]
    pain_points: tuple[float, float, float]


@lru_cache(maxsize=1)
def doses() -> tuple[Dose, ...]:
    """Look up the two doses whose strength and pain were both measured (andersen2011)."""
    trials = {row["id"]: row for row in load_rows("treatments/evidence")}
    rows = {row["id"]: row for row in load_rows("endurance/responses")}
    found = []
    for name, pain in zip(ANCHORS, ("tr04", "tr05"), strict=True):
        row = rows[name]
        strength = _estimate(trials[row["evidence_id"]])
        found.append(Dose(row["minutes_a_week"], strength, _estimate(trials[pain])))
    return tuple(found)


def _estimate(row: dict) -> tuple[float, float, float]:
    return row["value"], row["low"], row["high"]


def gain(minutes_a_week: float, weeks: Array | float) -> Gain:
    """Draw a line through the published gains.

    Parameters
    ----------
    minutes_a_week : 0 to 180. Measured at 10 and 60; straight lines between 0, 10 and 60, flat
        after that: illustrative.
    weeks : 0 to 20. Measured at 10; a straight line up to there: illustrative. Later the middle
        and the low end stay, and the high end goes on as before: nobody measured it.

    Returns
    -------
    Gain : in percent of the strength at the start.

    Raises
    ------
    ValueError : a dose or a time outside its range.

    Sources: andersen2011 (gains), jay2013 (strength at the start).

    Examples
    --------
    >>> [round(float(edge), 1) for edge in gain(10, 10)]  # percent: middle, low, high
    [4.7, 1.2, 8.1]
    """
    weeks = np.asarray(weeks, dtype=float)
    require_between("minutes_a_week", minutes_a_week, low=0.0, high=MOST_MINUTES)
    for edge in (float(weeks.min()), float(weeks.max())):
        require_between("weeks", edge, low=0.0, high=MOST_WEEKS)
    measured = [0.0, *(dose.minutes_a_week for dose in doses())]
    columns = zip(*(dose.strength_nm for dose in doses()), strict=True)
    middle, low, high = (np.interp(minutes_a_week, measured, [0.0, *column]) for column in columns)
    part = np.minimum(weeks, MEASURED_WEEKS) / MEASURED_WEEKS
    to_percent = 100.0 / START_NM
    return Gain(
        middle=to_percent * middle * part,
        low=to_percent * low * part,
        high=to_percent * high * weeks / MEASURED_WEEKS,
    )


def responses() -> list[dict]:
    """List what was published on strength, one row a programme; missing numbers stay nan."""
    return load_rows("endurance/responses")


def response(name: str) -> dict:
    """Look up one row of ``responses`` by its id, such as "re04".

    Parameters
    ----------
    name : id of a row of endurance/responses.

    Raises
    ------
    ValueError : another id; the sentence lists those that exist.
    """
    rows = {row["id"]: row for row in responses()}
    require_one_of("name", name, allowed=rows)
    return rows[name]
