"""What the labs of the breathing room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

from course_lib.breathing.coupling import Coupling
from course_lib.breathing.work import SAME, harder_pull
from course_lib.declared import Choice, Control, Prediction, Preset

RHYTHM = Control(
    "breaths_min", "Breaths", "a minute", 6, 62, 1, 12,
    "12 to 15 at rest; 62 is the fastest that was measured in running. Below 12 is slower than "
    "textbooks give for rest.",
)  # fmt: skip
IN_SHARE = Control(
    "in_percent", "Time breathing in", "% of the breath", 40, 50, 1, 45,
    "41 to 49 % was measured in runners who breathe in rhythm; 50 % is two equal halves.",
)  # fmt: skip

BREATHE_CONTROLS = (
    RHYTHM,
    Control(
        "tidal_l", "Air in one breath", "L", 0.2, 3.2, 0.1, 0.5,
        "0.5 L at rest; men at their maximum took 2.7 L, and 3.2 L is one SD above.",
    ),
    IN_SHARE,
)  # fmt: skip
BREATHE_PRESETS = (
    Preset("At rest", {}),
    Preset("Slow and deep", {"breaths_min": 6, "tidal_l": 1.0}),
    Preset("Quick and shallow", {"breaths_min": 30, "tidal_l": 0.2}),
    Preset("Maximum, men", {"breaths_min": 36, "tidal_l": 2.7}),
)
BREATHE_PREDICTIONS = (
    Prediction(
        "breathe-minute",
        "You sit and take 12 breaths a minute of 0.5 L each; the airways hold 0.15 L. How many "
        "litres a minute reach the air sacs, where oxygen gets into the blood?",
        {},
        lambda shown: shown.breaths.alveolar_l,
        "12 × (0.5 − 0.15) L. The last 0.15 L of every breath in stops in the airways and is the "
        "first to go out again.",
        "L a minute", 0, 10, 0.1, "air sacs",
    ),
)  # fmt: skip
BREATHE_LEAVES_OUT = (
    "How the ribs move for one litre: the drawing takes the deepest breath offered as a full one, "
    "and the full one comes from two people in a scanner.",
    "The belly: at rest it makes room for about a quarter of a breath, the ribs for the rest.",
    "Breaths that differ from one to the next, as yours do.",
    "Gas exchange itself: how much oxygen gets into the blood.",
)
BREATHE_SOURCES = ("wikilectures", "fowler1948", "blackie1991", "kasch1976", "takano1995",
                   "wilson1987", "ribcage1968")  # fmt: skip

PATTERN_CONTROLS = (
    Choice("same", "What stays the same", SAME, SAME[0],
           "The air you move, or the part of it that is of use."),
    Control(
        "litres_min", "Litres of it", "a minute", 4, 145, 0.2, 6,
        "6 L a minute at rest; 97 at the maximum of men on a cycle; 143 at the end of a treadmill "
        "test of trained men.",
    ),
    RHYTHM,
    Control(
        "dead_space_ml", "Airways hold", "mL", 130, 180, 5, 150,
        "Textbooks give 130 to 180 mL; 156 (SD 28) was measured in 45 men.",
    ),
)  # fmt: skip
PATTERN_PRESETS = (
    Preset("At rest", {}),
    Preset("Nothing arrives", {"breaths_min": 40}),
    Preset("Same use, shallow", {"same": SAME[1], "litres_min": 4.2, "breaths_min": 40}),
    Preset("Hard run (illustrative)", {"litres_min": 70, "breaths_min": 40}),
    Preset("Maximum, deep", {"litres_min": 97, "breaths_min": 36}),
    Preset("Maximum, shallow", {"litres_min": 97, "breaths_min": 62}),
)
PATTERN_PREDICTIONS = (
    Prediction(
        "pattern-shallow",
        "You still move 6 L a minute, now in 40 breaths of 0.15 L. How many litres a minute reach "
        "the air sacs?",
        {"breaths_min": 40},
        lambda choice: choice.breaths.alveolar_l,
        "Each breath fills the airways and nothing more. Moving air is not the same as using it.",
        "L a minute", 0, 6, 0.1, "air sacs",
    ),
    Prediction(
        "pattern-least",
        "At rest 4.2 L a minute have to reach the air sacs. At how many breaths a minute do the "
        "muscles work least?",
        {"same": SAME[1], "litres_min": 4.2, "breaths_min": 14},
        lambda choice: choice.least_min,
        "Slow breaths stretch the chest further, quick ones push more air through the airways for "
        "the same use. The least lies where people breathe at rest: 12 to 15 a minute.",
        "breaths a minute", 6, 62, 1, "rhythm",
    ),
    Prediction(
        "pattern-pull",
        "At your limit you move 97 L a minute: in 36 deep breaths or in 62 shallow ones. When do "
        "the muscles pull harder, at the hardest point of a breath?",
        {"litres_min": 97, "breaths_min": 36},
        lambda choice: float(harder_pull(97, 36, fast_min=62)),
        "For the same air the pull against the airways is the same; the deep breath adds stretch. "
        "So “deeper” does not mean “less for the neck”. This is the model, carried on from rest: "
        "illustrative.",
        options=("in the deep breaths", "no difference", "in the shallow breaths"),
    ),
)  # fmt: skip
PATTERN_LEAVES_OUT = (
    "Turbulent flow and pushing the air out: at the highest ventilation of exercise the model "
    "gives about half the work that was measured.",
    "Stiffness and resistance during exercise: they were measured at rest, up to 27 L a minute. "
    "Beyond it everything about work and pull is illustrative.",
    "How breathing looks at easy and tempo speeds: no clean table was found.",
    "That the airways widen and hold more in deep breaths, and that a body at work needs more air "
    "to the air sacs than one at rest.",
    "Who pulls: diaphragm, ribs, neck and shoulders share the work, and their shares in running "
    "were not found.",
    "Pain. More work is not more pain.",
)
PATTERN_SOURCES = (
    "wikilectures", "otis1950", "otis_in_exercise", "compliance_normal", "rrs1991", "pimax2000",
    "hudson2007", "blackie1991", "kasch1976", "lorenzo2012", "margaria",
)  # fmt: skip

FEET_CONTROLS = (
    Control(
        "steps_min", "Steps", "a minute", 155, 203, 1, 165,
        "20 elite runners took 155 to 203; 21 recreational runners 165 (SD 8) at 3.0 m/s.",
    ),
    Control(
        "steps_per_breath", "Steps to a breath", "steps", 2, 8, 0.1, 4,
        "Runners were seen to take 1 to 4 strides to a breath: 2 to 8 steps.",
    ),
    Control(
        "in_percent", "Time breathing in", "% of the breath", 40, 67, 1, 50,
        "41 to 49 % was measured in runners who breathe in rhythm; 2 steps in and 2 out are 50 %, "
        "3 in and 2 out 60 %, 2 in and 1 out 67 %.",
    ),
)  # fmt: skip
FEET_PRESETS = (
    Preset("2 strides (2 in, 2 out)", {}),
    Preset("2½ strides (3 in, 2 out)", {"steps_per_breath": 5, "in_percent": 60}),
    Preset("1½ strides (2 in, 1 out)", {"steps_per_breath": 3, "in_percent": 67}),
    Preset("3 strides (3 in, 3 out)", {"steps_per_breath": 6}),
    Preset("Drifting", {"steps_per_breath": 4.2}),
)

ORDERS = ("always on the same foot", "left and right in turn", "in no fixed order")
KINDS = ("same foot", "changing feet", "drifting")


def order(coupling: Coupling) -> float:
    """Place a rhythm among ``ORDERS``.

    Parameters
    ----------
    coupling : steps and breaths, result of ``coupling.couple``.
    """
    return float(KINDS.index(coupling.kind))


FEET_PREDICTIONS = (
    Prediction(
        "feet-odd",
        "You breathe in for 3 steps and out for 2, again and again. On which foot do the breaths "
        "out begin?",
        {"steps_per_breath": 5, "in_percent": 60},
        order,
        "Five is odd: the next breath out begins one foot further on.",
        options=ORDERS,
    ),
    Prediction(
        "feet-strides",
        "A magazine calls that rhythm 3:2 and counts steps. Scientists count strides. How many "
        "strides to a breath is it?",
        {"steps_per_breath": 5, "in_percent": 60},
        lambda coupling: coupling.strides_per_breath,
        "Five steps are two and a half strides: the scientists' 5:2. Their own 3:2 means 3 strides "
        "to 2 breaths, three steps to a breath.",
        "strides", 1, 5, 0.5,
    ),
    Prediction(
        "feet-drift",
        "Your breath is a little longer than four steps: 4.2. Of 100 breaths out, how many begin "
        "on the left foot?",
        {"steps_per_breath": 4.2},
        lambda coupling: float(coupling.left),
        "Each breath begins 0.2 steps later in the stride; after ten it is back. In the long run "
        "both feet get their share, without any counting.",
        "breaths", 0, 100, 1,
    ),
)  # fmt: skip
FEET_LEAVES_OUT = (
    "Forces: a step pushes up to about 1 L of air a second; whether that matters is disputed.",
    "People: without help only about a quarter of the steps of 16 women were in rhythm with the "
    "breath.",
    "Whether a foot matters at all. No trial was found in which a rhythm prevented a side stitch "
    "or back pain.",
)
FEET_SOURCES = ("bramble1983", "daley2013", "burns2019", "stepfreq2020", "takano1995",
                "harbour2023", "kasch1976")  # fmt: skip
