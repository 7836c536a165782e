"""Pictures of a running step: what it makes of a posture's demand."""

from __future__ import annotations

from course_lib.demand_bar import demand_bar
from course_lib.picture import Guess, Picture, drawing
from course_lib.posture.running import StepDemand
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import band, guess_mark, line, note, words, zone
from course_lib.style import TEMPLATE

STANDING = {"side": "top left", "role": "reference"}


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
    top = int(moment.middle.argmax())
    edges = (float(moment.low[top]), float(moment.high[top]))
    peak = float(moment.middle[top])
    hover = "%{x:.0f} % of the step: %{y:.1f} N m"
    traces = [
        band(moment.low, moment.high, along=phase, role="demand"),
        line([0.0, 100.0], [demand.standing_nm] * 2, role="reference"),
        line(phase, moment.middle, role="demand", hover=hover),
        guess_mark(guess, (float(phase[top]), guess and guess.value)),
        words("standing =<br>mean of the step", (99, demand.standing_nm), **STANDING),
        *demand_bar(peak, edges, capacity_nm=demand.capacity_nm, axis="2"),
    ]
    return Picture(drawing(traces, _layout(demand, guess)), _sentence(demand), _numbers(demand))


def _layout(demand: StepDemand, guess: Guess | None) -> dict:
    low, high = float(demand.moment_nm.low.min()), float(demand.moment_nm.high.max())
    high = max(high, 30.0, guess.value if guess else 0.0)
    moment = {"text": f"moment at {demand.joint} (N m)"}
    most = 1.1 * max(demand.capacity_nm, high)
    return {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": {
            "domain": [0.0, 0.73],
            "range": [0, 100],
            "title": {"text": "one step (% of its time)"},
        },
        "yaxis": {"range": [min(1.1 * low, -2.0), 1.12 * high], "title": moment},
        "xaxis2": {"domain": [0.83, 1.0], "anchor": "y2", "showgrid": False, "tickangle": 0},
        "yaxis2": {"anchor": "x2", "range": [0, most], "title": {"text": "peak (N m)"}},
        "shapes": [_in_the_air(demand.step.stance_percent)],
        "annotations": _notes(demand, high),
    }


def _in_the_air(from_percent: float) -> dict:
    corners = {"x0": from_percent, "x1": 100, "y0": 0, "y1": 1, "yref": "paper", "xref": "x"}
    return zone("body", **corners)


def _notes(demand: StepDemand, high: float) -> list[dict]:
    stance = demand.step.stance_percent
    return [
        note("foot on the ground", (stance / 2, 1.06 * high)),
        note("in the air", ((stance + 100) / 2, 1.06 * high)),
    ]


def _sentence(demand: StepDemand) -> str:
    peak, times = demand.peak_nm, demand.step.peak_bw
    share = 100 * peak / demand.capacity_nm
    return (
        f"At {demand.step.speed_m_s:.1f} m/s the foot is down for "
        f"{demand.step.stance_percent:.0f} % of each step and the moment at {demand.joint} swings "
        f"from 0 to {round_to(peak)} N m, {round_to(times)} times the "
        f"{round_to(demand.standing_nm)} N m of standing. Its mean over the step is "
        f"{round_to(demand.mean_nm)} N m: the same as standing. The peak is {round_to(share)} % of "
        "what the model's muscles can give."
    )


def _numbers(demand: StepDemand) -> Numbers:
    low, high = (
        round_to(float(edge.max()), 3) for edge in (demand.moment_nm.low, demand.moment_nm.high)
    )
    rows = (
        ("standing moment (N m)", round_to(demand.standing_nm, 3)),
        ("mean over the step (N m)", round_to(demand.mean_nm, 3)),
        ("peak in the stance (N m)", round_to(demand.peak_nm, 3)),
        ("peak, lower and upper edge (N m)", f"{low} to {high}"),
        ("peak vertical force (body weights)", round_to(demand.step.peak_bw, 3)),
        ("foot on the ground (% of the step)", round_to(demand.step.stance_percent, 3)),
        ("capacity in the model (N m)", round_to(demand.capacity_nm, 3)),
    )
    return Numbers(("quantity", f"at {demand.joint}"), rows)
