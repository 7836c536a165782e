"""What the lab "What does stretching change?" offers, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.mobility.desk import desk_groups
from course_lib.mobility.model import Outlook

GROUPS = desk_groups().group

CONTROLS = (
    Choice(
        "group",
        "Your week (a group that …)",
        GROUPS,
        GROUPS[0],
        "The three groups of one study; between them nothing was measured.",
    ),
    Control(
        "hold_s",
        "Length of one hold",
        "s",
        15,
        60,
        15,
        15,
        "15, 30 and 60 s were compared in six-week trials.",
    ),
    Control(
        "repeats",
        "Session",
        "holds",
        0,
        8,
        1,
        1,
        "8 holds of 30 s are the 4 minutes after which more added nothing.",
    ),
    Control(
        "minutes_since",
        "Time since the session",
        "minutes",
        0,
        60,
        1,
        5,
        "Range was measured from 1 to 30 minutes after; at 60 nothing is left.",
    ),
)

PRESETS = (
    Preset("Before a run: 4 × 30 s", {"hold_s": 30, "repeats": 4, "minutes_since": 0}),
    Preset("15 minutes into the run", {"hold_s": 30, "repeats": 4, "minutes_since": 15}),
    Preset("One hold of 30 s", {"hold_s": 30}),
    Preset("The most: 8 × 30 s", {"hold_s": 30, "repeats": 8, "minutes_since": 0}),
    Preset("No stretching, more movement", {"group": GROUPS[2], "repeats": 0}),
)


def gain_right_after(result: Outlook) -> float:
    """Give the degrees gained at the moment set.

    Parameters
    ----------
    result : result of ``model.stretch``.
    """
    return float(result.now_deg.middle - result.before_deg)


def left_now(result: Outlook) -> float:
    """Say how much of a session's gain is left at most: 0 nearly all, 1 half, 2 under a quarter.

    Parameters
    ----------
    result : result of ``model.stretch`` with one hold at least.
    """
    share = (result.now_deg.high - result.before_deg) / (
        result.range_deg.high[0] - result.before_deg
    )
    return float(0 if share > 0.75 else 1 if share > 0.25 else 2)


def _gain_in_weeks(result: Outlook) -> float:
    """Give the degrees gained after six weeks."""
    return float(result.weeks_deg.middle - result.before_deg)


PREDICTIONS = (
    Prediction(
        "acute-gain",
        "You hold a stretch four times for 30 s. How many degrees further does your upper back "
        "turn right after?",
        {"repeats": 4, "hold_s": 30, "minutes_since": 0},
        gain_right_after,
        "About 3 degrees, on a range of 65. The degrees are carried over from other joints: for "
        "the upper back one trial says that range grew, and its number could not be read.",
        "degrees",
        0,
        30,
        0.5,
        "now",
    ),
    Prediction(
        "into-the-run",
        "You stretch, put on your shoes, and 15 minutes after the stretch you are on the road. How "
        "much of the gain is left?",
        {"repeats": 4, "hold_s": 30, "minutes_since": 15},
        left_now,
        "Trials see it go within 3 to 30 minutes. After 15 minutes between nothing and a fifth is "
        "left; after an hour, nothing.",
        options=("nearly all of it", "about half", "less than a quarter"),
    ),
    Prediction(
        "six-weeks",
        "You do this five days a week for six weeks. How many degrees have you gained, before a "
        "session?",
        {"repeats": 4, "hold_s": 30, "minutes_since": 5},
        _gain_in_weeks,
        "About 6 degrees, if the upper back answers like other joints. That is less than the 10 "
        "degrees between the two outer groups, who were never asked to stretch.",
        "degrees",
        0,
        30,
        0.5,
        "in six weeks",
    ),
)

LEAVES_OUT = (
    "The upper back itself: gains are carried over from trials on hips, knees and ankles.",
    "Cause: sitting and turning were measured once, in groups that differ in exercise too.",
    "What happens between session and six weeks, and after you stop: not found in numbers.",
    "You: the band holds averages of groups. People differ by much more.",
    "Pain and soreness. Range is not pain.",
)

SOURCES = (
    "heneghan2018",
    "ingram2024",
    "ryan2012",
    "bandy1994",
    "bandy1997",
    "depino2000",
    "behm2016",
    "donti2020",
    "pmc7714915",
    "sports2021",
)
