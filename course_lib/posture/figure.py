"""Pictures of the posture room: a result in, a figure with its sentence and numbers out."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

import numpy as np

from course_lib.demand_bar import demand_bar
from course_lib.picture import Guess, Picture, drawing
from course_lib.posture.model import GRAVITY_M_S2, Load, hold
from course_lib.posture.runner_drawing import runner_traces
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import (
    Stroke,
    arrow_down,
    band,
    bare_axis,
    dotted_line,
    guess_mark,
    note,
    words,
)
from course_lib.style import INK, SCREEN, TEMPLATE

SHOWN_JOINT = "T4/T5"  # between the shoulder blades: where the demand bar is read
SHOWN_PLACE = "Between the shoulder blades (T4/T5)"


def _levels(load: Load, guess: Guess | None) -> list[Stroke]:
    rows = np.arange(len(load.joints), dtype=float)
    moment, published = load.moment_nm, hold().moment_nm.middle
    where = "published posture: %{x:.1f} N m"
    now = {"hover": "%{text}: %{x:.1f} N m", "text": load.joints}
    at = float(load.at(guess.at)) if guess else None
    return [
        band(moment.low, moment.high, along=rows, role="demand", upright=True, axis="2"),
        dotted_line(published, rows, role="reference", size=6, axis="2", hover=where),
        dotted_line(moment.middle, rows, role="demand", axis="2", **now),
        guess_mark(guess, (guess and guess.value, at), axis="2"),
    ]


def runner(load: Load, guess: Guess | None = None) -> Picture:
    """Show a runner from the side, the flexion moment level by level, and the demand bar.

    Parameters
    ----------
    load : result of ``model.hold``.
    guess : a locked prediction in N m at one joint, or None.

    Returns
    -------
    Picture : three panels, a sentence and a row of numbers a joint.
    """
    row = load.at(SHOWN_JOINT)
    moment = load.moment_nm
    bars = demand_bar(
        moment.middle[row],
        (moment.low[row], moment.high[row]),
        capacity_nm=load.capacity_nm[row],
        axis="3",
    )
    seen = _centred(load)
    drawn_runner = runner_traces(seen, SHOWN_JOINT)
    traces = [*drawn_runner, *_levels(load, guess), *bars, *_pull(seen, row)]
    return Picture(
        drawing(traces, _runner_layout(load, guess)),
        _runner_sentence(load, row),
        _numbers(load),
    )


def _centred(load: Load) -> Load:
    """Walk along with the runner: an axis that stands still is drawn at a fifth of the cost."""
    middle = (load.joint_mm[load.at("T7/T8"), 0] + load.joint_mm[0, 0]) / 2 + 35
    aside = np.array([middle, 0.0])
    return replace(load, joint_mm=load.joint_mm - aside, com_mm=load.com_mm - aside)


def _runner_layout(load: Load, guess: Guess | None) -> dict:
    moment = load.moment_nm
    # In steps of 6 N m, so that the axis stays where it is while a slider moves a little.
    right = max(24.0, guess.value * 1.1 if guess else 0.0, moment.high.max() * 1.05)
    left = min(-6.0, moment.low.min() * 1.1)
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"],
        "xaxis": bare_axis(domain=[0.0, 0.44], range=[-190, 210]),
        "yaxis": bare_axis(range=[150, 840], scaleanchor="x", constrain="domain"),
        "xaxis2": {
            "domain": [0.52, 0.76],
            "anchor": "y2",
            "range": [6 * floor(left / 6), 6 * ceil(right / 6)],
            "title": {"text": "flexion moment (N m)"},
        },
        "yaxis2": {
            "anchor": "x2",
            "range": [12.6, -0.6],
            "tickvals": list(range(len(load.joints))),
            "ticktext": load.joints,
        },
        "xaxis3": {"domain": [0.85, 1.0], "anchor": "y3", "showgrid": False, "tickangle": 0},
        "yaxis3": {
            "anchor": "x3",
            "range": [0, 100],
            "title": {"text": f"at {SHOWN_JOINT} (N m)", "standoff": 2},
        },
        "annotations": [_key()],
    }


def _pull(load: Load, row: int) -> list[Stroke]:
    """Show the weight above the joint as an arrow, and the share of capacity above its bar."""
    (x, y), ahead = load.joint_mm[row], load.lever_mm[row]
    share = 100 * load.moment_nm.middle[row] / load.capacity_nm[row]
    told = f"{round_to(load.mass_above_kg[row])} kg,<br>{ahead:.0f} mm<br>in front"
    above_bar = max(float(load.moment_nm.high[row]), 0.0) + 1
    return [
        arrow_down(x + ahead, y, length=110, role="demand"),
        words(told, (min(x + ahead + 100, 150), y - 60)),  # outside the outline, at any width
        words(f"{share:.0f} %", ("asked", above_bar), axis="3", side="top center"),
    ]


def _key() -> dict:
    now, published = (f"<span style='color:{INK[role]}'>" for role in ("demand", "reference"))
    text = f"{now}● now</span>  {published}■ published</span>"
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note(text, (0.52, 1.0), **corner)


def _runner_sentence(load: Load, row: int) -> str:
    moment, muscle = load.moment_nm, load.muscle_n.middle[row]
    if moment.middle[row] < 0:
        return (
            f"Here the weight above T4/T5 sits behind the joint: it tips you backwards with "
            f"{round_to(-moment.middle[row])} N m, and the extensors can rest."
        )
    times = muscle / (load.mass_above_kg[row] * GRAVITY_M_S2)
    return (
        f"{SHOWN_PLACE} the weight of {round_to(load.mass_above_kg[row])} kg sits "
        f"{load.lever_mm[row]:.0f} mm in front of the joint: a flexion moment of "
        f"{round_to(moment.middle[row])} N m ({round_to(moment.low[row])} to "
        f"{round_to(moment.high[row])}). The muscles behind it pull with about "
        f"{round_to(muscle)} N, {round_to(times)} times that weight."
    )


def _numbers(load: Load) -> Numbers:
    columns = (
        "joint",
        "mass above (kg)",
        "lever (mm)",
        "moment (N m)",
        "moment, low",
        "moment, high",
        "muscle pull (N)",
        "compression (N)",
        "compression, low",
        "compression, high",
        "capacity (N m)",
    )
    arrays = (
        load.mass_above_kg,
        load.lever_mm,
        load.moment_nm.middle,
        load.moment_nm.low,
        load.moment_nm.high,
        load.muscle_n.middle,
        load.compression_n.middle,
        load.compression_n.low,
        load.compression_n.high,
        load.capacity_nm,
    )
    cells = [[round_to(float(value), 3) for value in array] for array in arrays]
    return Numbers(columns, tuple(zip(load.joints, *cells, strict=True)))
