"""What the rhythm trainer and the guidance lab offer: controls, presets, predictions, as data."""

from __future__ import annotations

from course_lib.breathing.guidance import GUIDES, RUNNERS, Guided, measured_outcomes
from course_lib.breathing.guide_figure import STEPS
from course_lib.breathing.rhythm import COUNTS, Run, ceilings, run
from course_lib.breathing.rhythm_figure import BREATHS, CEILING
from course_lib.declared import Choice, Control, Prediction, Preset

EVEN, POPULAR, LONG, QUICK = "2 in, 2 out", "3 in, 2 out", "4 in, 4 out", "1 in, 1 out"

TRAINER_CONTROLS = (
    Control(
        "pace_min_km", "Pace", "minutes a kilometre", 3.1, 8, 0.1, 5.5,
        "3.1 to 6.6 are the speeds at which runners' steps were measured; slower is offered too, "
        "since pace sets lengths only. 5.5 is 5:30.",
    ),
    Control(
        "steps_min", "Steps", "a minute", 155, 203, 1, 165,
        "20 elite runners took 155 to 203; 21 recreational runners 165 (SD 8) at 3.0 m/s. No large "
        "sample was found: 180 is not a norm.",
    ),
    Choice(
        "count", "Steps in and out", tuple(COUNTS), EVEN,
        "Runners were seen to take 1 to 4 strides to a breath. How they share them between in and "
        "out was not read; 41 to 49 % of the time went into breathing in.",
    ),
)  # fmt: skip
TRAINER_PRESETS = (
    Preset("The favourite: 2 in, 2 out", {}),
    Preset("Magazines: 3 in, 2 out", {"count": POPULAR}),
    Preset("Long: 4 in, 4 out", {"count": LONG}),
    Preset("Hard: 2 in, 1 out", {"pace_min_km": 4.0, "steps_min": 175, "count": "2 in, 1 out"}),
    Preset("Too quick: 1 in, 1 out", {"count": QUICK}),
)
MORE = ("more", "the same", "fewer")


def _breaths_when_faster(shown: Run) -> float:
    """Place the breaths at a quicker pace against those at an easy one among ``MORE``."""
    easy = run(pace_min_km=7.0, steps_min=shown.coupling.steps_min, count=shown.count)
    gap = shown.breaths_min - easy.breaths_min
    return 1.0 if abs(gap) < 1e-9 else (0.0 if gap > 0 else 2.0)


TRAINER_PREDICTIONS = (
    Prediction(
        "rhythm-breaths",
        "A friend with shorter legs takes 196 steps a minute, and breathes in for 2 and out for 2. "
        "How many breaths a minute is that?",
        {"steps_min": 196},
        lambda shown: shown.breaths_min,
        "196 steps ÷ 4 steps to a breath. At 165 steps the same count is 41: quicker feet, quicker "
        "breath. At rest 12 to 15 are usual.",
        "breaths a minute", 10, 100, 1, BREATHS,
    ),
    Prediction(
        "rhythm-pace",
        "You speed up from 7:00 to 4:00 a kilometre with longer steps, at the same step rate and "
        "the same count. Breaths a minute: more, the same, or fewer?",
        {"pace_min_km": 4.0},
        _breaths_when_faster,
        "The count follows your steps, not your pace. Whatever more air the quicker pace asks for "
        "has to come from deeper breaths, or from another count.",
        options=MORE,
    ),
    Prediction(
        "rhythm-ceiling",
        "You try the long count, 4 in and 4 out, at 165 steps a minute. Men at their maximum took "
        "breaths of 2.7 L. How many litres a minute can they move at most in this rhythm?",
        {"count": LONG},
        lambda shown: ceilings(shown.breaths_min)[0].most_l,
        "165 ÷ 8 is about 21 breaths, times 2.7 L. At their maximum they moved 97 L a minute: a "
        "long count has a ceiling. It suits easy running better than a sprint.",
        "L a minute", 0, 200, 1, CEILING,
    ),
)  # fmt: skip
TRAINER_LEAVES_OUT = (
    "How much air your pace needs: no clean table for easy and tempo running was found. The "
    "ceiling says what a rhythm can move, not what you need.",
    "That steps quicken with speed: 5.6 a minute more for each m/s in 20 elite runners.",
    "Depth in running: the deepest breaths were measured on a cycle, in adults of 20 to 80 years.",
    "Force, muscle load, pain, stitch: no trial was found for any count of steps.",
    "What feels good to you. Let go of the count when it strains.",
)
TRAINER_SOURCES = ("bramble1983", "daley2013", "takano1995", "burns2019", "stepfreq2020",
                   "blackie1991", "kasch1976", "wikilectures", "munro1987")  # fmt: skip

FREE, WITH_SOUND = GUIDES
MIDDLE, BELOW, ABOVE = RUNNERS
GUIDE_CONTROLS = (
    Choice("guide", "Guide", tuple(GUIDES), FREE,
           "Two runs outdoors. In one they heard their step rate; in the other a sound in time "
           "with their steps said when to breathe."),
    Choice("runner", "Runner", tuple(RUNNERS), MIDDLE,
           "Mean and standard deviation of 16 women are published, not each of them."),
)  # fmt: skip
GUIDE_PRESETS = (
    Preset("Without guide", {}),
    Preset("With guide", {"guide": WITH_SOUND}),
    Preset("With guide, further down", {"guide": WITH_SOUND, "runner": BELOW}),
    Preset("With guide, further up", {"guide": WITH_SOUND, "runner": ABOVE}),
)
ANSWERS = ("it was less", "it was the same", "nobody measured it")


def pain_answer(_shown: Guided) -> float:
    """Say whether pain was measured: the last of ``ANSWERS`` while nothing was.

    Parameters
    ----------
    _shown : result of ``guidance.guided``; the answer does not depend on it.

    Raises
    ------
    ValueError : the table holds a result that the question does not expect.
    """
    if measured_outcomes():
        raise ValueError(
            "A result on load, pain or stitch stands in facts; rewrite the prediction."
        )
    return float(len(ANSWERS) - 1)


GUIDE_PREDICTIONS = (
    Prediction(
        "guide-with",
        "Without a guide, 26 of 100 steps were in rhythm with the breath. Then a sound in time "
        "with their own steps told them when to breathe. How many of 100 steps now?",
        {"guide": WITH_SOUND},
        lambda shown: shown.mean,
        "A large change: with a guide, a rhythm can be kept. What stays without one was not read.",
        "of 100 steps", 0, 100, 1, STEPS,
    ),
    Prediction(
        "guide-spread",
        "A runner lies one standard deviation below the mean of 69.9, with the guide. How many of "
        "her 100 steps are in rhythm?",
        {"guide": WITH_SOUND, "runner": BELOW},
        lambda shown: float(shown.of_100),
        "Some follow a guide well, some hardly. If it does not work for you, you are in company.",
        "of 100 steps", 0, 100, 1, STEPS,
    ),
    Prediction(
        "guide-pain",
        "And the pain in neck, shoulders and upper back: what did it do with the guide?",
        {"guide": WITH_SOUND},
        pain_answer,
        "The study measured rhythm. No study was found that measured load or pain with one.",
        options=ANSWERS,
    ),
)  # fmt: skip
GUIDE_LEAVES_OUT = (
    "Which 16 of 100 steps: the picture counts them, it does not say which.",
    "Men, and people who run often: 16 women took part, novice to intermediate.",
    "What remains without the guide, and after weeks.",
    "Breathlessness, speed, load on neck and shoulders, stitch, pain.",
)
GUIDE_SOURCES = ("harbour2023",)
