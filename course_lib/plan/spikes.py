"""One run much longer than the last ones: what went with it in 5,205 runners.

In one sentence: *count how much longer the next run is than the longest of the last 30 days, and
look up what was seen.*
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from course_lib.checks import require_between
from course_lib.tables import load_rows

LONGEST_LIMITS_KM = (3.0, 60.0)
NEXT_LIMITS_KM = (3.0, 120.0)


@dataclass(frozen=True)
class Spike:
    """A group of the study (data/plan/spikes, frandsen2025).

    Attributes
    ----------
    words : how much longer, in words.
    low_percent, high_percent : how much longer, percent: above the one, up to the other.
    ratio : rate of overuse injuries against no spike.
    ci_low, ci_high : its 95 % interval.
    """

    words: str
    low_percent: float
    high_percent: float
    ratio: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True)
class NextRun:
    """The next run beside the longest of 30 days.

    Attributes
    ----------
    longest_km, next_km : the two runs, km.
    longer_percent : how much longer the next one is, percent; below 0 it is shorter.
    group : place in ``groups``, -1 where it is no spike.
    groups : the groups of the study, the smallest spike first.
    """

    longest_km: float
    next_km: float
    longer_percent: float
    group: int
    groups: tuple[Spike, ...]


def _load_spikes() -> tuple[Spike, ...]:
    """Give the groups of the table ``plan/spikes``, the smallest spike first."""
    return tuple(
        Spike(
            row["spike"],
            float(row["low_percent"]),
            _limit(row["high_percent"]),
            float(row["ratio"]),
            float(row["ci_low"]),
            float(row["ci_high"]),
        )
        for row in load_rows("plan/spikes")
    )


def _limit(percent: float | str | None) -> float:
    """Read the upper end of a group; the last group has none."""
    number = float(percent or "nan")
    return math.inf if math.isnan(number) else number


def next_run(*, longest_km: float, next_km: float) -> NextRun:
    """Say in which group of the study a planned run falls.

    Parameters
    ----------
    longest_km : the longest run of the last 30 days, 3 to 60 km.
    next_km : the run that is planned, 3 to 120 km.

    Returns
    -------
    NextRun : the two runs, and the group that they fall in.

    Raises
    ------
    ValueError : a distance outside its range.

    Source: frandsen2025, 5205 runners over 18 months; any overuse injury.

    Examples
    --------
    >>> run = next_run(longest_km=10, next_km=13)
    >>> run.longer_percent, run.groups[run.group].words
    (30.0, '10 to 30 % longer')
    """
    require_between("longest_km", longest_km, low=LONGEST_LIMITS_KM[0], high=LONGEST_LIMITS_KM[1])
    require_between("next_km", next_km, low=NEXT_LIMITS_KM[0], high=NEXT_LIMITS_KM[1])
    longer = round(100 * (next_km / longest_km - 1), 6)
    groups = _load_spikes()
    inside = [i for i, g in enumerate(groups) if g.low_percent < longer <= g.high_percent]
    return NextRun(longest_km, next_km, longer, inside[0] if inside else -1, groups)
