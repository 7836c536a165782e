"""What the lab "What happens inside a held stretch?" offers, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.mobility.facts import fact
from course_lib.mobility.hold import HELD_LENGTH, HELD_PULL, Held

CONTROLS = (
    Choice(
        "kept",
        "What you keep",
        (HELD_LENGTH, HELD_PULL),
        HELD_LENGTH,
        "Hold still at one angle, or let a steady pull take you further.",
    ),
    Control(
        "hold_s", "Length of one hold", "s", 15, 90, 5, 30, "15 to 90 s: the holds of the trials."
    ),
    Control(
        "rest_s", "Rest between holds", "s", 15, 30, 5, 15, "15 and 30 s: the rests of two trials."
    ),
    Control("repeats", "Repeats", "holds", 1, 6, 1, 4, "1 to 6 holds: as in the trials."),
)

PRESETS = (
    Preset("One long hold: 90 s", {"hold_s": 90, "repeats": 1}),
    Preset("Four of 30 s", {}),
    Preset("Six of 15 s", {"hold_s": 15, "repeats": 6}),
    Preset("A steady pull", {"kept": HELD_PULL}),
)


def more_in_a_long_hold(held: Held) -> float:
    """Compare with a 30 s hold: 0 hardly any more, 1 about half as much again, 2 three times.

    Parameters
    ----------
    held : result of ``hold.hold_stretch`` at the same length.
    """
    ratio = float(held.first_change_percent.middle) / -fact("relaxation_30_s")
    return float(0 if ratio < 1.25 else 1 if ratio < 2 else 2)


def left_a_minute_later(held: Held) -> float:
    """Say how much of the lengthening is left a minute after: 0 most, 1 half, 2 next to nothing.

    Parameters
    ----------
    held : result of ``hold.hold_stretch`` with the same pull.
    """
    share = held.left_percent.high / held.last_change_percent.high
    return float(0 if share > 0.75 else 1 if share > 0.25 else 2)


PREDICTIONS = (
    Prediction(
        "long-hold",
        "In a hold of 30 s at one length the force falls by 25 %. How far does it fall if you hold "
        "for 90 s?",
        {"hold_s": 90, "repeats": 1},
        more_in_a_long_hold,
        "26 % instead of 25 %. What can yield has yielded in the first half minute. In people the "
        "force was seen to fall until 45 s, a little longer than in the model.",
        options=(
            "hardly any further",
            "about half as much again",
            "three times as far",
        ),
    ),
    Prediction(
        "minute-after",
        "A steady pull lets the muscle grow longer. How much of that is left one minute after the "
        "fourth hold?",
        {"kept": HELD_PULL},
        left_a_minute_later,
        "In this model next to nothing: springs and dashpot creep back in seconds. Range stays up "
        "for 3 to 30 minutes in the trials, so something else must carry it.",
        options=("most of it", "about half", "next to nothing"),
    ),
)

LEAVES_OUT = (
    "Slower parts: real muscle still changes in the second and third hold, the model does not.",
    "The nerves: how much pull you accept. In one trial that explained the gain, not the tissue.",
    "The upper back: constants come from hamstrings and calf.",
    "Strain that grows in other proportion than force, warmth, and muscle that contracts.",
)

SOURCES = ("peixoto2015", "ryan2012", "magnusson1995", "depino2000", "donti2020", "ylinen2009")
