"""What the lab "Roll or stretch?" offers, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.mobility.rolling import ENDS, ESTIMATE, HIGH_END, LOW_END, Shift, comparisons

COMPARISONS = tuple(comparisons())
ROLLING, ROLL_OR_STRETCH, STRETCHING = COMPARISONS[:3]
ROLLING_WEEKS = COMPARISONS[3]

CONTROLS = (
    Choice(
        "comparison",
        "Compare",
        COMPARISONS,
        STRETCHING,
        "The five comparisons that three reviews print. Only one is shown at a time: they do not "
        "all say how their number was computed.",
    ),
    Choice(
        "end",
        "Draw",
        ENDS,
        ESTIMATE,
        "A review prints an estimate and the two ends of its interval.",
    ),
    Control(
        "place",
        "People of 100 who reach less far than you",
        "before",
        5,
        95,
        5,
        50,
        "50 is the middle; below 5 and above 95 a single person of 100 weighs a lot.",
    ),
)

PRESETS = (
    Preset("Rolling against nothing", {"comparison": ROLLING}),
    Preset("Rolling against stretching", {"comparison": ROLL_OR_STRETCH}),
    Preset("The same, lower end", {"comparison": ROLL_OR_STRETCH, "end": LOW_END}),
    Preset("The same, upper end", {"comparison": ROLL_OR_STRETCH, "end": HIGH_END}),
    Preset("Weeks of rolling", {"comparison": ROLLING_WEEKS}),
)


def _new_place(shift: Shift) -> float:
    """Give the people of 100 who reach less far afterwards."""
    return shift.new_place


def how_sure(shift: Shift) -> float:
    """Judge a comparison: 0 better, 1 alike to within a few people, 2 alike, but wide open.

    Parameters
    ----------
    shift : result of ``rolling.shift_along``.
    """
    places = shift.places
    if places.low > shift.place:
        return 0.0
    return float(1 if places.high - places.low < 20 else 2)


PREDICTIONS = (
    Prediction(
        "roll-from-the-middle",
        "100 people stand in a line by their range. You stand in the middle: 50 reach less far. "
        "You roll, and gain the 0.74 standard deviations that a review of 26 trials prints. How "
        "many reach less far than you now?",
        {"comparison": ROLLING},
        _new_place,
        "You pass about 27 people. That is a fair gain in range, right after rolling, in trials "
        "that rolled mostly legs.",
        "people of 100",
        1,
        99,
        1,
        "people",
    ),
    Prediction(
        "roll-from-behind",
        "Now you stand far back: only 10 of 100 reach less far than you. You roll and gain the "
        "same. How many reach less far than you now?",
        {"comparison": ROLLING, "place": 10},
        _new_place,
        "About 29. A gain of this size does not bring somebody from the back of the line to its "
        "middle.",
        "people of 100",
        1,
        99,
        1,
        "people",
    ),
    Prediction(
        "roll-or-stretch",
        "The same review compares rolling with stretching. What do its trials show?",
        {"comparison": ROLL_OR_STRETCH},
        how_sure,
        "The estimate is −0.02: no difference. But the interval runs from −0.73 to 0.69. In the "
        "line of people that is anything from place 23 to place 75. “No difference found” is not "
        "“shown to be the same”.",
        options=(
            "rolling gives more range than stretching",
            "they are alike, to within a few people of 100",
            "they are alike on average, but about 25 places either way are still open",
        ),
    ),
)

LEAVES_OUT = (
    "The upper back: most trials rolled legs. One small trial rolled the back and saw the trunk's "
    "range grow; its number was not read.",
    "You: everybody in the line moves by the same step. In trials people differ.",
    "How long it lasts: “right after” is right after.",
    "The shape of the line: a bell is an assumption.",
    "Tension, soreness and pain. Range is none of them.",
)

SOURCES = ("wilke2020", "ingram2024", "konrad2022", "sports2021")
