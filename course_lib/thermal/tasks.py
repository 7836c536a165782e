"""What the labs of the thermal room offer: controls, presets, predictions, all as data."""

from __future__ import annotations

import numpy as np

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.thermal.cooling import TimeToCool
from course_lib.thermal.model import POINTS, Session

PACK = Choice(
    "pack",
    "Pack",
    ("crushed ice", "gel pack", "heat wrap", "hot bottle at 50 °C"),
    "crushed ice",
    "Melting ice stays at 0 °C; a gel that does not melt warms up; a wrap is taken to hold 40 °C; "
    "50 °C is there to show a limit.",
)
CONTACT = Choice(
    "contact",
    "Between pack and skin",
    ("bare", "towel"),
    "bare",
    "Studies mostly measured bare skin. Towel: two dry layers, from a measured flow of heat. A "
    "damp towel lies between the two; no number was found.",
)
MINUTES = Control(
    "minutes",
    "Pack on for",
    "minutes",
    5,
    60,
    1,
    20,
    "A hospital leaflet allows 15 to 20 minutes of ice and 20 to 30 of heat; up to 60 to see why.",
)
FAT = Control(
    "fat_mm",
    "Fat under the skin",
    "mm",
    2,
    18,
    0.5,
    8,
    "Skinfolds of 0 to 40 mm were measured; half of a fold is skin and fat.",
)

SESSION_PRESETS = (
    Preset("Ice, as measured", {}),
    Preset("Ice in a dry towel", {"contact": "towel"}),
    Preset("Ice, lean runner", {"fat_mm": 3}),
    Preset("Heat wrap, 30 minutes", {"pack": "heat wrap", "minutes": 30}),
    Preset("50 °C on bare skin", {"pack": "hot bottle at 50 °C", "minutes": 30}),
)


def _end_of_pack(session: Session, depth_mm: float) -> float:
    """Give the middle temperature when the pack comes off, in degrees C."""
    return float(session.temperature_c.middle[POINTS - 1, session.column(depth_mm)])


