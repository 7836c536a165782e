"""Pictures of the posture room: a result in, a figure with its sentence and numbers out."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from course_lib.demand_bar import demand_bar
from course_lib.picture import Guess, Numbers, Picture, round_to
from course_lib.posture.model import Band, Load, hold
from course_lib.posture.runner_drawing import drawing
from course_lib.style import DASH, PALETTE, SCREEN, SYMBOL, TEMPLATE, translucent

Array = NDArray[np.float64]

SHOWN_JOINT = "T4/T5"  # between the shoulder blades: where the demand bar is read
SHOWN_PLACE = "Between the shoulder blades (T4/T5)"


def band_trace(band: Band, along: Array, *, upright: bool, name: str, axis: str = "") -> go.Scatter:
    """Fill the range of a band; ``upright`` runs it down the page instead of across."""
    there_and_back = np.concatenate([along, along[::-1]])
    edges = np.concatenate([band.low, band.high[::-1]])
    return go.Scatter(
        x=edges if upright else there_and_back,
        y=there_and_back if upright else edges,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=translucent(name, 0.22),
        hoverinfo="skip",
    )


def _levels(load: Load, guess: Guess | None) -> list[go.Scatter]:
    rows = np.arange(len(load.joints), dtype=float)
    places = {"xaxis": "x2", "yaxis": "y2"}
    published = hold().moment_nm.middle
    traces = [
        band_trace(load.moment_nm, rows, upright=True, name="demand", axis="2"),
        go.Scatter(
            x=published,
            y=rows,
            mode="lines+markers",
            line={"color": PALETTE["reference"], "dash": DASH["reference"], "width": 2},
            marker={"symbol": SYMBOL["reference"], "size": 6},
            hovertemplate="published posture: %{x:.1f} N m<extra></extra>",
            **places,
        ),
        go.Scatter(
            x=load.moment_nm.middle,
            y=rows,
            mode="lines+markers",
            line={"color": PALETTE["demand"], "width": 3},
            marker={"symbol": SYMBOL["demand"], "size": 8},
            text=load.joints,
            hovertemplate="%{text}: %{x:.1f} N m<extra></extra>",
            **places,
        ),
        _guess_mark(guess, load, places),
    ]
    return traces


def _guess_mark(guess: Guess | None, load: Load, places: dict) -> go.Scatter:
    at = [float(load.at(guess.at))] if guess else []
    return go.Scatter(
        x=[guess.value] if guess else [],
        y=at,
        mode="markers",
        marker={
            "symbol": SYMBOL["prediction"],
            "size": 15,
            "color": PALETTE["prediction"],
            "line": {"width": 2, "color": PALETTE["text"]},
        },
        hovertemplate="your prediction: %{x:.1f} N m<extra></extra>",
        **places,
    )


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
    traces = [*drawing(load, SHOWN_JOINT), *_levels(load, guess), *bars]
    figure = go.Figure(traces, layout=_runner_layout(load, row, guess))
    return Picture(figure, _runner_sentence(load, row), _numbers(load))


def _runner_layout(load: Load, row: int, guess: Guess | None) -> dict:
    moment = load.moment_nm
    right = max(24.0, guess.value * 1.1 if guess else 0.0, moment.high.max() * 1.05)
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    middle = (load.joint_mm[load.at("T7/T8"), 0] + load.com_mm[0, 0]) / 2
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"],
        "xaxis": {"domain": [0.0, 0.44], "range": [middle - 190, middle + 210], **hidden},
        "yaxis": {"range": [150, 840], "scaleanchor": "x", "constrain": "domain", **hidden},
        "xaxis2": {
            "domain": [0.52, 0.79],
            "anchor": "y2",
            "range": [min(-6.0, moment.low.min() * 1.1), right],
            "title": {"text": "flexion moment (N m)"},
        },
        "yaxis2": {
            "anchor": "x2",
            "range": [12.6, -0.6],
            "tickvals": list(range(len(load.joints))),
            "ticktext": load.joints,
        },
        "xaxis3": {"domain": [0.87, 1.0], "anchor": "y3", "showgrid": False, "tickangle": 0},
        "yaxis3": {"anchor": "x3", "range": [0, 100], "title": {"text": f"at {SHOWN_JOINT} (N m)"}},
        "annotations": _runner_notes(load, row),
    }


def _runner_notes(load: Load, row: int) -> list[dict]:
    pivot, lever = load.joint_mm[row], load.lever_mm[row]
    share = 100 * load.moment_nm.middle[row] / load.capacity_nm[row]
    at_body = {"xref": "x", "yref": "y", "x": pivot[0] + lever}
    at_bars = {"xref": "x3", "yref": "y3", "yanchor": "bottom"}
    at_page = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "xanchor": "left"}
    arrow = {"ax": pivot[0] + lever, "ay": pivot[1], "axref": "x", "ayref": "y", "arrowhead": 2}
    arrow |= {"showarrow": True, "arrowwidth": 3, "arrowcolor": PALETTE["demand"], "text": ""}
    told = f"{round_to(load.mass_above_kg[row])} kg,<br>{lever:.0f} mm<br>in front"
    keys = (
        "<span style='color:#D55E00'>● now</span>  <span style='color:#009E73'>■ published</span>"
    )
    return [
        {**at_body, "y": pivot[1] - 110, **arrow},
        {**at_body, "y": pivot[1] - 110, "yanchor": "top", "text": told, "showarrow": False},
        {
            **at_bars,
            "x": "asked",
            "y": max(float(load.moment_nm.high[row]), 0.0) + 2,
            "text": f"{share:.0f} %",
            "showarrow": False,
        },
        {**at_page, "x": 0.52, "y": 1.0, "text": keys, "showarrow": False},
    ]


def _runner_sentence(load: Load, row: int) -> str:
    moment, muscle = load.moment_nm, load.muscle_n.middle[row]
    if moment.middle[row] < 0:
        return (
            f"Here the weight above T4/T5 sits behind the joint: it tips you backwards with "
            f"{round_to(-moment.middle[row])} N m, and the extensors can rest."
        )
    times = muscle / (load.mass_above_kg[row] * 9.81)
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
        "low",
        "high",
        "muscle pull (N)",
        "compression (N)",
        "low",
        "high",
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
