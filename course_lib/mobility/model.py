"""Stretch dose in, range out: right after, in an hour, and after six weeks, each with its band.

In one sentence: *trials say how much range a dose of stretching adds at some joint, in shares of
the difference between people; the desk study says how large that difference is for the upper
back; multiplied, they give degrees.* No trial has measured those degrees for the upper back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band, exactly
from course_lib.checks import require_between
from course_lib.mobility.desk import desk_groups, pooled_sd_deg
from course_lib.mobility.facts import fact, fact_band

Array = NDArray[np.float64]

LIMITS = {
    "hold_s": (15.0, 60.0),  # bandy1994: 15, 30, 60 s
    "repeats": (0, 8),  # 8 x 30 s: the 4 minutes of ingram2024
    "minutes_since": (0.0, 60.0),
}
PLATEAU_MIN = 1.5  # ryan2012: three 30 s stretches, then no further change
LEFT_WHEN_GONE = 0.05  # assumption: "gone" means 5 % left
WEEKS = 6  # bandy1994, bandy1997: six weeks


@dataclass(frozen=True)
class Dose:
    """Stretching of one muscle: holds, repeats, and days a week for the weeks that follow.

    Attributes
    ----------
    hold_s : length of one hold, seconds.
    repeats : holds of the muscle in a session.
    days_per_week : sessions a week.

    Examples
    --------
    >>> Dose(30, 4).session_min, Dose(30, 4).weekly_min
    (2.0, 10.0)
    """

    hold_s: float
    repeats: int
    days_per_week: float = 5.0

    @property
    def session_min(self) -> float:
        """Minutes under stretch in one session."""
        return self.hold_s * self.repeats / 60.0

    @property
    def weekly_min(self) -> float:
        """Minutes under stretch in a week."""
        return self.session_min * self.days_per_week


@dataclass(frozen=True)
class Outlook:
    """Range of the upper back in the heel-sit position.

    Attributes
    ----------
    group : a group of the desk study (heneghan2018).
    dose : the stretching.
    minutes_since : minutes since the session ended.
    before_deg : mean of the group before, degrees.
    printed_spread_deg : as printed beside the mean, degrees.
    between_people_deg : one standard deviation, degrees, if the printed spread is a standard error.
    time_min : (121,) minutes since the session, 0 to 60.
    range_deg : (121,) range over that hour, degrees.
    now_deg : at ``minutes_since``, degrees.
    hour_deg : an hour after the session, degrees.
    weeks_deg : after six weeks of this dose, not right after a session, degrees.
    performance_percent : change of strength or speed right after a session, percent.
    """

    group: str
    dose: Dose
    minutes_since: float
    before_deg: float
    printed_spread_deg: float
    between_people_deg: float
    time_min: Array
    range_deg: Band
    now_deg: Band
    hour_deg: Band
    weeks_deg: Band
    performance_percent: float


def _reached(minutes: float, *, early: float, late: float) -> Band:
    """Say what share of the full effect a volume brings: all of it early, or only late.

    Both edges rise straight to their volume and then stay; the middle is their mean. The shape is
    an assumption, the two volumes are sourced.
    """
    low, high = min(1.0, minutes / late), min(1.0, minutes / early)
    return Band((low + high) / 2.0, low, high)


def session_gain(minutes: float, *, sd_deg: float) -> Band:
    """Give the range gained by so many minutes of stretching in one session, in degrees.

    Parameters
    ----------
    minutes : minutes under stretch in one session, 0 or more.
    sd_deg : how much people differ, one standard deviation, degrees.

    Sources: ingram2024 (g 0.63, 0.52 to 0.75; most at 4 min), ryan2012 (no change after 1.5 min).
    """
    share = _reached(minutes, early=PLATEAU_MIN, late=fact("acute_volume"))
    return fact_band("acute_g").times(share).times(exactly(sd_deg))


def gain_now(dose: Dose, *, sd_deg: float) -> Band:
    """Give the range gained at the end of one session, in degrees.

    Parameters
    ----------
    dose : the stretching.
    sd_deg : how much people differ, one standard deviation, degrees.
    """
    return session_gain(dose.session_min, sd_deg=sd_deg)


def left_after(minutes: Array | float) -> Band:
    """Give the share of a session's gain that is left, between the fast and the slow finding.

    Parameters
    ----------
    minutes : since the session ended, 0 or more; one or many.

    Returns
    -------
    Band : shares, 1 right after the session.

    Sources: depino2000 (no longer above the start at 6 min), behm2016 (typically under 30 min).
    The exponential, and 5 % as "gone", are assumptions.

    Examples
    --------
    >>> left = left_after(6.0)
    >>> round(float(left.low), 2), round(float(left.high), 2)
    (0.05, 0.55)
    """
    fast_min, slow_min = fact("gone_after"), fact("gone_within")
    rates = [
        np.log(LEFT_WHEN_GONE) / gone for gone in (np.sqrt(fast_min * slow_min), fast_min, slow_min)
    ]
    return Band(*(np.exp(rate * np.asarray(minutes)) for rate in rates))


def enough_min() -> float:
    """Give the minutes a week after which more gave no more in bandy1997: 30 s on 5 days."""
    return fact("enough_daily") * fact("trial_days") / 60.0


def weekly_gain(minutes: float, *, sd_deg: float) -> Band:
    """Give the range gained by so many minutes a week for six weeks, in degrees.

    Parameters
    ----------
    minutes : minutes under stretch in a week, 0 or more.
    sd_deg : how much people differ, one standard deviation, degrees.

    Sources: ingram2024 (g 0.96, 0.84 to 1.09; most at 10 min a week), bandy1997 (30 s a day gave
    as much as more).
    """
    share = _reached(minutes, early=enough_min(), late=fact("weekly_volume"))
    return fact_band("chronic_g").times(share).times(exactly(sd_deg))


def gain_after_weeks(dose: Dose, *, sd_deg: float) -> Band:
    """Give the range gained after six weeks, in degrees, before a session.

    Parameters
    ----------
    dose : the stretching.
    sd_deg : how much people differ, one standard deviation, degrees.
    """
    return weekly_gain(dose.weekly_min, sd_deg=sd_deg)


def performance_percent(dose: Dose) -> float:
    """Give the mean change of strength or speed right after holding (behm2016), in percent.

    Parameters
    ----------
    dose : the stretching; without a hold nothing changes.
    """
    seconds = dose.hold_s * dose.repeats
    if seconds == 0:
        return 0.0
    return fact("performance_short") if seconds < 60 else fact("performance_long")


def stretch(
    *, group: str, hold_s: float = 30.0, repeats: int = 4, minutes_since: float = 5.0
) -> Outlook:
    """Start from one group's range, stretch, and look at it now, in an hour and in six weeks.

    Parameters
    ----------
    group : a group of the desk study, one of ``desk_groups().group``.
    hold_s : length of one hold, 15 to 60 seconds.
    repeats : holds in the session, 0 to 8; the same five days a week for six weeks.
    minutes_since : minutes since the session ended, 0 to 60.

    Returns
    -------
    Outlook : range in degrees, each value with its band.

    Raises
    ------
    ValueError : a setting outside ``LIMITS`` or an unknown group.

    Sources: heneghan2018 (start), and those of the functions used.

    Examples
    --------
    >>> desk = "sits over 7 h, active under 150 min"
    >>> after = stretch(group=desk)
    >>> round(after.before_deg), round(float(after.now_deg.middle))
    (65, 66)
    """
    settings = {"hold_s": hold_s, "repeats": repeats, "minutes_since": minutes_since}
    for name, value in settings.items():
        low, high = LIMITS[name]
        require_between(name, value, low=low, high=high)
    desk = desk_groups()
    row, dose = desk.at(group), Dose(hold_s, int(repeats), fact("trial_days"))
    before, sd_deg = exactly(float(desk.mean_deg[row])), pooled_sd_deg(desk)
    gain = gain_now(dose, sd_deg=sd_deg)
    time_min = np.linspace(0.0, 60.0, 121)
    now, hour = (before.plus(gain.times(left_after(t))) for t in (minutes_since, 60.0))
    return Outlook(
        group=group,
        dose=dose,
        minutes_since=float(minutes_since),
        before_deg=before.middle,
        printed_spread_deg=float(desk.printed_deg[row]),
        between_people_deg=sd_deg,
        time_min=time_min,
        range_deg=before.plus(gain.times(left_after(time_min))),
        now_deg=now,
        hour_deg=hour,
        weeks_deg=before.plus(gain_after_weeks(dose, sd_deg=sd_deg)),
        performance_percent=performance_percent(dose),
    )