def coldest_when(session: Session) -> int:
    """Say when 3 cm is coldest: 0 half way, 1 as the pack comes off, 2 later in air.

    Parameters
    ----------
    session : result of ``model.apply_pack`` with a depth of 30 mm.
    """
    values = session.temperature_c.middle[:, session.column(30.0)]
    place = int(np.argmin(values))
    return 2 if place > POINTS + 4 else int(place > POINTS // 2)


def warms_by(session: Session) -> int:
    """Sort how much 3 cm warms by the end of the pack: 0 under 1, 1 from 1 to 3, 2 over 3 °C.

    Parameters
    ----------
    session : result of ``model.apply_pack`` with a depth of 30 mm.
    """
    change = float(session.change_c.middle[POINTS - 1, session.column(30.0)])
    return int(np.searchsorted([1.0, 3.0], change))


SESSION_PREDICTIONS = (
    Prediction(
        "ice-two-cm",
        "Before the ice, the tissue 2 cm below your skin is at about 36 °C. Twenty minutes of ice "
        "on bare skin, 8 mm of fat. How warm is it there when the ice comes off?",
        {},
        lambda session: _end_of_pack(session, 20.0),
        "The skin is close to the ice, but fat lets heat through slowly and blood brings some "
        "back: 2 cm down it has cooled by about 4.5 degrees only.",
        "°C",
        0,
        40,
        1,
        "2 cm",
    ),
    Prediction(
        "coldest-when",
        "When is the tissue 3 cm below the skin at its coldest?",
        {},
        lambda session: float(coldest_when(session)),
        "Off does not mean over: the cold layers above still draw heat from below. The blood flow "
        "that would rewarm them stays low for as long as it was measured.",
        options=(
            "while the ice lies there",
            "when the ice comes off",
            "later, with the ice long gone",
        ),
    ),
    Prediction(
        "wrap-three-cm",
        "A heat wrap of 40 °C lies there for 30 minutes. By how much does the tissue 3 cm below "
        "the skin warm?",
        {"pack": "heat wrap", "minutes": 30},
        lambda session: float(warms_by(session)),
        "It was warm already, and blood carries the heat away. Measured after a hot pack: 0.8 "
        "degrees at 3 cm, against 3.8 at 1 cm.",
        options=("by less than 1 °C", "by 1 to 3 °C", "by more than 3 °C"),
    ),
)

LEAVES_OUT = (
    "Your upper back: every curve that narrowed this model was measured on a leg. Between the "
    "shoulder blades the muscle is about 1 to 1.5 cm thick; below it lie ribs, not more muscle.",
    "The shape of the body and the edge of the pack: heat flows straight in and out.",
    "Blood flow that changes minute by minute: it has one value before, one under the pack and "
    "after it.",
    "Sweat, a wet towel, clothes, exercise, and ice that has all melted.",
    "Differences between people beyond the seven bodies of the band.",
    "Pain, swelling and healing: a temperature is none of them.",
)

SESSION_SOURCES = (
    "pennes1948", "otte2002", "mars2006", "costello2012", "draperhopkins2008", "ostrowski2019",
    "draper1998", "ichikawa2024", "khoshnevis2015", "itis", "comsol_bioheat", "johnsonburns2017",
    "lassen1965", "jos3_code", "sfh_heatice", "moritz1947", "burnsr2018", "scald_general",
    "hung2010",
)  # fmt: skip

SKINFOLD = Control(
    "skinfold_mm",
    "Skinfold",
    "mm",
    5,
    40,
    1,
    15,
    "A fold pinched with calipers: skin and fat twice. Otte measured groups from 0 to 40 mm.",
)
DEPTH = Control(
    "depth_mm",
    "Depth into the muscle",
    "mm",
    0,
    30,
    5,
    10,
    "From the border of fat and muscle. Otte measured at 10 mm.",
)
FALL = Control(
    "fall_c",
    "Cooler by",
    "°C",
    2,
    12,
    1,
    7,
    "Otte timed a fall of 7 degrees.",
)

COOLING_PRESETS = (
    Preset("A thin fold, 5 mm", {"skinfold_mm": 5}),
    Preset("Otte's second group", {}),
    Preset("A thick fold, 35 mm", {"skinfold_mm": 35}),
    Preset("Through a dry towel", {"contact": "towel"}),
    Preset("Deeper, 20 mm", {"depth_mm": 20}),
)


def towel_reaches(result: TimeToCool) -> int:
    """Say whether 20 minutes through a towel are enough: 0 yes, 1 not in 20 minutes, but later.

    Parameters
    ----------
    result : result of ``cooling.time_to_cool``.
    """
    return int(float(result.minutes.middle) > 20.0)


COOLING_PREDICTIONS = (
    Prediction(
        "fold-35",
        "With a thin skinfold (0 to 10 mm), ice cooled 1 cm into the muscle by 7 °C in 8 minutes. "
        "How many minutes with a skinfold of 35 mm?",
        {"skinfold_mm": 35},
        lambda result: float(result.minutes.middle),
        "Fat conducts less than half as well as muscle, and every millimetre counts. Measured in "
        "people with 31 to 40 mm: 58.6 minutes (SD 11.7). Nobody should ice that long.",
        "minutes",
        0,
        120,
        2,
        "minutes",
    ),
    Prediction(
        "towel-20",
        "A skinfold of 15 mm, ice in two dry layers of towel. Is the muscle 1 cm down 7 °C cooler "
        "after 20 minutes?",
        {"contact": "towel"},
        lambda result: float(towel_reaches(result)),
        "The towel holds back more heat than 1 cm of fat does. It protects the skin, and it leaves "
        "the muscle warm.",
        options=("yes", "no, it takes far longer"),
    ),
)

COOLING_LEAVES_OUT = (
    "What a caliper presses together: half the fold is taken as skin and fat.",
    "That the ice has to be refilled: it stays at 0 °C for three hours here.",
    *LEAVES_OUT[:4],
)

COOLING_SOURCES = ("otte2002", "mars2006", "pennes1948", "ichikawa2024", "gibney2010", "itis")
