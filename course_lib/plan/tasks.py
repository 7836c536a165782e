"""The spike lab as data: controls, presets, predictions, what it leaves out, sources."""

from __future__ import annotations

from course_lib.declared import Control, Prediction, Preset
from course_lib.plan.spikes import LONGEST_LIMITS_KM, NEXT_LIMITS_KM, NextRun

SPIKE_CONTROLS = (
    Control(
        "longest_km",
        "Longest run of the last 30 days",
        "km",
        *LONGEST_LIMITS_KM,
        0.5,
        20.0,
        "3 to 60 km; the study counts against the longest run, whatever it was.",
    ),
    Control(
        "next_km",
        "Next long run",
        "km",
        *NEXT_LIMITS_KM,
        0.5,
        21.0,
        "3 to 120 km, so that every group of the study can be reached.",
    ),
)
SPIKE_PRESETS = (
    Preset("A little further", {}),
    Preset("20, then 24 km", {"next_km": 24}),
    Preset("30, then 45 km", {"longest_km": 30, "next_km": 45}),
    Preset("10, then 25 km", {"longest_km": 10, "next_km": 25}),
)


def _ratio(result: NextRun) -> float:
    return result.groups[result.group].ratio


def _rises(result: NextRun) -> float:
    """Tell whether each bigger spike went with more injuries than the one before."""
    ratios = [group.ratio for group in result.groups]
    return float(ratios != sorted(ratios))


SPIKE_PREDICTIONS = (
    Prediction(
        "spike-small",
        "Your longest run of the last 30 days was 20 km, the next one is 24 km. How many times as "
        "frequent were overuse injuries in runners who did that, against no spike?",
        {"next_km": 24},
        _ratio,
        "24 is 20 % longer: 1.64 times as frequent, with an interval from 1.31 to 2.05. That is "
        "any overuse injury; the upper back was not counted on its own.",
        "times",
        0.5,
        5.0,
        0.1,
        "ratio",
    ),
    Prediction(
        "spike-order",
        "Does each bigger spike go with more injuries than the one before?",
        {"longest_km": 30, "next_km": 45},
        _rises,
        "30 to 100 % longer went with 1.52 times, less than the 1.64 of the smaller spike; the "
        "intervals overlap. Only more than twice as long stands out, with 2.28.",
        options=("yes, step by step", "no, not step by step"),
    ),
    Prediction(
        "spike-double",
        "And more than twice as long, 25 km after 10 km?",
        {"longest_km": 10, "next_km": 25},
        _ratio,
        "2.28 times, interval 1.50 to 3.48: the largest, and the least certain of the three.",
        "times",
        0.5,
        5.0,
        0.1,
        "ratio",
    ),
)
SPIKE_LEAVES_OUT = (
    "The upper back: the study counted overuse injuries of any place together.",
    "Why: runners who plan a spike may differ from others in more than the spike.",
    "Week-to-week change: it showed no link, and a higher ratio of this week to the last four went "
    "with fewer injuries. That is why the course has no such gauge.",
    "You: these are rates of a group, not your chance of an injury.",
)
SPIKE_SOURCES = ("frandsen2025", "impellizzeri2021")
