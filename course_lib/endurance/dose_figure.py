"""Picture of the two measured doses of strength training: pain and strength after ten weeks."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.endurance.responses import Dose, doses
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, marks, note, words
from course_lib.style import PALETTE, TEMPLATE

OUTCOMES = ("pain_points", "strength_nm")
NO_DIFFERENCE = "no difference from health information"


def whiskers(estimates: Sequence[tuple[float, float, float]], *, role: str) -> dict:
    """Draw intervals at points, each (middle, low, high), for the ``error_y`` of a trace.

    Parameters
    ----------
    estimates : (middle, low, high) of each point, in the unit of its axis.
    role : name in the palette, gives the colour.
    """
    above = [high - middle for middle, _, high in estimates]
    below = [middle - low for middle, low, _ in estimates]
    edges = {"symmetric": False, "array": above, "arrayminus": below}
    return edges | {"thickness": 2, "width": 6, "color": PALETTE[role]}


def two_doses() -> Picture:
    """Show pain and strength after ten weeks of 2 and of 12 minutes a day (andersen2011)."""
    small, large = doses()
    pain, strength = ([getattr(d, name) for d in (small, large)] for name in OUTCOMES)
    traces = [*_points(pain, unit="points", axis=""), *_points(strength, unit="N m", axis="2")]
    return Picture(drawing(traces, _layout()), _sentence(small, large), _numbers())


def _points(
    column: Sequence[tuple[float, float, float]], *, unit: str, axis: str
) -> tuple[Stroke, ...]:
    places, middle = [0.0, 1.0], [one[0] for one in column]
    hover = f"%{{y:.1f}} {unit}"
    found = marks(places, middle, role="reference", size=12, axis=axis, hover=hover)
    told = [f"{value:+.1f} {unit}".replace("-", "−") for value in middle]
    beside = [
        words(text, (place + 0.08, value), axis=axis)
        for text, place, value in zip(told, places, middle, strict=True)
    ]
    return found.update(error_y=whiskers(column, role="reference")), *beside


def _layout() -> dict:
    zero = {"zeroline": True, "zerolinewidth": 2}
    side = {
        "range": [-0.45, 1.75],
        "showgrid": False,
        "zeroline": False,
        "tickvals": [0, 1],
        "ticktext": [f"{dose.minutes_a_week / 5:.0f} minutes<br>a day" for dose in doses()],
    }
    left = {"xanchor": "left"}
    return {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": {"domain": [0.0, 0.44], **side},
        "yaxis": {"range": [-3.0, 0.6], "title": {"text": "pain (points of 0 to 10)"}, **zero},
        "xaxis2": {"domain": [0.56, 1.0], "anchor": "y2", **side},
        "yaxis2": {
            "anchor": "x2",
            "range": [-0.6, 4.2],
            "title": {"text": "strength (N m)"},
            **zero,
        },
        "annotations": [
            note(NO_DIFFERENCE, (-0.43, 0.02), yanchor="bottom", **left),
            note(NO_DIFFERENCE, (-0.43, -0.02), axis="2", yanchor="top", **left),
        ],
    }


def _told(estimate: tuple[float, float, float]) -> str:
    middle, low, high = (f"{value:.1f}".replace("-", "−") for value in estimate)
    return f"{middle} ({low} to {high})"


def _sentence(small: Dose, large: Dose) -> str:
    return (
        "198 adults with frequent neck and shoulder pain, after ten weeks, beside people who got "
        f"health information. With 2 minutes a day pain changed by {_told(small.pain_points)} "
        f"points and strength by {_told(small.strength_nm)} N m; with 12 minutes by "
        f"{_told(large.pain_points)} points and {_told(large.strength_nm)} N m. Six times the "
        "minutes, and the intervals lie over one another."
    )


def _numbers() -> Numbers:
    rows = tuple(
        (f"{d.minutes_a_week:.0f}", _told(d.pain_points), _told(d.strength_nm)) for d in doses()
    )
    columns = ("minutes a week", "pain (points of 0 to 10)", "strength at the shoulder (N m)")
    return Numbers(columns, rows)
