"""A stretch of road: footprints, the breaths above them, and where a breath out begins."""

from __future__ import annotations

import numpy as np

from course_lib.breathing.model import wave
from course_lib.breathing.rhythm import Run
from course_lib.strokes import Stroke, line, marks, note

ROAD_M = 16.0
ROW = {0: 0.9, 1: 0.3}  # heights of the left and the right foot
BREATH_FOOT, BREATH_TOP = 1.35, 2.35
FOOT = ("left", "right")


def road(shown: Run, *, axis: str) -> list[Stroke]:
    """Draw sixteen metres of a run."""
    way_m = np.linspace(0.0, ROAD_M, 641)
    height = BREATH_FOOT + wave(way_m / shown.breath_m % 1.0, in_percent=shown.in_percent)
    breath = line(way_m, height, role="breathing", axis=axis, hover="%{x:.1f} m")
    return [breath, *_steps(shown, axis), *_outs(shown, axis)]


def _steps(shown: Run, axis: str) -> list[Stroke]:
    strokes = []
    for foot, symbol in ((0, "square"), (1, "circle")):
        at = np.arange(foot * shown.step_m, ROAD_M, 2 * shown.step_m)
        hover = f"{FOOT[foot]} foot: %{{x:.1f}} m"
        own = marks(at, [ROW[foot]] * len(at), role="body", size=10, axis=axis, hover=hover)
        strokes.append(own.update(marker_symbol=symbol))
    return strokes


def _outs(shown: Run, axis: str) -> list[Stroke]:
    at = shown.coupling.out_at_step * shown.step_m
    at = at[at <= ROAD_M]
    ends = [ROW[int(side)] for side in shown.coupling.foot[: len(at)]]
    x, y = [], []
    for where, end in zip(at, ends, strict=True):
        x += [float(where), float(where), None]
        y += [BREATH_TOP, end, None]
    hover = "a breath out begins: %{x:.1f} m"
    arrows = marks(at, ends, role="demand", size=13, axis=axis, hover=hover)
    return [
        line(x, y, role="demand", width=1.5, axis=axis).update(line_dash="dash"),
        arrows.update(marker_symbol="triangle-down"),
    ]


def road_axes(*, up: tuple[float, float], axis: str) -> dict:
    """Give the axes of the road: metres across, rows up."""
    rows = {"tickvals": [0.3, 0.9, 1.85], "ticktext": ["right foot", "left foot", "breath"]}
    return {
        f"xaxis{axis}": {"anchor": f"y{axis}", "range": [-0.4, ROAD_M + 0.2],
                         "title": {"text": "way (m)"}},
        f"yaxis{axis}": {"anchor": f"x{axis}", "domain": list(up), "range": [0, 2.55],
                         "showgrid": False, "zeroline": False, **rows},
    }  # fmt: skip


def road_key(up: float) -> dict:
    """Say what the arrows mean, over the road's left end."""
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note("▼ a breath out begins", (0.0, up), role="demand", **corner)
