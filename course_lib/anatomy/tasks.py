"""What the labs of the anatomy room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

import numpy as np

from course_lib.anatomy.figure import rib_ends
from course_lib.anatomy.muscle_figure import Stretch
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.anatomy.muscles import LEAVES_OUT as MUSCLES_LEAVE_OUT
from course_lib.anatomy.muscles import percent_by_muscle
from course_lib.anatomy.skeleton import Pose, limits, pose
from course_lib.declared import Choice, Control, Prediction, Preset

LIMITS = limits()
CURVE = Control(
    "kyphosis_deg",
    "Curve of the upper back",
    "degrees",
    *LIMITS["kyphosis_deg"],
    1,
    50,
    "Published normal ranges: 20 to 40 and 20 to 60 degrees; 75 is the roundest back modelled.",
)
BEND = Control(
    "lateral_deg",
    "Bend to the side, left is plus",
    "degrees",
    *LIMITS["lateral_deg"],
    1,
    0,
    "The ranges of the joints T1/T2 to T11/T12 together, from donor spines with their rib cage.",
)
TURN = Control(
    "axial_deg",
    "Turn, left is plus",
    "degrees",
    *LIMITS["axial_deg"],
    1,
    0,
    "The ranges of the joints T1/T2 to T11/T12 together, from donor spines with their rib cage.",
)
BREATH = Control(
    "breath_percent",
    "Breath",
    "% of a full breath in",
    0,
    100,
    5,
    0,
    "0 is the relaxed end of a breath out, 100 a full breath in: two men, measured lying down.",
)

SPINE_CONTROLS = (CURVE, BEND, TURN, BREATH)
SPINE_PRESETS = (
    Preset("Upright", {}),
    Preset("Round back", {"kyphosis_deg": 70}),
    Preset("Bend left", {"lateral_deg": 25}),
    Preset("Turn right", {"axial_deg": -20}),
    Preset("Deep breath", {"breath_percent": 100}),
)

GROUPS_OF_RIBS = ("ribs 1 and 2", "ribs 3 to 5", "ribs 8 to 10")
_ROWS = (slice(0, 2), slice(2, 5), slice(7, 10))


def _leading_ribs(stands: Pose, axis: int) -> float:
    """Say which of ``GROUPS_OF_RIBS`` moves most along an axis (0 forward, 1 to the left)."""
    rest = pose(**{**stands.settings, "breath": 0.0})
    moved = (rib_ends(stands) - rib_ends(rest))[:, axis]
    return float(np.argmax([moved[rows].mean() for rows in _ROWS]))


SPINE_PREDICTIONS = (
    Prediction(
        "pump-handle",
        "You breathe in fully. Which front ends of ribs move forward most, like a pump handle?",
        {"breath_percent": 100},
        lambda stands: _leading_ribs(stands, 0),
        "Above, a rib turns about an axis that lies more across the body: its front swings up "
        "and forward. Rib 1 is short, so its end has less way to go.",
        options=GROUPS_OF_RIBS,
    ),
    Prediction(
        "bucket-handle",
        "The same breath. Which front ends of ribs move sideways most, like a bucket handle?",
        {"breath_percent": 100},
        lambda stands: _leading_ribs(stands, 1),
        "Lower down, ribs are longer to the side and their axis lies more along the body: the "
        "same turn swings them outward.",
        options=GROUPS_OF_RIBS,
    ),
    Prediction(
        "turn-range",
        "Turn the upper back to the right as far as the thoracic joints of this model go. By how "
        "many degrees does T1 turn against T12?",
        {"axial_deg": LIMITS["axial_deg"][0]},
        lambda stands: abs(stands.settings["axial_deg"]),
        "Eleven joints give about 2 to 3 degrees each. The front of the rib cage holds them back: "
        "donor spines without it turned about 1.9 times as far.",
        "degrees",
        0,
        90,
        1,
    ),
)

SPINE_LEAVES_OUT = (
    "Differences between people: one generic body; no source gave these bones by sex.",
    "How the body moves its neck and lower back at the same time: C7 goes with T1, L1 stands.",
    "Coupled motion: real joints turn a little when they bend to the side.",
    "The diaphragm, the main muscle of breathing in.",
    "That one axis a rib is disputed: one study found one axis, another found none that fits.",
    "Gliding of the shoulder blades: they ride along with T5.",
    "Pain. A rounder back is not an injury, and it does not tell who has pain.",
)
SPINE_SOURCES = (
    "osim_ross",
    "kimlieb_ribs",
    "wilke2017",
    "liebsch2017",
    "wilson1987",
    "jordanoglou1969",
    "saumarez1986",
    "zappala2021",
    "bruno2012",
)

MUSCLE = Choice(
    "muscle",
    "Muscle",
    tuple(row.name for row in load_muscles().values()),
    load_muscles()["longissimus_thoracis"].name,
    "Every muscle of the table, from the skin inward.",
)
MUSCLE_CONTROLS = (MUSCLE, CURVE, BEND, TURN)


def _name(muscle_id: str) -> str:
    return load_muscles()[muscle_id].name


MUSCLE_PRESETS = (
    Preset("Upright", {}),
    Preset("Round back, rhomboid minor", {"muscle": _name("rhomboid_minor"), "kyphosis_deg": 70}),
    Preset("Bend left, latissimus", {"muscle": _name("latissimus_dorsi"), "lateral_deg": 30}),
    Preset(
        "Turn left, middle trapezius", {"muscle": _name("trapezius_transverse"), "axial_deg": 20}
    ),
    Preset("The diaphragm", {"muscle": _name("diaphragm")}),
)


def _sides_compared(result: Stretch) -> float:
    """Say which side is longer: 0 right, 1 left, 2 both alike."""
    gap = result.right_percent - result.left_percent
    return 2.0 if abs(gap) < 0.05 else float(gap < 0)


STRETCHED = ("spinalis_thoracis", "rhomboid_major", "latissimus_dorsi")


def _most_stretched(result: Stretch) -> float:
    """Say which of ``STRETCHED`` is longest against its neutral length."""
    shares = percent_by_muscle(result.stands)
    return float(np.argmax([shares[name, "right"] for name in STRETCHED]))


MUSCLE_PREDICTIONS = (
    Prediction(
        "rounding-stretches",
        "Round the upper back to 70 degrees. Which of these muscles gets longest against its "
        "neutral length?",
        {"muscle": _name("spinalis_thoracis"), "kyphosis_deg": 70},
        _most_stretched,
        "Spinalis lies behind the joints and runs along the curve, so the curve pulls its ends "
        "apart. The other two run across it. Longer does not mean tight or painful.",
        options=tuple(map(_name, STRETCHED)),
    ),
    Prediction(
        "bend-latissimus",
        "Bend 30 degrees to the left. Which latissimus dorsi gets longer?",
        {"muscle": _name("latissimus_dorsi"), "lateral_deg": 30},
        _sides_compared,
        "The side you bend away from opens: its muscles get longer, the others shorter.",
        options=("the right one", "the left one", "both alike"),
    ),
    Prediction(
        "turn-trapezius",
        "Turn 20 degrees to the left. Which middle trapezius gets longer?",
        {"muscle": _name("trapezius_transverse"), "axial_deg": 20},
        _sides_compared,
        "In this model the shoulder blades turn with T5 and the muscle starts higher up, at C7 to "
        "T3, which turn further. So its left part is drawn out.",
        options=("the right one", "the left one", "both alike"),
    ),
    Prediction(
        "round-longissimus",
        "Round the upper back from 50 to 75 degrees. Longissimus thoracis has 100 % of its neutral "
        "length at 50. How much has it at 75?",
        {"kyphosis_deg": 75},
        lambda result: result.right_percent,
        "A big change of the curve, a few per cent of length: the muscle is long and lies close "
        "to the joints.",
        "%",
        90,
        150,
        1,
    ),
)
MUSCLE_SOURCES = ("osim_ross", "zanatomy_text", "bp3d_isa_list", "wilke2017", "liebsch2017")
EXPLORER_SOURCES = ("osim_ross", "kimlieb_ribs", "zanatomy_text", "ellis", "haneline2008")
EXPLORER_LEAVES_OUT = (
    "Lungs, heart, vessels, nerves and skin: their levels are told, not drawn.",
    "How broad a muscle is: each strip reaches half-way to the next line of the same muscle.",
    "Where a muscle bends round a bone: a strip runs straight from point to point.",
    *MUSCLES_LEAVE_OUT[-1:],
)
