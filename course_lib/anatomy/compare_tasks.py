"""What the comparison of two vertebrae asks, and what it leaves out."""

from __future__ import annotations

from course_lib.anatomy.compare_figure import Pair, value
from course_lib.declared import Prediction, Preset


def _gap_mm(result: Pair, *, key: str) -> float:
    """Give how much more the second level has of a measure (mm)."""
    return value(result.second, key) - value(result.first, key)


def _wider_tips(result: Pair) -> float:
    """Say which is wider from tip to tip: 0 the first, 1 the second, 2 both alike."""
    gap = _gap_mm(result, key="whole_width_mm")
    return 2.0 if abs(gap) < 0.05 else float(gap > 0)


def _lower_tip(result: Pair) -> float:
    """Say whose spinous process ends lower against its own body: 0 first, 1 second, 2 alike."""
    gap = _gap_mm(result, key="spine_up_mm")
    return 2.0 if abs(gap) < 0.05 else float(gap < 0)


COMPARE_PRESETS = (
    Preset("T1 and T12", {"first": "T1", "second": "T12"}),
    Preset("T7 and T12", {"first": "T7", "second": "T12"}),
    Preset("T4 and T8", {"first": "T4", "second": "T8"}),
)
COMPARE_PREDICTIONS = (
    Prediction(
        "compare-bodies",
        "Everything above T12 rests on it; T1 carries the head and the neck. How much wider is the "
        "body of T12?",
        {"first": "T1", "second": "T12"},
        lambda result: _gap_mm(result, key="body_width_mm"),
        "Vertebrae grow downward. In this generic body the twelfth is about a fifth wider than the "
        "first, and half as high again.",
        "mm",
        0,
        40,
        1,
    ),
    Prediction(
        "compare-tips",
        "Two bony arms, the transverse processes, stick out to the sides. From tip to tip, which "
        "vertebra is wider?",
        {"first": "T1", "second": "T12"},
        _wider_tips,
        "The long arms of T1 carry a facet for its rib. Those of T11 and T12 are very short and "
        "carry none: their ribs hang on the side alone.",
        options=("T1", "T12", "both alike"),
    ),
    Prediction(
        "compare-spines",
        "You look at both from the side. Whose spinous process, the tip you feel under the skin, "
        "points further down?",
        {"first": "T7", "second": "T12"},
        _lower_tip,
        "In the middle of the back the tips slope down and overlap. That of T12 is short and "
        "nearly level, as in the lower back.",
        options=("T7", "T12", "both alike"),
    ),
)
COMPARE_LEAVES_OUT = (
    "The sizes come from one generic adult body and from averages quoted by others.",
    "In that body T5 to T7 share most of their sizes, and so do T10 to T12.",
    "The outlines are simplified; joint surfaces are not measured in them.",
    "Each vertebra stands straight here; in the back it is tilted by the curve.",
)
COMPARE_SOURCES = ("myosim_meshes", "spineplanner_code", "egwu2019", "zanatomy_text")
