"""What the two labs of chapter 08 offer: controls, presets, predictions, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.endurance.activity import exercise_names, muscle_names, quiet_exercises
from course_lib.endurance.training import gain_beside_two_minutes, low_enough_start

Y_RAISE, T_RAISE, ROW, SHRUG, HIGH_RAISE, DIAGONAL = exercise_names()
UPPER, MIDDLE, LOWER, SERRATUS = muscle_names()
NUMBERS = (0, 2, 4)  # of exercises, as offered in the prediction

PLAN_CONTROLS = (
    Control(
        "minutes_a_week",
        "Minutes a week",
        "min",
        0,
        180,
        5,
        10,
        "Strength was measured in N m at 10 and 60 minutes a week. 100 is the most tested for "
        "necks and shoulders, 180 the most in any trial here: people of 60 and more, for the "
        "shape of the back.",
    ),
    Control(
        "weeks",
        "Weeks",
        "weeks",
        0,
        20,
        1,
        4,
        "Strength was measured after 10 weeks, pain after up to 20.",
    ),
    Control(
        "load_percent",
        "Load in the first week",
        "% of your most",
        40,
        80,
        5,
        60,
        "In a review of 140 studies, untrained people gained most around 60 % of what they could "
        "lift once, trained people around 80 %. The gain drawn here does not depend on it.",
    ),
    Control(
        "rise_percent",
        "Heavier each week by",
        "%",
        0,
        15,
        1,
        2,
        "The advice is a step of 2 to 10 % once you can do one or two repetitions more. Steps of "
        "11 to 15 % are offered so that you see what becomes of them.",
    ),
)

PLAN_PRESETS = (
    Preset("2 minutes a day", {"weeks": 10}),
    Preset("12 minutes a day", {"minutes_a_week": 60, "weeks": 10}),
    Preset("4 exercises, 3 × 10, 3 days", {"minutes_a_week": 55, "weeks": 10}),
    Preset("20 weeks, 5 % a week", {"weeks": 20, "rise_percent": 5}),
    Preset("Too much, too fast", {"minutes_a_week": 150, "weeks": 10, "rise_percent": 12}),
)

PLAN_PREDICTIONS = (
    Prediction(
        "plan-form",
        "Without training the form of the steady runner of chapter 05 goes after 26 minutes, by "
        "the trunk rates. After ten weeks of two minutes a day on five days a week: after how "
        "many minutes?",
        {"weeks": 10},
        lambda result: result.held_minutes[0],
        "A twentieth more strength makes it some three minutes longer, since strength divides mean "
        "and peak alike. The interval of the trial runs from 27 to 32 minutes.",
        "min",
        0,
        60,
        1,
    ),
    Prediction(
        "plan-six-times",
        "Now 12 minutes a day instead of 2, six times as much. How large is the gain in strength, "
        "beside that of 2 minutes?",
        {"minutes_a_week": 60, "weeks": 10},
        lambda result: float(gain_beside_two_minutes(result)),
        "1.7 N m with 12 minutes, 2.0 N m with 2: the intervals lie over one another. In this "
        "trial more minutes gave no more strength. It had one test, of one still pull.",
        options=("about the same", "about twice", "about six times"),
    ),
    Prediction(
        "plan-too-heavy",
        "You start with 60 % of what you can lift once and make it 5 % heavier every week. In "
        "which week is the load more than you can lift once?",
        {"rise_percent": 5, "weeks": 20},
        lambda result: result.stops_week,
        "60 × 1.05 × 1.05 … passes 105 in week 12. A fixed rise is interest on interest, and "
        "strength does not keep up. That is why the advice is to add load when the repetitions "
        "allow it, not when the calendar says so.",
        "weeks",
        1,
        20,
        1,
        "week",
    ),
    Prediction(
        "plan-lower-start",
        "Same rise, 5 % every week, for 20 weeks. Which load in the first week is low enough to "
        "reach the end?",
        {"load_percent": 40, "rise_percent": 5, "weeks": 20},
        lambda result: float(low_enough_start(result)),
        "40 × 1.05, twenty times, is 106. A lower start buys weeks, not the whole way: 5 % a week "
        "becomes 2.65 times the load in 20 weeks.",
        options=("60 %", "40 %", "none from 40 % on"),
    ),
)

PLAN_LEAVES_OUT = (
    "Your back: strength was measured at shoulders. They stand in, because no trial measured the "
    "muscles between the shoulder blades.",
    "Everything between the measured points: 10 and 60 minutes a week, after ten weeks. The lines "
    "between them are illustrative.",
    "The load: in this model it decides only whether the plan can be done. How load changes the "
    "gain was not measured in these trials.",
    "Programmes that answered otherwise: none after eight weeks, 18 to 53 % in women with a "
    "painful trapezius. They are drawn in green and do not move the line.",
    "What is lost after you stop, days off, sleep, food, and how new you are to training.",
    "Pain. Strength is not pain, and in the trial behind the line the two did not change together.",
)

PLAN_SOURCES = (
    "andersen2011",
    "jay2013",
    "saeterbakken2020",
    "andersen2008j",
    "hongo2007",
    "acsm2009",
    "rhea2003",
    "katzman2017",
    "freylaw2012",
)

ACTIVITY_CONTROLS = (
    Choice("exercise", "Exercise", exercise_names(), ROW, "Six of ten exercises measured."),
    Choice("muscle", "Muscle", muscle_names(), MIDDLE, "The four muscles that were measured."),
)

ACTIVITY_PRESETS = (
    Preset("Y raise, lower part", {"exercise": Y_RAISE, "muscle": LOWER}),
    Preset("T raise, middle part", {"exercise": T_RAISE}),
    Preset("Row, middle part", {}),
    Preset("Shrug, upper part", {"exercise": SHRUG, "muscle": UPPER}),
    Preset("Serratus anterior", {"exercise": HIGH_RAISE, "muscle": SERRATUS}),
)

ACTIVITY_PREDICTIONS = (
    Prediction(
        "emg-upper",
        "Lying face down, you raise one arm overhead, in line with the lower trapezius. How busy "
        "is the upper part, in percent of its strongest still pull?",
        {"exercise": Y_RAISE, "muscle": UPPER},
        lambda result: result.percent(UPPER),
        "79 %. The exercise is meant for the lower part, and the upper part works hard as well.",
        "%",
        0,
        150,
        1,
        "upper",
    ),
    Prediction(
        "emg-quiet",
        "In how many of the six exercises does the upper part stay below half of its strongest "
        "still pull?",
        {"muscle": UPPER},
        lambda result: float(NUMBERS.index(quiet_exercises(result))),
        "From 63 % in the row to about 120 % in the shrug, it is busy in all of them. An exercise "
        "has a target, not a switch.",
        options=("in none", "in two", "in four"),
    ),
)

ACTIVITY_LEAVES_OUT = (
    "How much stronger an exercise makes you: activity is not gain.",
    "The muscles behind the two bars: erector spinae were not measured in this study, and the "
    "rhomboids lie under the trapezius, where electrodes on the skin do not reach them alone.",
    "Numbers that we could not read: they stay empty. Hatched bars come from somebody else's list.",
    "Your own load, speed and reach: 30 healthy people did what they were told.",
)

ACTIVITY_SOURCES = ("ekstrom2003", "lowe_ekstrom", "ha2017")
