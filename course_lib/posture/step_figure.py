"""Pictures of a running step: what it makes of a posture's demand."""

from __future__ import annotations

import plotly.graph_objects as go

from course_lib.demand_bar import demand_bar
from course_lib.picture import Guess, Numbers, Picture, round_to
from course_lib.posture.figure import band_trace
from course_lib.posture.running import StepDemand
from course_lib.style import DASH, PALETTE, SYMBOL, TEMPLATE


def step(demand: StepDemand, guess: Guess | None = None) -> Picture:
    """Show the flexion moment at one joint over a running step, and its peak as a bar.

    Parameters
    ----------
    demand : result of ``running.demand_over_step``.
    guess : a locked prediction of the peak in N m, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    phase, moment = demand.step.phase_percent, demand.moment_nm
    level = {"mode": "lines", "hoverinfo": "skip", "x": [0.0, 100.0]}
    top = int(moment.middle.argmax())
    traces = [
        band_trace(moment, phase, upright=False, name="demand"),
        go.Scatter(
            y=[demand.standing_nm] * 2,
            line={"color": PALETTE["reference"], "dash": DASH["reference"], "width": 3},
            **level,
        ),
        go.Scatter(
            x=phase,
            y=moment.middle,
            mode="lines",
            line={"color": PALETTE["demand"], "width": 3},
            hovertemplate="%{x:.0f} % of the step: %{y:.1f} N m<extra></extra>",
        ),
        go.Scatter(
            x=[float(phase[top])] if guess else [],
            y=[guess.value] if guess else [],
            mode="markers",
            marker={"symbol": SYMBOL["prediction"], "size": 15, "color": PALETTE["prediction"]},
            hovertemplate="your prediction: %{y:.1f} N m<extra></extra>",
        ),
        *demand_bar(
            float(moment.middle[top]),
            (float(moment.low[top]), float(moment.high[top])),
            capacity_nm=demand.capacity_nm,
            axis="2",
        ),
    ]
    return Picture(
        go.Figure(traces, layout=_layout(demand, guess)), _sentence(demand), _numbers(demand)
    )


def _layout(demand: StepDemand, guess: Guess | None) -> dict:
    low, high = float(demand.moment_nm.low.min()), float(demand.moment_nm.high.max())
    high = max(high, 30.0, guess.value if guess else 0.0)
    stance = demand.step.stance_percent
    plain = {"showarrow": False, "yref": "y"}
    return {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": {
            "domain": [0.0, 0.73],
            "range": [0, 100],
            "title": {"text": "one step (% of its time)"},
        },
        "yaxis": {
            "range": [min(1.1 * low, -2.0), 1.12 * high],
            "title": {"text": f"flexion moment at {demand.joint} (N m)"},
        },
        "xaxis2": {"domain": [0.83, 1.0], "anchor": "y2", "showgrid": False, "tickangle": 0},
        "yaxis2": {
            "anchor": "x2",
            "range": [0, 1.1 * max(demand.capacity_nm, high)],
            "title": {"text": "peak (N m)"},
        },
        "shapes": [
            {
                "type": "rect",
                "x0": stance,
                "x1": 100,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "xref": "x",
                "fillcolor": PALETTE["grid"],
                "line": {"width": 0},
                "layer": "below",
            }
        ],
        "annotations": [
            {"x": stance / 2, "y": 1.06 * high, "text": "foot on the ground", **plain},
            {"x": (stance + 100) / 2, "y": 1.06 * high, "text": "in the air", **plain},
            {
                "x": 99,
                "y": demand.standing_nm,
                "xanchor": "right",
                "yshift": 11,
                "text": "standing = mean of the step",
                "font": {"color": PALETTE["reference"]},
                **plain,
            },
        ],
    }


def _sentence(demand: StepDemand) -> str:
    peak, times = demand.peak_nm, demand.step.peak_bw
    share = 100 * peak / demand.capacity_nm
    return (
        f"At {demand.step.speed_m_s:.1f} m/s the foot is down for "
        f"{demand.step.stance_percent:.0f} % of each step and the moment at {demand.joint} "
        f"swings "
        f"from 0 to {round_to(peak)} N m, {round_to(times)} times the "
        f"{round_to(demand.standing_nm)} "
        f"N m of standing. Its mean over the step is {round_to(demand.mean_nm)} N m: the same as "
        f"standing. The peak is {round_to(share)} % of what the model's muscles can give."
    )


def _numbers(demand: StepDemand) -> Numbers:
    low, high = demand.moment_nm.low.max(), demand.moment_nm.high.max()
    rows = (
        ("standing moment (N m)", round_to(demand.standing_nm, 3)),
        ("mean over the step (N m)", round_to(demand.mean_nm, 3)),
        ("peak in the stance (N m)", round_to(demand.peak_nm, 3)),
        (
            "peak, lower and upper edge (N m)",
            f"{round_to(float(low), 3)} to {round_to(float(high), 3)}",
        ),
        ("peak vertical force (body weights)", round_to(demand.step.peak_bw, 3)),
        ("foot on the ground (% of the step)", round_to(demand.step.stance_percent, 3)),
        ("capacity in the model (N m)", round_to(demand.capacity_nm, 3)),
    )
    return Numbers(("quantity", f"at {demand.joint}"), rows)
