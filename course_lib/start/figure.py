"""The bag and its moment, drawn."""

from __future__ import annotations

import plotly.graph_objects as go

from course_lib.picture import Guess, Numbers, Picture, round_to
from course_lib.start.model import Carry
from course_lib.style import PALETTE, SYMBOL, TEMPLATE


def bag(result: Carry, guess: Guess | None = None) -> Picture:
    """Show a bag in front of a body, and the moment as a bar.

    Parameters
    ----------
    result : result of ``model.carry``.
    guess : a locked prediction in N m, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    far = result.distance_cm
    size = 16 + 6 * result.bag_kg
    traces = [
        go.Scatter(x=[0, 0], y=[0, 60], mode="lines", hoverinfo="skip",
                   line={"color": PALETTE["body"], "width": 10}),
        go.Scatter(x=[0, far], y=[50, 50], mode="lines", hoverinfo="skip",
                   line={"color": PALETTE["demand"], "width": 5}),
        go.Scatter(x=[far], y=[42], mode="markers", hovertemplate="the bag<extra></extra>",
                   marker={"symbol": "square", "size": size, "color": PALETTE["muscle"]}),
        go.Bar(x=["moment"], y=[result.moment_nm], width=0.5, xaxis="x2", yaxis="y2",
               marker={"color": PALETTE["demand"]}, hovertemplate="%{y:.1f} N m<extra></extra>"),
        go.Scatter(x=["moment"] if guess else [], y=[guess.value] if guess else [],
                   xaxis="x2", yaxis="y2", mode="markers",
                   hovertemplate="your prediction: %{y:.1f} N m<extra></extra>",
                   marker={"symbol": SYMBOL["prediction"], "size": 15,
                           "color": PALETTE["prediction"],
                           "line": {"width": 2, "color": PALETTE["text"]}}),
    ]  # fmt: skip
    return Picture(go.Figure(traces, layout=_layout(result)), _sentence(result), _numbers(result))


def _layout(result: Carry) -> dict:
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    return {
        "template": TEMPLATE,
        "height": 300,
        "xaxis": {"domain": [0.0, 0.62], "range": [-12, 78], **hidden},
        "yaxis": {"range": [-4, 70], **hidden},
        "xaxis2": {"domain": [0.78, 1.0], "anchor": "y2", "showgrid": False},
        "yaxis2": {"anchor": "x2", "range": [0, 60], "title": {"text": "moment (N m)"}},
        "annotations": [
            {"x": result.distance_cm / 2, "y": 53, "yanchor": "bottom", "showarrow": False,
             "text": f"{result.distance_cm:.0f} cm"},
            {"x": result.distance_cm, "y": 26, "yanchor": "top", "showarrow": False,
             "text": f"{result.bag_kg:.1f} kg"},
        ],
    }  # fmt: skip


def _sentence(result: Carry) -> str:
    return (
        f"A bag of {result.bag_kg:.1f} kg weighs {round_to(result.weight_n)} N. Held "
        f"{result.distance_cm:.0f} cm in front of you, it makes a moment of "
        f"{round_to(result.moment_nm)} N m."
    )


def _numbers(result: Carry) -> Numbers:
    rows = (
        ("mass (kg)", round_to(result.bag_kg)),
        ("weight (N)", round_to(result.weight_n)),
        ("distance (cm)", round_to(result.distance_cm)),
        ("moment (N m)", round_to(result.moment_nm)),
    )
    return Numbers(("quantity", "value"), rows)
