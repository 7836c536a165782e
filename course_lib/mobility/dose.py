"""A plan of stretching: what it gives right after, half an hour later, and after six weeks.

In one sentence: *minutes count: up to about four in a session and ten in a week they add range, a
session's gain fades within half an hour, and what weeks of it build stays between the sessions.*
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band
from course_lib.checks import require_between
from course_lib.mobility.desk import desk_groups, pooled_sd_deg
from course_lib.mobility.facts import fact
from course_lib.mobility.model import (
    PLATEAU_MIN,
    Dose,
    enough_min,
    gain_after_weeks,
    gain_now,
    left_after,
    performance_percent,
    session_gain,
    weekly_gain,
)
from course_lib.mobility.tissue import tissues

Array = NDArray[np.float64]

LIMITS = {
    "hold_s": (15.0, 60.0),  # bandy1994: 15, 30, 60 s
    "repeats": (1, 8),  # 8 x 30 s: the 4 minutes of ingram2024
    "sessions": (1, 14),  # tunwattanapong2016: twice a day
}
LATER_MIN = (10.0, 30.0)  # a warm-up later; behm2016: typically under 30 min
LONGEST_WEEK_MIN = 30.0  # where the picture of a week ends: three times the 10 min of ingram2024


@dataclass(frozen=True)
class Curve:
    """A gain in degrees along minutes; straight between the points where there are few.

    Attributes
    ----------
    minutes : (points,) minutes in a session, since a session, or a week.
    gain_deg : (points,) range gained, degrees.
    """

    minutes: Array
    gain_deg: Band


@dataclass(frozen=True)
class Plan:
    """What a plan of stretching gives: gains over the range before it, in degrees.

    Attributes
    ----------
    dose : holds, repeats and sessions a week.
    sd_deg : how much people differ, one standard deviation, degrees.
    yielded_percent : share of what yields in a long hold, by the end of one hold, percent.
    now_deg : at the end of one session, degrees.
    later_deg : at each of ``LATER_MIN`` after it, degrees.
    weeks_deg : after six weeks, before a session, degrees.
    performance_percent : change of strength or speed right after a session, percent.
    by_session : gain right after, against minutes in a session.
    by_time : gain left, against minutes since the session.
    by_week : gain after six weeks, against minutes a week.
    """

    dose: Dose
    sd_deg: float
    yielded_percent: Band
    now_deg: Band
    later_deg: tuple[Band, Band]
    weeks_deg: Band
    performance_percent: float
    by_session: Curve
    by_time: Curve
    by_week: Curve


def plan_stretching(*, hold_s: float = 30.0, repeats: int = 1, sessions: int = 5) -> Plan:
    """Work out what a plan of stretching gives.

    Parameters
    ----------
    hold_s : length of one hold, 15 to 60 seconds.
    repeats : holds of one muscle in a session, 1 to 8.
    sessions : sessions a week, 1 to 14, for six weeks.

    Returns
    -------
    Plan : gains in degrees, each with its band.

    Raises
    ------
    ValueError : a setting outside ``LIMITS``.

    Sources: those of ``model`` and ``tissue``; heneghan2018 for how much people differ. No trial
    has measured these degrees for the upper back.

    Examples
    --------
    >>> plan = plan_stretching(hold_s=30, repeats=4, sessions=5)
    >>> [round(float(gain.middle), 1) for gain in (plan.now_deg, plan.later_deg[0], plan.weeks_deg)]
    [3.1, 0.3, 6.4]
    """
    for name, value in (("hold_s", hold_s), ("repeats", repeats), ("sessions", sessions)):
        require_between(name, value, low=LIMITS[name][0], high=LIMITS[name][1])
    dose, sd_deg = Dose(hold_s, int(repeats), int(sessions)), pooled_sd_deg(desk_groups())
    now = gain_now(dose, sd_deg=sd_deg)
    after_min = np.linspace(0.0, LATER_MIN[-1], 61)
    return Plan(
        dose=dose,
        sd_deg=sd_deg,
        yielded_percent=yielded_percent(hold_s),
        now_deg=now,
        later_deg=tuple(now.times(left_after(minutes)) for minutes in LATER_MIN),
        weeks_deg=gain_after_weeks(dose, sd_deg=sd_deg),
        performance_percent=performance_percent(dose),
        by_session=_session_curve(sd_deg),
        by_time=Curve(after_min, now.times(left_after(after_min))),
        by_week=_week_curve(sd_deg),
    )


def yielded_percent(hold_s: float) -> Band:
    """Say how much of what can yield has yielded at the end of one hold at the same length.

    Parameters
    ----------
    hold_s : length of the hold, seconds.

    Returns
    -------
    Band : percent; the edges are the fitted tissues that yield least and most.
    """
    shares = [-100.0 * float(np.expm1(-hold_s / tissue.relax_s)) for tissue in tissues()]
    return Band(shares[0], min(shares), max(shares))


def _session_curve(sd_deg: float) -> Curve:
    """Both edges are straight between these points, so four of them draw the whole curve."""
    minutes = (0.0, PLATEAU_MIN, fact("acute_volume"), 8.0)
    return _curve(minutes, [session_gain(m, sd_deg=sd_deg) for m in minutes])


def _week_curve(sd_deg: float) -> Curve:
    minutes = (0.0, enough_min(), fact("weekly_volume"), LONGEST_WEEK_MIN)
    return _curve(minutes, [weekly_gain(m, sd_deg=sd_deg) for m in minutes])


def _curve(minutes: tuple[float, ...], gains: list[Band]) -> Curve:
    edges = (np.array([getattr(g, edge) for g in gains]) for edge in ("middle", "low", "high"))
    return Curve(np.array(minutes), Band(*edges))


def weeks_ratio(dose: Dose, *, over: Dose) -> Band:
    """Compare two doses over six weeks, edge with edge: how many times as much range.

    Parameters
    ----------
    dose : the dose to judge.
    over : the dose to compare it with, with one hold at least.

    Raises
    ------
    ZeroDivisionError : ``over`` has no hold.
    """
    one, other = (gain_after_weeks(d, sd_deg=1.0) for d in (dose, over))
    return Band(one.middle / other.middle, one.low / other.low, one.high / other.high)
