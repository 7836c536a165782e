"""Pictures of shallow and deep breathing for the same litres, with what they cost."""

from __future__ import annotations

import numpy as np

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
from course_lib.breathing.facts import fact
from course_lib.breathing.model import oxygen_cost_ml, trace
from course_lib.breathing.work import MEASURED_TO_L, Pattern
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, band, guess_mark, line, marks, note
from course_lib.style import INK, TEMPLATE

RHYTHM, SACS = "rhythm", "air sacs"


def pattern(choice: Pattern, guess: Guess | None = None) -> Picture:
    """Show the breaths, where a minute's air goes, and the work at every rhythm.

    Parameters
    ----------
    choice : result of ``work.choose``.
    guess : a locked prediction of a rhythm or of the litres that reach the air sacs, or None.

    Returns
    -------
    Picture : three panels, a sentence and the numbers.
    """
    shown = trace(choice.breaths)
    own = [*_work(choice), *_guess(choice, guess)]
    traces = [*breath_trace(shown), *air_bars(shown, axis="2"), *own]
    high = 1.05 * max(float(choice.curve_high_j.max()), float(choice.cost_band_j[1]))
    layout = {
        "template": TEMPLATE,
        "height": 560,
        "barmode": "stack",
        **trace_axes(shown, across=(0.0, 0.62), up=(0.6, 1.0)),
        **bar_axes(shown, across=(0.76, 1.0), up=(0.6, 1.0), axis="2"),
        "xaxis3": {"anchor": "y3", "range": [0, 64], "title": {"text": "breaths a minute"}},
        "yaxis3": {"domain": [0.0, 0.4], "anchor": "x3", "range": [0, high],
                   "title": {"text": "work (J a minute)"}},
        "annotations": _notes(choice),
    }  # fmt: skip
    return Picture(drawing(traces, layout), _sentence(choice), _numbers(choice))


def _guess(choice: Pattern, guess: Guess | None) -> list[Stroke]:
    """Mark a guessed rhythm on the curve, or guessed litres on the bar."""
    rhythm = guess if guess and guess.at == RHYTHM else None
    sacs = guess if guess and guess.at == SACS else None
    height = float(np.interp(guess.value, choice.curve_min, choice.curve.total_j)) if rhythm else 0
    return [
        guess_mark(rhythm, (guess and guess.value, height), axis="3"),
        guess_mark(sacs, (NOW, guess and guess.value), axis="2"),
    ]


def _work(choice: Pattern) -> list[Stroke]:
    along, total = choice.curve_min, choice.curve.total_j
    now = ([choice.breaths.breaths_min], [choice.cost.total_j])
    hover = "%{x:.0f} breaths: %{y:.1f} J a minute"
    stretch = line(along, choice.curve.stretch_j, role="body", width=2, axis="3")
    airways = line(along, choice.curve.airways_j, role="body", width=2, axis="3")
    return [
        band(choice.curve_low_j, choice.curve_high_j, along=along, role="demand", axis="3"),
        stretch.update(line_dash="dash"),
        airways.update(line_dash="dot"),
        line(along, total, role="demand", axis="3", hover=hover),
        marks(*_least(choice), role="reference", size=13, axis="3", hover="least work: %{x:.0f}"),
        marks(*now, role="demand", size=14, axis="3", hover=hover),
    ]  # fmt: skip


def _least(choice: Pattern) -> tuple[list[float], list[float]]:
    """Give the point of least work, if the rhythms drawn hold it."""
    least = choice.least_min
    if least is None or not choice.curve_min[0] <= least <= choice.curve_min[-1]:
        return [], []
    return [least], [float(np.interp(least, choice.curve_min, choice.curve.total_j))]


def _notes(choice: Pattern) -> list[dict]:
    corner = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    grown = "illustrative here" if choice.illustrative else " "
    key = f"{_swatch('demand', '●')} work  - - stretch  ·· airways"
    least = f"  {_swatch('reference', '■')} least work" if _least(choice)[0] else ""
    return [
        air_key(),
        note(grown, (1.0, 0.41), role="demand", **corner),
        note(key + least, (0.0, 0.41), **corner | {"xanchor": "left"}),
    ]


def _swatch(role: str, mark: str) -> str:
    return f"<span style='color:{INK[role]}'>{mark}</span>"


def _sentence(choice: Pattern) -> str:
    low, high = choice.cost_band_j
    text = (
        f"{air_sentence(trace(choice.breaths))} In this model breathing in costs about "
        f"{round_to(choice.cost.total_j)} J a minute ({round_to(low)} to {round_to(high)})"
    )
    if not choice.breaths.measured:
        deep = choice.breaths.tidal_l > choice.breaths.dead_space_l
        how = "deep" if deep else "shallow"
        return f"{text}. Nobody in the sources breathes that {how}: here the model leaves the data."
    pull = f"{round_to(choice.pull_percent[0])} to {round_to(choice.pull_percent[1])} %"
    text += f"; the hardest pull is {pull} of what people can give."
    if choice.pull_percent[1] >= fact("sternomastoid_onset").value:
        text += " From 20 % on a muscle of the neck, the sternomastoid, joins in."
    return text


def _numbers(choice: Pattern) -> Numbers:
    low, high = choice.cost_band_j
    women, men = oxygen_cost_ml(choice.breaths.minute_l)
    least = round_to(choice.least_min, 3) if choice.least_min else "none: the fastest costs least"
    rows = (
        *air_rows(trace(choice.breaths)),
        ("work against the stretch (J a minute)", round_to(choice.cost.stretch_j, 3)),
        ("work against the airways (J a minute)", round_to(choice.cost.airways_j, 3)),
        ("work of breathing in (J a minute)", round_to(choice.cost.total_j, 3)),
        ("its range over published mechanics", f"{round_to(low, 3)} to {round_to(high, 3)}"),
        ("rhythm of least work (breaths a minute)", least),
        ("hardest pull (% of men's hardest)", round_to(choice.pull_percent[0], 3)),
        ("hardest pull (% of women's hardest)", round_to(choice.pull_percent[1], 3)),
        ("oxygen it costs at moderate effort, women to men (mL a minute)",
         f"{round_to(women, 3)} to {round_to(men, 3)}"),
        (f"mechanics measured up to {MEASURED_TO_L:.0f} L a minute",
         "illustrative here" if choice.illustrative else "inside"),
    )  # fmt: skip
    return Numbers(("quantity", "now"), rows)
