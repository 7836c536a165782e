"""Pictures of steady breathing: a result in, a figure with its sentence and numbers out."""

from __future__ import annotations

from course_lib.breathing.air_drawing import (
    NOW,
    air_bars,
    air_key,
    air_rows,
    air_sentence,
    bar_axes,
    breath_trace,
    trace_axes,
)
from course_lib.breathing.model import Trace
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import guess_mark
from course_lib.style import TEMPLATE


def steady(shown: Trace, guess: Guess | None = None) -> Picture:
    """Show fifteen seconds of breathing and where a minute's air goes.

    Parameters
    ----------
    shown : result of ``model.breathe_trace``.
    guess : a locked prediction in L a minute, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    mark = guess_mark(guess, (NOW, guess and guess.value), axis="2")
    layout = {
        "template": TEMPLATE,
        "height": 330,
        "barmode": "stack",
        "annotations": [air_key()],
        **trace_axes(shown, across=(0.0, 0.66)),
        **bar_axes(shown, across=(0.78, 1.0), axis="2"),
    }
    if guess:
        layout["yaxis2"]["range"] = [0, max(layout["yaxis2"]["range"][1], 1.1 * guess.value)]
    in_s = 60.0 / shown.breaths.breaths_min * shown.breaths.in_percent / 100.0
    out_s = 60.0 / shown.breaths.breaths_min - in_s
    pace = f"Each breath takes {round_to(in_s)} s in and {round_to(out_s)} s out."
    rows = (
        *air_rows(shown),
        ("breathing in (s)", round_to(in_s, 3)),
        ("breathing out (s)", round_to(out_s, 3)),
    )
    traces = [*breath_trace(shown), *air_bars(shown, axis="2"), mark]
    sentence = f"{air_sentence(shown)} {pace}"
    return Picture(drawing(traces, layout), sentence, Numbers(("quantity", "now"), rows))
