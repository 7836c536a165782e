"""What the lab "Does my range reach what my stride asks?" offers, all as data."""

from __future__ import annotations

from course_lib.declared import Choice, Control, Prediction, Preset
from course_lib.mobility.ranges import PLANES, RIB_CAGES, Reach

CONTROLS = (
    Choice(
        "plane",
        "Direction",
        PLANES,
        PLANES[0],
        "The three directions in which tables of range were printed.",
    ),
    Choice(
        "rib_cage",
        "Joints tested with",
        RIB_CAGES,
        RIB_CAGES[0],
        "The four stages in which one laboratory tested the same eight specimens.",
    ),
    Control(
        "own_deg",
        "Your own range, end to end",
        "degrees",
        20,
        150,
        1,
        65,
        "65 degrees is what people who sit a lot reach; the tables run from 24 to 150.",
    ),
    Control(
        "stride_percent",
        "Your stride against the measured runners",
        "%",
        50,
        200,
        5,
        100,
        "100 % is the mean of two runners (91 to 109 %); beyond that it is an assumption.",
    ),
)

PRESETS = (
    Preset("As measured", {}),
    Preset("A stiff upper back: 40°", {"own_deg": 40}),
    Preset("A long-striding runner: 150 %", {"stride_percent": 150}),
    Preset("Front of the rib cage cut", {"rib_cage": RIB_CAGES[1]}),
    Preset("Bending forward and back", {"plane": PLANES[2]}),
)


def rib_cage_choice(result: Reach) -> float:
    """Compare T3/T4 with the whole rib cage: 0 the same, 1 twice as far, 2 ten times as far.

    Parameters
    ----------
    result : result of ``ranges.reach`` for turning.
    """
    ratio = result.read_deg.middle[0] / 2.2  # liebsch2020: whole rib cage
    return float(0 if ratio < 1.5 else 1 if ratio < 5 else 2)


def used_choice(result: Reach) -> float:
    """Say how much of the range a stride uses: 0 a fifth or less, 1 about half, 2 nearly all.

    Parameters
    ----------
    result : result of ``ranges.reach``.
    """
    used = 1.0 / result.times
    return float(0 if used < 0.3 else 1 if used < 0.75 else 2)


PREDICTIONS = (
    Prediction(
        "side-bend",
        "The trunk of two runners turned about 26 degrees from end to end in a stride. How many "
        "degrees did it bend from side to side?",
        {"plane": PLANES[1]},
        lambda result: result.stride_deg,
        "13 degrees from end to end, about half of the turning, and in one runner only. That is "
        "the whole trunk: the lower back is included.",
        "degrees",
        0,
        120,
        1,
        "stride",
    ),
    Prediction(
        "share-used",
        "Somebody turns only 50 degrees from end to end. How much of that does a stride like the "
        "runners' use?",
        {"own_deg": 50},
        used_choice,
        "About 26 of 50 degrees. Running uses the middle of the range, not its ends. The people "
        "who sit a lot turned 65 degrees; if that is both ways together, a stride takes about two "
        "fifths of it.",
        options=("a fifth or less", "about half", "nearly all of it"),
    ),
    Prediction(
        "rib-cage",
        "A laboratory cut the front of the rib cage. How much further did the joint T3/T4 turn "
        "then?",
        {"rib_cage": RIB_CAGES[1]},
        rib_cage_choice,
        "From 2.2 to 5.2 degrees. Ribs and breastbone hold the upper back together, and no "
        "stretch takes them away.",
        options=("about the same", "a bit more than twice as far", "about ten times as far"),
    ),
)

LEAVES_OUT = (
    "Where in the trunk the stride's turn happens: the recordings see chest against pelvis, and "
    "the lower back is in between.",
    "Speed, sex and arm swing: a study of 86 young runners found that shoulders and pelvis turn "
    "more with speed and the shoulders more in women, but its degrees could not be read.",
    "Living joints: the tables of single joints come from specimens, each with another load.",
    "Stiffness: a range says how far, and not how much effort it takes to get there.",
    "Pain. A small range is not an injury.",
)

SOURCES = (
    "whitepanjabi_via_code",
    "wilke2017",
    "liebsch2020",
    "montgomery2011",
    "heneghan2018",
    "hamner2010_data",
    "rajagopal2016_data",
    "sports2023rotation",
)
