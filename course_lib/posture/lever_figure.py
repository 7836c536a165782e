"""Pictures of the head lever: why "60 pounds" is a joint force and not a head."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from course_lib.picture import Guess, Numbers, Picture, round_to
from course_lib.posture.lever import COM_HEIGHT_MM, NEWTON_PER_POUND, Lever
from course_lib.style import DASH, PALETTE, SYMBOL, TEMPLATE


def lever(result: Lever, guess: Guess | None = None) -> Picture:
    """Draw the see-saw of head and neck muscle beside the joint force at every tilt.

    Parameters
    ----------
    result : result of ``lever.tilt_head``.
    guess : a locked prediction of the joint force in N, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_seesaw(result), *_forces(result, guess)]
    return Picture(go.Figure(traces, layout=_layout(result)), _sentence(result), _numbers(result))


def _seesaw(result: Lever) -> list[go.Scatter]:
    tilt = np.radians(result.tilt_deg)
    head = COM_HEIGHT_MM * np.array([np.sin(tilt), np.cos(tilt)])
    lines = {"mode": "lines+markers", "hoverinfo": "skip"}
    return [
        go.Scatter(
            x=[0.0, head[0]],
            y=[0.0, head[1]],
            mode="lines",
            hoverinfo="skip",
            line={"color": PALETTE["bone_edge"], "width": 8},
        ),
        go.Scatter(
            x=[head[0]],
            y=[head[1]],
            mode="markers",
            hoverinfo="skip",
            marker={
                "size": 74,
                "color": PALETTE["bone"],
                "line": {"color": PALETTE["body"], "width": 2},
            },
        ),
        go.Scatter(
            x=[0.0, result.lever_mm],
            y=[-12.0, -12.0],
            line={"color": PALETTE["demand"], "width": 5},
            marker={"symbol": ["triangle-up", "circle"], "size": [11, 12]},
            **lines,
        ),
        go.Scatter(
            x=[-result.arm_mm, 0.0],
            y=[-12.0, -12.0],
            line={"color": PALETTE["muscle"], "width": 5, "dash": "dash"},
            marker={"symbol": ["square", "triangle-up"], "size": [11, 11]},
            **lines,
        ),
    ]


def _forces(result: Lever, guess: Guess | None) -> list[go.Scatter]:
    places = {"xaxis": "x2", "yaxis": "y2"}
    return [
        go.Scatter(
            x=[0.0, 60.0],
            y=[result.head_weight_n] * 2,
            mode="lines",
            hoverinfo="skip",
            line={"color": PALETTE["body"], "dash": DASH["capacity"], "width": 2},
            **places,
        ),
        go.Scatter(
            x=result.curve_tilt_deg,
            y=result.curve_joint_n,
            mode="lines",
            line={"color": PALETTE["demand"], "width": 3},
            hovertemplate="%{x:.0f}°: %{y:.0f} N<extra></extra>",
            **places,
        ),
        go.Scatter(
            x=result.stated_tilt_deg,
            y=result.stated_joint_n,
            mode="markers",
            marker={"symbol": SYMBOL["reference"], "size": 10, "color": PALETTE["reference"]},
            hovertemplate="stated for %{x:.0f}°: %{y:.0f} N<extra></extra>",
            **places,
        ),
        go.Scatter(
            x=[result.tilt_deg],
            y=[result.joint_n],
            mode="markers",
            hoverinfo="skip",
            marker={"symbol": SYMBOL["demand"], "size": 14, "color": PALETTE["demand"]},
            **places,
        ),
        go.Scatter(
            x=[result.tilt_deg] if guess else [],
            y=[guess.value] if guess else [],
            mode="markers",
            hovertemplate="your prediction: %{y:.0f} N<extra></extra>",
            marker={"symbol": SYMBOL["prediction"], "size": 15, "color": PALETTE["prediction"]},
            **places,
        ),
    ]


def _arrow(x: float, y: float, length: float, color: str) -> dict:
    return {
        "x": x,
        "y": y - length,
        "ax": x,
        "ay": y,
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowwidth": 3,
        "arrowcolor": color,
    }


def _layout(result: Lever) -> dict:
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    plain = {"showarrow": False}
    tip = COM_HEIGHT_MM * np.cos(np.radians(result.tilt_deg))
    high = max(400.0, 1.1 * float(result.curve_joint_n.max()))
    return {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": {"domain": [0.0, 0.42], "range": [-130, 230], **hidden},
        "yaxis": {"range": [-140, 240], "scaleanchor": "x", "constrain": "domain", **hidden},
        "xaxis2": {
            "domain": [0.53, 1.0],
            "anchor": "y2",
            "range": [-2, 62],
            "title": {"text": "head tilt (degrees)"},
        },
        "yaxis2": {"anchor": "x2", "range": [0, high], "title": {"text": "force on the joint (N)"}},
        "annotations": [
            _arrow(result.lever_mm, tip, 70, PALETTE["demand"]),
            _arrow(-result.arm_mm, -14, min(110, 0.45 * result.muscle_n), PALETTE["muscle"]),
            {
                "x": result.lever_mm,
                "y": -32,
                "xref": "x",
                "yref": "y",
                "xanchor": "left",
                "text": f"head: {result.head_weight_n:.0f} N",
                **plain,
            },
            {
                "x": -result.arm_mm,
                "y": 12,
                "xref": "x",
                "yref": "y",
                "xanchor": "right",
                "text": f"muscle:<br>{result.muscle_n:.0f} N",
                **plain,
            },
            {
                "x": 0,
                "y": result.head_weight_n,
                "xref": "x2",
                "yref": "y2",
                "xanchor": "left",
                "yshift": -12,
                "text": "weight of the head, at every tilt",
                **plain,
            },
            {
                "x": 45,
                "y": 49 * NEWTON_PER_POUND,
                "xref": "x2",
                "yref": "y2",
                "xanchor": "right",
                "xshift": -8,
                "yshift": 12,
                "text": "squares: as stated",
                "font": {"color": PALETTE["reference"]},
                **plain,
            },
        ],
    }


def _sentence(result: Lever) -> str:
    pounds = result.joint_n / NEWTON_PER_POUND
    return (
        f"Tilted {result.tilt_deg:.0f}°, the head still weighs {result.head_weight_n:.0f} N. It "
        f"sits "
        f"{result.lever_mm:.0f} mm in front of the joint, the muscle {result.arm_mm:.0f} mm "
        f"behind: "
        f"the muscle pulls with {round_to(result.muscle_n)} N and the joint carries "
        f"{round_to(result.joint_n)} N ({pounds:.0f} lb)."
    )


def _numbers(result: Lever) -> Numbers:
    own = np.interp(result.stated_tilt_deg, result.curve_tilt_deg, result.curve_joint_n)
    rows = tuple(
        (
            f"{tilt:.0f}°",
            round_to(mine, 3),
            round_to(mine / NEWTON_PER_POUND, 3),
            f"{stated / NEWTON_PER_POUND:.0f}",
            round_to(stated, 3),
        )
        for tilt, mine, stated in zip(
            result.stated_tilt_deg, own, result.stated_joint_n, strict=True
        )
    )
    here = (
        f"now, {result.tilt_deg:.0f}°",
        round_to(result.joint_n, 3),
        round_to(result.joint_n / NEWTON_PER_POUND, 3),
        "",
        "",
    )
    return Numbers(
        ("tilt", "lever model (N)", "lever model (lb)", "stated (lb)", "stated (N)"), (*rows, here)
    )
