"""What the labs of the posture room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.posture.model import biggest_rise, hold, moment_at
from course_lib.posture.running import lean_beats_speed, mean_against_standing

HEAD = Control(
    "head_forward_mm",
    "Head slid forward",
    "mm",
    0,
    75,
    1,
    20,
    "20 mm goes with an average upright neck; 75 mm is one SD above a mean seen while reading "
    "a tablet.",
)
NOD = Control(
    "neck_flexion_deg",
    "Head nodded",
    "degrees",
    0,
    60,
    1,
    0,
    "0 is a level gaze; people look at a phone with about 45 degrees.",
)
CURVE = Control(
    "kyphosis_deg",
    "Curve of the upper back",
    "degrees",
    20,
    75,
    1,
    50,
    "20 to 60 degrees is the usual normal range; 75 is the roundest back that was modelled.",
)
LEAN = Control(
    "lean_deg",
    "Lean of the trunk",
    "degrees",
    0,
    25,
    0.5,
    3.5,
    "Runners were measured at 3.6 (upright half) and 10.8 degrees (leaning half); 25 is the "
    "most reported.",
)

LEAVES_OUT = (
    "Sideways bending, turning and the swing of the arms: the arms hang.",
    "Forces other than weight: wind, braking, and muscles that work against each other.",
    "The rib cage, which carries part of the load: with ribs and breastbone a model gave a "
    "third less "
    "compression in forward bending.",
    "Changes of the muscles' lever arms with posture; trapezius, rhomboids and the deepest "
    "muscles.",
    "Differences between people: one generic male body of 79.6 kg. The band shows other "
    "published masses "
    "and lever arms, not your body.",
    "Pain. A load is not an injury, and a higher moment is not more pain.",
)

RUNNER_CONTROLS = (HEAD, NOD, CURVE, LEAN)

RUNNER_PRESETS = (
    Preset("Tall and easy", {}),
    Preset("Phone", {"neck_flexion_deg": 45, "lean_deg": 0}),
    Preset("Tired last kilometre", {"head_forward_mm": 45, "kyphosis_deg": 58, "lean_deg": 8}),
    Preset("Downhill lean", {"lean_deg": 15}),
    Preset(
        "Desk slump",
        {"head_forward_mm": 52, "neck_flexion_deg": 15, "kyphosis_deg": 65, "lean_deg": 0},
    ),
)

RUNNER_PREDICTIONS = (
    Prediction(
        "head-slide",
        "Standing tall, slide the head from 20 mm to 52 mm in front of the lowest neck "
        "joint (C7/T1). "
        "The moment there starts at 1.1 N m. What will it be?",
        {"head_forward_mm": 52, "lean_deg": 0},
        lambda load: moment_at(load, "C7/T1"),
        "The head's weight stays the same; its lever arm grows from 20 to 52 mm, so "
        "the moment grows "
        "2.6 times. Every joint below gets the same 1.7 N m more, which counts for "
        "less there.",
        "N m",
        0,
        12,
        0.1,
        "C7/T1",
    ),
    Prediction(
        "round-back",
        "Round the upper back from 50 to 75 degrees. Where does the moment grow most?",
        {"kyphosis_deg": 75, "lean_deg": 0},
        lambda load: float(biggest_rise(load)),
        "Each bend adds to those below it: the lower the joint, the more weight has "
        "moved in front of it.",
        options=(
            "at the neck (C7/T1)",
            "between the shoulder blades (T4/T5)",
            "low in the rib cage (T9 to L1)",
        ),
    ),
    Prediction(
        "lean-neck",
        "Lean the whole trunk 15 degrees forward and keep your gaze level. What "
        "happens to the moment at "
        "the lowest neck joint (C7/T1)?",
        {"lean_deg": 15, "head_forward_mm": 20},
        lambda load: float(
            moment_at(load, "C7/T1") > 1.1 * moment_at(hold(head_forward_mm=20), "C7/T1")
        ),
        "The head rides along on the trunk. As long as it stays level and in the same "
        "place over C7, its "
        "lever arm does not change. Lower down the lean counts a lot.",
        options=("it stays the same", "it grows"),
    ),
)

RUNNER_SOURCES = (
    "osim_ross",
    "deleva1996",
    "plagenhoef1983",
    "oakley2024",
    "reclined_tablet",
    "ning2015",
    "teng2015",
    "zappala2021",
    "bruno2012",
    "iyer2010",
)

STEP_CONTROLS = (
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
    LEAN,
    HEAD,
    Choice(
        "joint",
        "Joint",
        ("C7/T1", "T4/T5", "T7/T8", "T10/T11"),
        "T4/T5",
        "One joint of the neck, two of the middle and one low in the rib cage.",
    ),
)

STEP_PRESETS = (
    Preset("Easy jog, 2.5 m/s", {"speed_m_s": 2.5}),
    Preset("Steady, 3.0 m/s", {}),
    Preset("Fast, 5.0 m/s", {"speed_m_s": 5.0}),
    Preset("Fast with a lean", {"speed_m_s": 5.0, "lean_deg": 10.8}),
)

STEP_PREDICTIONS = (
    Prediction(
        "step-peak",
        "Standing asks about 8.7 N m at T4/T5 in this posture. What is the peak while "
        "you run at 3 m/s?",
        {},
        lambda demand: demand.peak_nm,
        "The ground carries you in 64 % of the step only, in a hump, so the peak is "
        "about 2.5 body weights.",
        "N m",
        0,
        60,
        1,
        "peak",
    ),
    Prediction(
        "step-mean",
        "Over a whole step, foot down and in the air: how is the mean moment compared "
        "with standing?",
        {"speed_m_s": 4.0},
        lambda demand: float(mean_against_standing(demand)),
        "Whoever neither climbs nor sinks is carried by one body weight on average. "
        "Running adds peaks and "
        "pauses, not a higher mean.",
        options=("about half of it", "the same", "about two and a half times"),
    ),
    Prediction(
        "step-speed",
        "Which raises the peak at T10/T11 more: running at 5 instead of 3 m/s, or "
        "leaning 10.8 instead of "
        "3.5 degrees at 3 m/s?",
        {"lean_deg": 11.0, "joint": "T10/T11"},
        lambda demand: float(lean_beats_speed()),
        "In this model the lean adds about a third, the speed about an eighth: posture "
        "counts at every "
        "speed. It is a load, though, not a cause of pain that anyone has shown.",
        options=("the speed", "the lean"),
    ),
)

STEP_LEAVES_OUT = (
    "Braking and push-off forces, the trunk's own nodding and the shock of landing.",
    "That trunk and head may move a little less than the body's centre of mass.",
    "Measured loads: nobody has measured the upper back's load in a runner.",
    *LEAVES_OUT[-2:],
)

STEP_SOURCES = ("jeb208_2625", "munro1987", "clark2017", "osim_ross", "teng2015")

LEVER_CONTROLS = (
    Control(
        "tilt_deg",
        "Head tilt",
        "degrees",
        0,
        60,
        1,
        30,
        "0 to 60 degrees: the tilts that the paper states.",
    ),
    Control(
        "arm_mm",
        "Lever arm of the muscle",
        "mm",
        20,
        60,
        1,
        39,
        "Lever arms of neck extensors in a published body model: 22 to 40 mm at C7/T1.",
    ),
)

LEVER_PRESETS = (
    Preset("Level", {"tilt_deg": 0}),
    Preset("Reading", {"tilt_deg": 30}),
    Preset("Phone", {"tilt_deg": 45}),
    Preset("Phone, shorter lever arm", {"tilt_deg": 45, "arm_mm": 29}),
)

LEVER_PREDICTIONS = (
    Prediction(
        "lever-force",
        "A head of 60 N tilts 60 degrees. The muscle sits 39 mm behind the joint. How "
        "much force does the "
        "joint carry?",
        {"tilt_deg": 60},
        lambda result: result.joint_n,
        "The head is 139 mm in front, the muscle 39 mm behind: the muscle pulls with "
        "about 3.6 times the "
        "head's weight, and the joint carries that pull as well.",
        "N",
        0,
        400,
        5,
        "joint",
    ),
)

LEVER_LEAVES_OUT = (
    "People: the 27, 40, 49 and 60 lb come from one calculation, with no person measured.",
    "All muscles but one, and the bend of the neck: head and neck are one straight rod.",
    "Whether such a force matters: necks carry forces like these in every nod.",
)

LEVER_SOURCES = ("hansraj2014", "vasavada2015", "osim_ross")
