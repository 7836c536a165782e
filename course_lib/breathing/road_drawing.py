"""A run over time or along a road: steps, breaths, and where a breath out begins."""

from __future__ import annotations

import numpy as np

from course_lib.breathing.coupling import Coupling
from course_lib.breathing.model import wave
from course_lib.strokes import Stroke, line, marks, note

ROAD_M = 16.0
ROW = {0: 0.9, 1: 0.3}  # heights of the left and the right foot
BREATH_FOOT, BREATH_TOP = 1.35, 2.35
FOOT = ("left", "right")
ROWS = {"tickvals": [0.3, 0.9, 1.85], "ticktext": ["right foot", "left foot", "breath"]}


def footsteps(
    coupling: Coupling, *, step: float, far: float, unit: str, axis: str = ""
) -> list[Stroke]:
    """Draw a run: the steps, the breath above them, and where each breath out begins.

    Parameters
    ----------
    coupling : steps and breaths, result of ``coupling.couple``.
    step : what a step takes, in ``unit``.
    far : how much of the run is drawn, in ``unit``.
    unit : unit across, such as "m" or "s".
    axis : number of the pair of axes, "" for the first.
    """
    along = np.linspace(0.0, far, 641)
    phase = along / step / coupling.steps_per_breath % 1.0
    height = BREATH_FOOT + wave(phase, in_percent=coupling.in_percent)
    strokes = [line(along, height, role="breathing", axis=axis, hover=f"%{{x:.1f}} {unit}")]
    for foot, symbol in ((0, "square"), (1, "circle")):
        at = np.arange(foot * step, far, 2 * step)
        hover = f"{FOOT[foot]} foot: %{{x:.1f}} {unit}"
        own = marks(at, [ROW[foot]] * len(at), role="body", size=10, axis=axis, hover=hover)
        strokes.append(own.update(marker_symbol=symbol))
    at = coupling.out_at_step * step
    at = at[at <= far]
    ends = [ROW[int(side)] for side in coupling.foot[: len(at)]]
    x, y = [], []
    for where, end in zip(at, ends, strict=True):
        x += [float(where), float(where), None]
        y += [BREATH_TOP, end, None]
    hover = f"a breath out begins: %{{x:.1f}} {unit}"
    arrows = marks(at, ends, role="demand", size=13, axis=axis, hover=hover)
    return [
        *strokes,
        line(x, y, role="demand", width=1.5, axis=axis).update(line_dash="dash"),
        arrows.update(marker_symbol="triangle-down"),
    ]


def road_axes(*, up: tuple[float, float], axis: str) -> dict:
    """Give the axes of the road: metres across, rows up.

    Parameters
    ----------
    up : lower and upper end of the panel, as shares of the picture, 0 to 1.
    axis : number of the pair of axes, such as "2".
    """
    return {
        f"xaxis{axis}": {"anchor": f"y{axis}", "range": [-0.4, ROAD_M + 0.2],
                         "title": {"text": "way (m)"}},
        f"yaxis{axis}": {"anchor": f"x{axis}", "domain": list(up), "range": [0, 2.55],
                         "showgrid": False, "zeroline": False, **ROWS},
    }  # fmt: skip


def road_key(up: float) -> dict:
    """Say what the arrows mean, over the road's left end.

    Parameters
    ----------
    up : upper end of the road's panel, as a share of the picture, 0 to 1.
    """
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note("▼ a breath out begins", (0.0, up), role="demand", **corner)
