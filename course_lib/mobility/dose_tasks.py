"""What the lab "What does my dose of stretching buy?" offers, all as data."""

from __future__ import annotations

from course_lib.declared import Control, Prediction, Preset
from course_lib.mobility.dose import Plan, weeks_ratio
from course_lib.mobility.model import Dose

CONTROLS = (
    Control(
        "hold_s",
        "Length of one hold",
        "s",
        15,
        60,
        15,
        30,
        "15, 30 and 60 s were compared in six-week trials.",
    ),
    Control(
        "repeats",
        "Session",
        "holds",
        1,
        8,
        1,
        1,
        "8 holds of 30 s are the 4 minutes after which more added nothing.",
    ),
    Control(
        "sessions",
        "Sessions",
        "a week",
        1,
        14,
        1,
        5,
        "Trials used 5 days a week, once or twice a day; 14 is twice every day.",
    ),
)

PRESETS = (
    Preset("One hold a day: 30 s", {}),
    Preset("Most in one session: 8 × 30 s", {"repeats": 8}),
    Preset("10 minutes a week: 4 × 30 s", {"repeats": 4}),
    Preset("Once a week: 4 × 30 s", {"repeats": 4, "sessions": 1}),
    Preset("Twice a day: 4 × 30 s", {"repeats": 4, "sessions": 10}),
)


def _left_after_warming_up(plan: Plan) -> float:
    """Give the degrees left ten minutes after a session."""
    return float(plan.later_deg[0].middle)


def more_in_weeks(plan: Plan, *, over: Dose) -> float:
    """Compare two doses over six weeks: 0 no more, 1 twice as much, 2 the sources disagree.

    Parameters
    ----------
    plan : result of ``dose.plan_stretching``.
    over : the dose to compare it with, with one hold at least.
    """
    ratio = weeks_ratio(plan.dose, over=over)
    if ratio.low > 1.5 and ratio.high < 1.25:
        return 2.0
    return float(0 if ratio.middle < 1.25 else 1)


def longer_holds(plan: Plan) -> float:
    """Compare with 30 s, once a day on five days, as ``more_in_weeks`` does.

    Parameters
    ----------
    plan : result of ``dose.plan_stretching``.
    """
    return more_in_weeks(plan, over=Dose(30, 1, 5))


def twice_the_week(plan: Plan) -> float:
    """Compare with ten minutes a week: four holds of 30 s on five days.

    Parameters
    ----------
    plan : result of ``dose.plan_stretching``.

    Returns
    -------
    float : as ``more_in_weeks``.
    """
    return more_in_weeks(plan, over=Dose(30, 4, 5))


MORE = (
    "no more",
    "about twice as much",
    "from no more to twice as much: the sources disagree",
)

PREDICTIONS = (
    Prediction(
        "ten-minutes-later",
        "You stretch four times for 30 s and gain about 3 degrees. Then you warm up for ten "
        "minutes. How many degrees of the gain are left?",
        {"repeats": 4},
        _left_after_warming_up,
        "Next to nothing, and at most 1.8 of the 3 degrees. Trials saw the gain go between 3 and "
        "30 minutes after the stretch. The line in the picture is our middle between the two.",
        "degrees",
        0,
        5,
        0.1,
        "10 min",
    ),
    Prediction(
        "thirty-or-sixty",
        "You hold once a day, five days a week. Now you hold 60 s each time instead of 30 s. How "
        "much more have you gained after six weeks?",
        {"hold_s": 60},
        longer_holds,
        "In a trial of 93 people with tight hamstrings 60 s gave no more than 30 s: that is the "
        "upper edge of the band. A review of 189 studies sees more from more minutes, up to ten a "
        "week: the lower edge. The band is their disagreement.",
        options=MORE,
    ),
    Prediction(
        "twice-the-week",
        "Four holds of 30 s on five days are ten minutes a week. You double each hold to 60 s: 20 "
        "minutes a week. How much more after six weeks?",
        {"hold_s": 60, "repeats": 4},
        twice_the_week,
        "Beyond ten minutes a week neither source sees more. The extra ten minutes are yours to "
        "use for something else.",
        options=MORE,
    ),
)

LEAVES_OUT = (
    "Your upper back: gains are carried over from hips, knees and ankles by how much people "
    "differ. No trial has measured these degrees.",
    "How the minutes are cut: the model counts minutes. In team players six holds of 30 s gave "
    "range and one hold of 180 s did not; in gymnasts both did.",
    "How steep the way up is: both edges are straight lines to a published volume, an assumption.",
    "What happens after you stop: not found in numbers.",
    "Tension and pain. The trials behind these curves measured range.",
)

SOURCES = (
    "ingram2024",
    "bandy1994",
    "bandy1997",
    "ryan2012",
    "depino2000",
    "behm2016",
    "heneghan2018",
    "peixoto2015",
    "donti2020",
    "tunwattanapong2016",
)
