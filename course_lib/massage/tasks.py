"""What the labs of the massage room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.massage.lasting import COURSES, LAST_WEEK
from course_lib.massage.model import AGAINST, MINUTES

WHAT = ("outcome", "What counts", ("pain", "function"))
WHY = (
    "Pain: 30 % less of it (or of how much it bothers). Function: 5 points or more better on the "
    "Neck Disability Index, which runs to 50."
)
WAITING, BOOK, SHAM, _ = AGAINST
FOUR_WEEKS, TEN_WEEKS, SIX_MORE = COURSES

# The first picture must not hold the answer to a prediction.
DOSE_CONTROLS = (
    Choice("minutes", "Length of a session", MINUTES, MINUTES[1], "The two lengths tested."),
    Control("times_a_week", "Times a week", "sessions", 1, 3, 1, 1, "1 to 3: the numbers tested."),
    Choice("against", "Compared with", tuple(AGAINST), BOOK,
           "The four things that trials and reviews compared massage with."),
    Choice(*WHAT, "function", WHY),
)  # fmt: skip

BEST = {"times_a_week": 3, "against": WAITING, "outcome": "pain"}
DOSE_PRESETS = (
    Preset("Best dose, against waiting", BEST),
    Preset("Short and often", {**BEST, "minutes": MINUTES[0]}),
    Preset("Against a book", {}),
    Preset("Against a sham", {**BEST, "against": SHAM}),
    Preset("Nobody tried", {**BEST, "minutes": MINUTES[0], "times_a_week": 1}),
)

DOSE_PREDICTIONS = (
    Prediction(
        "massage-short",
        "Thirty minutes, three times a week, for four weeks, against waiting. What did the trial "
        "find for pain?",
        {**BEST, "minutes": MINUTES[0]},
        lambda found: 1.0 if found.found == "no better" else 0.0,
        "Sixty minutes two or three times a week did better than waiting; thirty minutes did not. "
        "That is one trial with 37 to 39 people a group.",
        options=("clearly better than waiting", "no better than waiting", "worse than waiting"),
    ),
    Prediction(
        "massage-of-100",
        "With a self-care book, 25 of 100 people were bothered 30 % less by their neck pain. With "
        "up to ten massages in ten weeks: how many of 100?",
        {"outcome": "pain"},
        lambda found: found.trial.people.with_massage,
        "25 become 55: 30 more of 100. The trial had 64 people, so the interval runs from one "
        "more to everybody.",
        "people of 100",
        0,
        100,
        1,
        "people",
    ),
    Prediction(
        "massage-sham",
        "Now against a sham or placebo. What does the Cochrane review of 2024 conclude on pain?",
        {**BEST, "against": SHAM},
        lambda found: 1.0 if "little or no difference" in found.verdict else 0.0,
        "Waiting people get neither hands nor attention nor hope. Take those away from the "
        "difference, and little or nothing is left, says the review with moderate certainty.",
        options=(
            "massage is clearly better",
            "probably little or no difference",
            "nobody has compared them",
        ),
    ),
)

DOSE_LEAVES_OUT = (
    "Any curve between the doses: five doses were tested once, in one trial, and nothing is drawn "
    "in between.",
    "Upper backs and runners: everybody had lasting neck pain.",
    "The kind of massage, the hands that gave it, and what it cost.",
    "Intervals that the abstract does not print: the dashed ones are worked out from ratio and "
    "p value and stand for an adjusted analysis only roughly.",
    "Doses in the reviews against sham and against other treatments: they pool many.",
)

DOSE_SOURCES = ("sherman2014", "sherman2009", "gross2024", "kong2013", "altman2011")

LASTING_CONTROLS = (
    Choice("course", "Massages", tuple(COURSES), FOUR_WEEKS,
           "The three courses of massage for which a risk ratio was read."),
    Control("week", "Week", "since the start", 0, LAST_WEEK, 1, 5,
            "0 to 26 weeks: the last measurement was at 26."),
    Choice(*WHAT, "pain", WHY),
)  # fmt: skip

LASTING_PRESETS = (
    Preset("Right after four weeks", {}),
    Preset("Right after ten weeks", {"course": TEN_WEEKS, "week": 10}),
    Preset("Half a year on", {"course": TEN_WEEKS, "week": 26}),
    Preset("Six more, half a year on", {"course": SIX_MORE, "week": 26}),
    Preset("A week nobody measured", {"course": TEN_WEEKS, "week": 18}),
)

LASTING_PREDICTIONS = (
    Prediction(
        "massage-half-year",
        "Right after ten weeks of massage, people were 2.2 times as likely to be bothered 30 % "
        "less as people with a book. What is the risk ratio at week 26? (1 means no difference.)",
        {"course": TEN_WEEKS, "week": 26},
        lambda moment: moment.now.ratio,
        "Four months after the last massage the difference is gone, as far as 64 people can tell: "
        "the interval runs from 0.6 to 2.0.",
        "times",
        0.5,
        4,
        0.1,
        "ratio",
    ),
    Prediction(
        "massage-more",
        "After four weeks of massage, half of the people got six more, once a week. At week 26, "
        "was their pain better than that of the others?",
        {"course": SIX_MORE, "week": 26},
        lambda moment: 0.0 if moment.now.low > 1 else 1.0,
        "At week 12 function was better with six more; at week 26 neither pain nor function "
        "showed a difference that leaves out chance.",
        options=("yes, clearly", "no clear difference"),
    ),
)

LASTING_LEAVES_OUT = (
    "Every week without a measurement: no line joins two points, since nobody knows the way "
    "between them.",
    "The hours after a single massage: no measured course of pain or tenderness was found.",
    "People who stopped answering, and what else they did for their necks.",
    "Upper backs and runners: everybody had lasting neck pain.",
)

LASTING_SOURCES = ("sherman2009", "sherman2014", "cook2015", "altman2011")
