"""A plan to grow stronger: what it gives, whether it can be done, and what nobody has tested.

In one sentence: *strength grows by a few percent, a load that rises every week grows by interest
on interest, and where the load passes the strength the plan ends.*

Capacity against demand, twice: the load of the plan against what you can lift once, and a landing
of the run (chapter 05) against what the muscles between the shoulder blades can give. The gains
were measured at shoulders; they stand in for the back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between
from course_lib.endurance.model import follow, rates_of
from course_lib.endurance.responses import MEASURED_WEEKS, MOST_WEEKS, Gain, gain
from course_lib.endurance.running import Run, blocks_of, run

Array = NDArray[np.float64]

MOST_IN_N_M = 60.0  # andersen2011: minutes a week of the larger dose measured in N m
MOST_AT_DESKS = 100.0  # saeterbakken2020: most minutes a week tested for necks and shoulders
RISE_PERCENT = (2.0, 10.0)  # acsm2009: one step, once one or two repetitions more can be done
LOAD_LIMITS_PERCENT = (40.0, 80.0)
RISE_LIMITS_PERCENT = (0.0, 15.0)
SECONDS_A_REPETITION = 3.0  # acsm2009: 1 to 2 s up, 1 to 2 s down
REST_S = 60.0  # between sets; ours
RATES = "trunk"


@dataclass(frozen=True)
class Plan:
    """A plan and the model's answer.

    Attributes
    ----------
    settings : what ``train`` was given.
    weeks : 0, 1, 2 ... to the end of the plan, or to where it stops.
    strength : over these weeks, in percent of the strength at the start (100 and more).
    load_percent : over these weeks, in percent of the strength at the start.
    stops_week : first week with more load than strength; infinite: none.
    cautions : what in the plan goes past the sources, a sentence each.
    before : the steady runner of chapter 05 without the plan.
    """

    settings: dict[str, float]
    weeks: Array
    strength: Gain
    load_percent: Array
    stops_week: float
    cautions: tuple[str, ...]
    before: Run

    @property
    def now_percent(self) -> tuple[float, float, float]:
        """Strength at the end of the plan, in percent of the start: middle, low, high."""
        ends = (self.strength.middle, self.strength.low, self.strength.high)
        middle, low, high = (float(one[-1]) for one in ends)
        return middle, low, high

    @property
    def gain_percent(self) -> float:
        """What was gained in the middle of the interval."""
        return self.now_percent[0] - 100.0

    @cached_property
    def held_minutes(self) -> tuple[float, float, float]:
        """Minutes until the form goes after the plan: middle, low, high."""
        middle, low, high = (minutes_held(percent) for percent in self.now_percent)
        return middle, low, high


def train(
    *,
    minutes_a_week: float = 10.0,
    weeks: float = 10.0,
    load_percent: float = 60.0,
    rise_percent: float = 2.0,
) -> Plan:
    """Follow a plan week by week.

    Parameters
    ----------
    minutes_a_week : all training of a week, 0 to 180 minutes.
    weeks : length of the plan, 0 to 20 weeks.
    load_percent : load in the first week, in percent of what can be lifted once, 40 to 80.
    rise_percent : how much heavier the load is each week than the week before, 0 to 15.

    Returns
    -------
    Plan : strength and load over the weeks, and what that does to the run of chapter 05.

    Raises
    ------
    ValueError : a setting outside its range.

    Sources: andersen2011, jay2013 (gains); acsm2009 (rise); rhea2003 (load).

    Examples
    --------
    >>> round(train(minutes_a_week=10, weeks=10).gain_percent, 1)
    4.7
    >>> train(rise_percent=5, weeks=20).stops_week
    12.0
    """
    settings = {
        "minutes_a_week": minutes_a_week,
        "weeks": weeks,
        "load_percent": load_percent,
        "rise_percent": rise_percent,
    }
    _check(settings)
    every = np.arange(math.floor(weeks) + 1, dtype=float)
    load = load_percent * (1.0 + rise_percent / 100.0) ** every
    middle, low, high = (100.0 + edge for edge in gain(minutes_a_week, every))
    too_heavy = np.flatnonzero(load > middle)
    last = int(too_heavy[0]) if too_heavy.size else every.size - 1
    stops = float(last) if too_heavy.size else math.inf
    kept = slice(last + 1)
    return Plan(
        settings=settings,
        weeks=every[kept],
        strength=Gain(middle[kept], low[kept], high[kept]),
        load_percent=load[kept],
        stops_week=stops,
        cautions=cautions(settings, stops),
        before=_untrained(),
    )


def _check(settings: dict[str, float]) -> None:
    limits = {
        "weeks": (0.0, MOST_WEEKS),
        "load_percent": LOAD_LIMITS_PERCENT,
        "rise_percent": RISE_LIMITS_PERCENT,
    }
    for name, (low, high) in limits.items():
        require_between(name, settings[name], low=low, high=high)


@lru_cache(maxsize=1)
def _untrained() -> Run:
    return run()


def minutes_held(strength_percent: float) -> float:
    """Give how long the steady runner of chapter 05 keeps the form, by the trunk rates.

    The same blocks as ``running.run``, with only one of its three readings.

    Parameters
    ----------
    strength_percent : strength in percent of the start, above 0.
    """
    before = _untrained()
    fresh_nm = before.demand.capacity_nm * strength_percent / 100.0
    steady = {"rest_s": 0.0, "supported": False, "air_rests": False}
    return follow(blocks_of(before.demand, fresh_nm, **steady), rates_of(RATES)).failed_s / 60.0


def cautions(settings: dict[str, float], stops_week: float = math.inf) -> tuple[str, ...]:
    """Say what in a plan goes past the sources; nothing is scored.

    Parameters
    ----------
    settings : the settings of ``train``.
    stops_week : first week in which the load is more than can be lifted once.
    """
    minutes, weeks, rise = (settings[k] for k in ("minutes_a_week", "weeks", "rise_percent"))
    said = []
    if math.isfinite(stops_week):
        said.append(
            f"Overload: in week {stops_week:.0f} the load is more than you can lift once, so the "
            "plan ends there."
        )
    if rise > RISE_PERCENT[1]:
        said.append(
            f"Overload: {rise:g} % more every week is more than the largest step in the advice, 2 "
            "to 10 %, and that only once you can do one or two repetitions more."
        )
    if minutes > MOST_AT_DESKS:
        said.append(
            f"Overload: no source here tested more than {MOST_AT_DESKS:.0f} minutes a week for "
            "necks and shoulders."
        )
    elif minutes > MOST_IN_N_M:
        said.append("Above 60 minutes a week no gain in N m was read: the line is held flat.")
    if weeks > MEASURED_WEEKS:
        said.append("After week 10 nobody measured these doses: the line is drawn, not known.")
    if rise == 0 and minutes and weeks:
        said.append("Nothing rises here, but the programmes behind the line were progressive.")
    return tuple(said)


def minutes_of(*, sets: int, repetitions: int, exercises: int, days: int) -> float:
    """Turn sets and repetitions into minutes a week.

    3 s a repetition (acsm2009), and a minute of rest after each set (our assumption).

    Parameters
    ----------
    sets : sets of each exercise a day.
    repetitions : repetitions a set.
    exercises : how many different ones.
    days : training days a week.

    Examples
    --------
    >>> minutes_of(sets=3, repetitions=10, exercises=4, days=3)
    54.0
    """
    a_set_s = repetitions * SECONDS_A_REPETITION + REST_S
    return sets * a_set_s * exercises * days / 60.0


def gain_beside_two_minutes(plan: Plan) -> int:
    """Compare with 10 minutes a week: 0 about the same, 1 about twice, 2 much more.

    Parameters
    ----------
    plan : result of ``train``, of one week or more.
    """
    two = train(**plan.settings | {"minutes_a_week": 10.0})
    times = plan.gain_percent / two.gain_percent
    return 0 if times < 1.5 else (1 if times < 3.0 else 2)


def low_enough_start(plan: Plan) -> int:
    """Find the start that lets this plan reach its end: 0 from 60 %, 1 from 40 %, 2 neither.

    Parameters
    ----------
    plan : result of ``train``; its first load is changed, the rest kept.
    """
    for place, load in enumerate((60.0, LOAD_LIMITS_PERCENT[0])):
        if train(**plan.settings | {"load_percent": load}).stops_week == math.inf:
            return place
    return 2
