"""Pictures of a hold: the three compartments, and the holding time of every effort."""

from __future__ import annotations

import numpy as np

from course_lib.endurance.hold import Hold
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, band, dotted_line, guess_mark, line, marks, words
from course_lib.style import SCREEN, TEMPLATE

LONG_EFFORT_PERCENT = 15.0  # below and above these, the comparison is known to be poor
HARD_EFFORT_PERCENT = 80.0
TABLE_PERCENT = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)


def hold(result: Hold, guess: Guess | None = None) -> Picture:
    """Show the shares of one hold over time, and how long each effort can be held.

    Parameters
    ----------
    result : result of ``hold.hold_at``.
    guess : a locked prediction of the holding time in s, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_shares(result), *_ends(result), *_curves(result, guess)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _shares(result: Hold) -> list[Stroke]:
    flow = result.fatigue
    time, active, left = flow.time_s, 100 * flow.active, 100 * flow.left
    early, late = len(time) // 32, (3 * len(time)) // 4
    middle = (100 * flow.active[early] + left[early]) / 2
    return [
        band(np.zeros_like(time), active, along=time, role="demand"),
        band(active, left, along=time, role="capacity"),
        band(left, np.full_like(time, 100.0), along=time, role="body"),
        line(time, left, role="capacity", hover="left after %{x:.0f} s: %{y:.0f} %"),
        words("active", (time[late], active[late] / 2), side="middle center"),
        words("resting", (time[early], middle), side="middle right"),
        words("tired", (time[late], (left[late] + 100) / 2), side="middle center"),
    ]


def _ends(result: Hold) -> list[Stroke]:
    """Mark where the load no longer fits, and where the published law ends the hold."""
    here = ([result.model_s], [result.effort_percent])
    published = ([result.law_s], [result.effort_percent])
    end = marks(*here, role="demand", size=13, hover="model: the load no longer fits at %{x:.0f} s")
    law = marks(*published, role="reference", size=11, hover="published law: %{x:.0f} s")
    return [end.update(marker_symbol="x"), law]


def _curves(result: Hold, guess: Guess | None) -> list[Stroke]:
    efforts, every = result.effort_curve_percent, slice(None, None, 5)
    finite = np.isfinite(result.model_curve_s)
    curve = (efforts[finite], result.model_curve_s[finite])
    now = ([result.effort_percent], [result.model_s])
    told = "published law, %{x:.0f} %: %{y:.0f} s"
    guessed = (result.effort_percent, guess and max(guess.value, 1.0))
    return [
        line(efforts, result.law_curve_s, role="reference", axis="2"),
        dotted_line(
            efforts[every], result.law_curve_s[every], role="reference", axis="2", hover=told
        ),
        line(*curve, role="capacity", axis="2", hover="model, %{x:.0f} %: %{y:.0f} s"),
        marks(*now, role="demand", size=13, axis="2").update(marker_symbol="x"),
        guess_mark(guess, guessed, axis="2"),
        words("■ published law", (88, 3100), axis="2", side="middle left", role="reference"),
        words("╌ compartments", (88, 1900), axis="2", side="middle left", role="capacity"),
    ]


def _layout(result: Hold) -> dict:
    last = float(result.fatigue.time_s[-1])
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"] - 50,
        "xaxis": {"domain": [0.0, 0.47], "range": [0.0, last], "title": {"text": "time (s)"}},
        "yaxis": {"range": [0, 100], "title": {"text": "share of the muscle group (%)"}},
        "xaxis2": {
            "domain": [0.65, 1.0],
            "anchor": "y2",
            "range": [8, 92],
            "title": {"text": "effort (% of maximum)"},
        },
        "yaxis2": {
            "anchor": "x2",
            "type": "log",
            "range": [0.6, 3.8],
            "title": {"text": "holding time (s)"},
            "tickvals": [10, 100, 1000],
        },
    }


def _sentence(result: Hold) -> str:
    longer = "longer" if result.error_percent > 0 else "shorter"
    edge = ""
    if result.effort_percent > HARD_EFFORT_PERCENT:
        edge = " Near the maximum the model is known to give up too soon: trust the law."
    elif result.effort_percent < LONG_EFFORT_PERCENT:
        edge = " Efforts this low were seldom held to the end: trust neither to the minute."
    return (
        f"At {result.effort_percent:.0f} % of the maximum, the {result.region} rates hold for "
        f"{round_to(result.model_s, 3)} s: then so much is tired that the load no longer fits. The "
        f"law fitted to people says {round_to(result.law_s, 3)} s; the model is "
        f"{abs(result.error_percent):.0f} % {longer}.{edge}"
    )


def _numbers(result: Hold) -> Numbers:
    efforts = result.effort_curve_percent
    now = (f"now, {result.effort_percent:.0f}", round_to(result.law_s, 3))
    rows = [(*now, round_to(result.model_s, 3), f"{result.error_percent:+.0f}")]
    for effort in TABLE_PERCENT:
        row = int(np.argmin(np.abs(efforts - effort)))
        by_model, by_law = result.model_curve_s[row], result.law_curve_s[row]
        off = f"{100 * (by_model / by_law - 1):+.0f}"
        rows.append((f"{effort:.0f}", round_to(by_law, 3), round_to(by_model, 3), off))
    columns = ("effort (% of maximum)", "published law (s)", "model (s)", "model off by (%)")
    return Numbers(columns, tuple(rows))
