"""The bag and its moment, drawn."""

from __future__ import annotations

from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.start.model import Carry
from course_lib.strokes import bare_axis, guess_mark, line, marks, words
from course_lib.style import PALETTE, TEMPLATE


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
    far, size = result.distance_cm, 16 + 6 * result.bag_kg
    bar = {
        "type": "bar",
        "x": ["moment"],
        "y": [result.moment_nm],
        "width": 0.5,
        "xaxis": "x2",
        "yaxis": "y2",
        "marker": {"color": PALETTE["demand"]},
        "hovertemplate": "%{y:.1f} N m<extra></extra>",
    }
    traces = [
        line([0, 0], [0, 60], role="body", width=10),
        line([0, far], [50, 50], role="demand", width=5),
        marks([far], [42], role="muscle", size=size, hover="the bag").update(
            marker_symbol="square"
        ),
        bar,
        guess_mark(guess, ("moment", guess and guess.value), axis="2"),
        words(f"{far:.0f} cm", (far / 2, 52), side="top center"),
        words(f"{result.bag_kg:.1f} kg", (far, 26), side="bottom center"),
    ]
    return Picture(drawing(traces, _layout()), _sentence(result), _numbers(result))


def _layout() -> dict:
    return {
        "template": TEMPLATE,
        "height": 300,
        "xaxis": bare_axis(domain=[0.0, 0.62], range=[-12, 78]),
        "yaxis": bare_axis(range=[-4, 70]),
        "xaxis2": {"domain": [0.78, 1.0], "anchor": "y2", "showgrid": False},
        "yaxis2": {"anchor": "x2", "range": [0, 60], "title": {"text": "moment (N m)"}},
    }


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
