"""Pictures of a run: what each landing asks, and what is left to give."""

from __future__ import annotations

import numpy as np

from course_lib.demand_bar import PATTERN, demand_bar
from course_lib.endurance.running import (
    LEAST_LOAD,
    LOOK_MINUTES,
    READINGS,
    RUN_MINUTES,
    Run,
    moment_told,
)
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, band, guess_mark, line, marks, note, words
from course_lib.style import PALETTE, SCREEN, TEMPLATE, translucent

DASHES = ("dash", "longdash", "solid")  # one for each reading, beside the label
SIDES = ("bottom right", "top right", "middle right")
OFF_A_LINE = 0.03  # of the height of the picture: where words below a line begin
KEY = ("╌╌ shoulder rates", "━ ━ trunk rates", "━━ the same, pauses in the air rest")


def hour(result: Run, guess: Guess | None = None) -> Picture:
    """Show what is asked and what is left over an hour of running, and both as bars.

    Parameters
    ----------
    result : result of ``running.run``.
    guess : a locked prediction of the minute at which the form goes, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [
        *_bands(result),
        *_asked(result),
        *(one for row in range(len(READINGS)) for one in _left(result, row)),
        guess_mark(guess, (guess and guess.value, result.demand.peak_nm)),
        *_bars(result),
    ]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _bands(result: Run) -> list[Stroke]:
    """Fill between the readings, down to the peak: below it the form is gone anyway."""
    floor = min(result.demand.peak_nm, result.fresh_nm)
    gone = np.array(result.gone_minutes)[:, None] <= result.minutes
    rows = np.where(gone, floor, np.maximum(result.left_nm, floor))
    lowest, highest = rows.min(axis=0), rows.max(axis=0)
    between = np.sort(rows, axis=0)[1]
    wide = band(between, highest, along=result.minutes, role="capacity")
    near = band(lowest, between, along=result.minutes, role="capacity")
    return [wide.update(fillcolor=translucent("capacity", 0.09)), near]


def _asked(result: Run) -> list[Stroke]:
    demand, ends = result.demand, [0.0, RUN_MINUTES]
    low, high = (float(edge.max()) for edge in (demand.moment_nm.low, demand.moment_nm.high))
    mean = line(ends, [demand.mean_nm] * 2, role="demand", width=2)
    below = OFF_A_LINE * _top(result)
    hover = "each landing asks %{y:.1f} N m"
    return [
        band([low] * 2, [high] * 2, along=ends, role="demand"),
        line(ends, [demand.peak_nm] * 2, role="demand", hover=hover),
        mean.update(line_dash="dot"),
        words("asked at each landing", (RUN_MINUTES, demand.peak_nm - below), side="bottom left"),
        words(
            "mean of a step = standing", (RUN_MINUTES, demand.mean_nm - below), side="bottom left"
        ),
    ]


def _left(result: Run, row: int) -> list[Stroke]:
    """Draw one reading until the form goes, and mark that moment."""
    gone, peak = result.gone_minutes[row], min(result.demand.peak_nm, result.fresh_nm)
    shown = result.minutes < gone
    x, y = result.minutes[shown], result.left_nm[row][shown]
    hover = f"left, {READINGS[row].label}: %{{y:.0f}} N m at %{{x:.0f}} min"
    here = ([gone], [peak]) if gone <= RUN_MINUTES else ([], [])
    if here[0]:
        x, y = np.append(x, gone), np.append(y, peak)
    curve = line(x, y, role="capacity", width=2 if row == 2 else 3, hover=hover)
    told = f"{round_to(gone)} min" if 0.0 < gone <= RUN_MINUTES else ""
    mark = marks(*here, role="demand", size=12, hover="the form goes after %{x:.1f} min")
    height = peak - OFF_A_LINE * _top(result) if row == 0 else peak
    label = words(told, (min(gone, RUN_MINUTES), height), side=SIDES[row])
    return [curve.update(line_dash=DASHES[row]), mark.update(marker_symbol="x"), label]


def _bars(result: Run) -> list[dict]:
    demand, left = result.demand, result.left_at(LOOK_MINUTES)
    edges = tuple(float(edge.max()) for edge in (demand.moment_nm.low, demand.moment_nm.high))
    trunk = float(left[1])
    spread = {"symmetric": False, "array": [left.max() - trunk], "arrayminus": [trunk - left.min()]}
    later = {
        "type": "bar",
        "x": [f"{LOOK_MINUTES:.0f} min"],
        "y": [trunk],
        "error_y": spread | {"thickness": 2, "width": 6, "color": PALETTE["body"]},
        "marker": {"color": PALETTE["capacity"], "pattern": PATTERN, "opacity": 0.55},
        "hovertemplate": "left, trunk rates: %{y:.0f} N m<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
        "width": 0.7,
    }
    share = f"{100 * result.peak_share:.0f} %"
    label = words(share, ("asked", edges[1] + 1.0), axis="2", side="top center")
    return [*demand_bar(demand.peak_nm, edges, capacity_nm=result.fresh_nm, axis="2"), later, label]


def _top(result: Run) -> float:
    return max(100.0, 1.1 * result.fresh_nm)


def _layout(result: Run) -> dict:
    span = [0.0, _top(result)]
    moment = {"text": f"moment at {result.demand.joint} (N m)"}
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    key = f"left: {'  '.join(KEY[:-1])}<br>{KEY[-1]}"
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"],
        "margin": TEMPLATE["layout"]["margin"] | {"t": 46},
        "xaxis": {
            "domain": [0.0, 0.66],
            "range": [0.0, RUN_MINUTES],
            "title": {"text": "time into the run (min)"},
        },
        "yaxis": {"range": span, "title": moment},
        "xaxis2": {
            "domain": [0.74, 1.0],
            "anchor": "y2",
            "showgrid": False,
            "tickangle": 0,
            "tickfont": {"size": 12},
        },
        "yaxis2": {"anchor": "x2", "side": "right", "range": span, "title": {"text": "N m"}},
        "annotations": [note(key, (0.0, 1.0), **corner)],
    }


def _sentence(result: Run) -> str:
    demand = result.demand
    shoulder, trunk, air = (moment_told(minutes) for minutes in result.gone_minutes)
    edge = (
        " That mean is below a tenth of the maximum: no holding time was fitted there."
        if result.mean_share < LEAST_LOAD
        else ""
    )
    return (
        f"At {demand.step.speed_m_s:.1f} m/s each landing asks {round_to(demand.peak_nm)} N m "
        f"between the shoulder blades, {100 * result.peak_share:.0f} % of the fresh maximum "
        f"of {round_to(result.fresh_nm)} N m; the mean, {round_to(demand.mean_nm)} N m, is that of "
        f"standing.{edge} When does a landing no longer fit into what is left? Shoulder rates: "
        f"{shoulder}. Trunk rates: {trunk}. Trunk rates, if the pauses in the air count as rest: "
        f"{air}."
    )


def _numbers(result: Run) -> Numbers:
    demand = result.demand
    rows: list[tuple[str | float, ...]] = [
        ("asked at each landing (N m)", round_to(demand.peak_nm, 3)),
        ("mean of a step (N m)", round_to(demand.mean_nm, 3)),
        ("fresh maximum (N m)", round_to(result.fresh_nm, 3)),
        ("peak, share of the maximum (%)", round_to(100 * result.peak_share, 3)),
        ("mean, share of the maximum (%)", round_to(100 * result.mean_share, 3)),
    ]
    left = result.left_at(LOOK_MINUTES)
    for row, reading in enumerate(READINGS):
        when = moment_told(result.gone_minutes[row])
        rows.append((f"the form goes, {reading.label}", when))
        rows.append(
            (f"left after {LOOK_MINUTES:.0f} min, {reading.label} (N m)", round_to(left[row]))
        )
    return Numbers(("quantity", f"at {demand.joint}"), tuple(rows))
