"""Pictures of steps and breaths: on which foot each breath out begins."""

from __future__ import annotations

import numpy as np

from course_lib.breathing.coupling import Coupling, breaths_until_back
from course_lib.breathing.road_drawing import FOOT, ROWS, footsteps
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, line, marks, note, zone
from course_lib.style import TEMPLATE

SHOWN_S = 8.0
BREATHS_SHOWN = 20
CORNER = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}


def feet(coupling: Coupling, guess: Guess | None = None) -> Picture:
    """Show the steps under the breath, and where in the stride each breath out begins.

    Parameters
    ----------
    coupling : result of ``coupling.couple``.
    guess : a locked prediction of breaths a minute, or None; it has no place in these panels.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    run = footsteps(coupling, step=60.0 / coupling.steps_min, far=SHOWN_S, unit="s")
    traces = [*run, *_places(coupling)]
    return Picture(drawing(traces, _layout()), _sentence(coupling), _numbers(coupling))


def _places(coupling: Coupling) -> list[Stroke]:
    number = np.arange(1, BREATHS_SHOWN + 1, dtype=float)
    place = (coupling.out_at_step % 2.0)[:BREATHS_SHOWN]
    thread = line(number, place, role="body", width=1, axis="2")
    dots = marks(
        number, place, role="demand", size=9, axis="2", hover="breath %{x}: %{y:.1f} steps"
    )
    return [thread.update(line_dash="dot"), dots.update(marker_symbol="triangle-down")]


def _layout() -> dict:
    return {
        "template": TEMPLATE,
        "height": 360,
        "xaxis": {"domain": [0.0, 0.54], "range": [-0.15, SHOWN_S + 0.1],
                  "title": {"text": "time (s)"}},
        "yaxis": {"range": [0, 2.55], "showgrid": False, **ROWS},
        "xaxis2": {"domain": [0.69, 1.0], "anchor": "y2", "range": [0, BREATHS_SHOWN + 1],
                   "title": {"text": "breath number"}},
        "yaxis2": {"anchor": "x2", "range": [-0.08, 2.08], "tickvals": [0, 1, 2],
                   "ticktext": ["left lands", "right lands", "left lands"]},
        "shapes": [zone("body", xref="x2 domain", yref="y2", x0=0, x1=1, y0=1, y1=2)],
        "annotations": [
            note("▼ a breath out begins", (0.0, 1.0), role="demand", **CORNER),
            note("its place in the stride", (0.69, 1.0), **CORNER),
        ],
    }  # fmt: skip


def _kind(coupling: Coupling) -> str:
    back = breaths_until_back(coupling)
    if coupling.kind == "same foot":
        side = FOOT[int(coupling.foot[0])]
        return f"an even number, so every breath out begins on the {side} foot"
    if coupling.kind == "changing feet":
        return "an odd number, so the breaths out begin on the left and the right foot in turn"
    told = f"it is back in place after {back} breaths" if back else "it never quite comes back"
    return f"not a whole number, so the breath drifts through the stride: {told}"


def _sentence(coupling: Coupling) -> str:
    text = (
        f"{coupling.steps_per_breath:.3g} steps to a breath is "
        f"{coupling.strides_per_breath:.3g} strides: {_kind(coupling)}. At "
        f"{round_to(coupling.steps_min, 3)} steps a minute that is "
        f"{round_to(coupling.breaths_min)} breaths a minute, each breath out "
        f"{coupling.out_at_step[0]:.1f} steps after its breath in."
    )
    if not coupling.measured:
        text += " Nobody in the sources breathes that fast: here the model leaves the data."
    return text


def _numbers(coupling: Coupling) -> Numbers:
    back = breaths_until_back(coupling)
    rows = (
        ("steps to a breath", round_to(coupling.steps_per_breath, 3)),
        ("strides to a breath", round_to(coupling.strides_per_breath, 3)),
        ("breaths a minute", round_to(coupling.breaths_min, 3)),
        ("breaths out of 100 that begin on the left foot", str(coupling.left)),
        ("the same on the right foot", str(100 - coupling.left)),
        ("breaths until it is back in place", str(back) if back else "more than 100"),
        ("time breathing in (% of the breath)", round_to(coupling.in_percent, 3)),
    )
    return Numbers(("quantity", "now"), rows)
