"""What the labs of the endurance room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.endurance.hold import share_of_time
from course_lib.endurance.running import BREAKS, best_change, gain_of_break, trunk_minutes

RUN_CONTROLS = (
    Control(
        "speed_m_s",
        "Speed",
        "m/s",
        2.5,
        5.5,
        0.1,
        3.0,
        "2.5 to 5.5 m/s: the speeds at which stance forces were measured (6:40 to 3:02 min/km).",
    ),
    Control(
        "lean_deg",
        "Lean of the trunk",
        "degrees",
        0,
        25,
        0.5,
        3.5,
        "Runners were measured at 3.6 (upright half) and 10.8 degrees (leaning half); 25 is the "
        "most reported.",
    ),
    Control(
        "strength_percent",
        "Strength",
        "% of the model",
        40,
        160,
        5,
        100,
        "Among 101 healthy women the back extensors gave 38 to 168 N m, 37 to 163 % of the middle; "
        "100 is the body model's capacity.",
    ),
    Choice(
        "breaks",
        "Break in every 5 minutes",
        tuple(BREAKS),
        "none",
        "Standing: upright, unsupported. Supported: leaning back or lying, so that nothing is "
        "asked. Breaks this far apart were not part of the studies behind the recovery rate.",
    ),
)

RUN_PRESETS = (
    Preset("Steady, upright", {}),
    Preset("Fast, upright", {"speed_m_s": 5.0}),
    Preset("Leaning", {"lean_deg": 10.8}),
    Preset("Half the strength", {"strength_percent": 50}),
    Preset("Stronger", {"strength_percent": 120}),
    Preset("Supported breaks", {"breaks": "15 s supported"}),
)

RUN_PREDICTIONS = (
    Prediction(
        "run-half-strength",
        "With the trunk rates the form of this steady runner goes after 26 minutes. Give the "
        "same runner half the strength. After how many minutes now?",
        {"strength_percent": 50},
        trunk_minutes,
        "Half the strength doubles every share: more gets tired each minute, and less may get "
        "tired before the peak no longer fits. Both work together, so the time falls to about a "
        "fifth.",
        "min",
        0,
        60,
        0.5,
        "gone",
    ),
    Prediction(
        "run-standing-break",
        "The runner now stands upright for 60 seconds in every five minutes. How much later does "
        "the form go, by the trunk rates?",
        {"breaks": "60 s standing"},
        lambda result: float(gain_of_break(result)),
        "Standing asks nearly the same of these muscles as the mean of a running step. The peaks "
        "are gone for a minute, but the muscles never stop working. Only a break that takes the "
        "weight off them is a rest.",
        options=("hardly later", "about twice as late", "it lasts the hour"),
    ),
    Prediction(
        "run-best-change",
        "A runner at 3 m/s leans 10.8 degrees. Which change helps most, by the trunk rates?",
        {"strength_percent": 120, "lean_deg": 11.0},
        lambda result: float(best_change()),
        "Pace changes only the peak. The lean changes mean and peak a little. Strength is what "
        "both are divided by, so 20 % more shrinks both. This is a model of load: it does not "
        "say that weakness is why anybody hurts.",
        options=("2.5 instead of 3 m/s", "3.5 instead of 10.8 degrees", "20 % more strength"),
    ),
)

RUN_LEAVES_OUT = (
    "Rates for the neck, the trapezius or the muscles between the shoulder blades: none are "
    "published. Shoulder and trunk stand in, and the dark band lies between them.",
    "Whether the short pauses in the air are a rest. The light band says yes, the dark one no.",
    "Other muscles that take over, ribs and ligaments that carry, and a runner who slows down.",
    "Turning, arm swing, braking and the shock of landing, which ask for more.",
    "Loads this low: most holding times were measured above a quarter of the maximum, and a "
    "step asks about a tenth on average.",
    "Breath, legs and will, which also end a run.",
    "Pain. Tired is not hurt, and a form that goes is not an injury.",
)

RUN_SOURCES = (
    "freylaw2012",
    "xia2008",
    "looft2018",
    "looft2020",
    "freylaw2010",
    "nordin1987",
    "behm2009",
    "osim_ross",
    "jeb208_2625",
    "teng2015",
    "warrener2021",
)

HOLD_CONTROLS = (
    Control(
        "effort_percent",
        "Effort",
        "% of the maximum",
        10,
        90,
        1,
        30,
        "10 to 90 %: the efforts for which the rates were fitted.",
    ),
    Choice(
        "region",
        "Whose rates",
        ("trunk", "shoulder", "general"),
        "trunk",
        "Published for six regions and for all together; none for the neck.",
    ),
)

HOLD_PRESETS = (
    Preset("A low effort, 15 %", {"effort_percent": 15}),
    Preset("Half", {"effort_percent": 50}),
    Preset("Half, shoulder", {"effort_percent": 50, "region": "shoulder"}),
    Preset("Close to the maximum, 90 %", {"effort_percent": 90}),
)

HOLD_PREDICTIONS = (
    Prediction(
        "hold-half",
        "Lying face down, you hold your trunk up with half of its maximum. How long, by the trunk "
        "rates?",
        {"effort_percent": 50},
        lambda result: result.model_s,
        "About two and a third minutes in the model. The law fitted to people says 109 s: at "
        "middle efforts the trunk rates are somewhat too kind.",
        "s",
        0,
        600,
        5,
        "hold",
    ),
    Prediction(
        "hold-double",
        "You go from 20 to 40 % of the maximum. How does the holding time change?",
        {"effort_percent": 40},
        lambda result: float(share_of_time(result)),
        "Twice the effort tires twice as much each second, and leaves less room before it no "
        "longer fits. The model falls to about a third, the law to about a fifth.",
        options=("to half", "to between a third and a fifth", "to less than a tenth"),
    ),
)

HOLD_LEAVES_OUT = (
    "Moving: these holds keep still.",
    "Differences between people, between tasks, and how much somebody wants to go on.",
    "What gets tired: the three shares are a bookkeeping, not three kinds of fibre.",
    "The neck and the muscles between the shoulder blades: nobody has published their rates.",
)

HOLD_SOURCES = ("freylaw2010", "freylaw2012", "xia2008", "myosuite")
