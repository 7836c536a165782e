"""Pictures of how deep cold goes: through the layers, and minutes against skinfold."""

from __future__ import annotations

import numpy as np

from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, dotted_line, guess_mark, line, marks, note, words, zone
from course_lib.style import INK, PALETTE, TEMPLATE
from course_lib.thermal.cooling import LONGEST_MIN, SKIN_MM, TimeToCool
from course_lib.thermal.model import POINTS

TOP_MIN = 130.0


def cooling_picture(result: TimeToCool, guess: Guess | None = None) -> Picture:
    """Show the temperature through the layers and the minutes that each skinfold asks.

    Parameters
    ----------
    result : result of ``cooling.time_to_cool``.
    guess : a locked prediction in minutes, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_profile(result), *_curve(result, guess)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _profile(result: TimeToCool) -> list[Stroke]:
    session, end = result.profile, POINTS - 1
    depth = session.depth_mm
    warm, rest = session.temperature_c, session.resting_c
    hover = "%{y:.0f} mm deep: %{x:.1f} °C"
    spot = result.skinfold_mm / 2 + result.depth_mm
    low, high = 2.0, 36.0
    return [
        band(warm.low[end], warm.high[end], along=depth, role="demand", upright=True),
        dotted_line(rest.middle, depth, role="reference", size=5, hover=hover),
        dotted_line(warm.middle[end], depth, role="demand", size=6, hover=hover),
        line([low, high], [spot, spot], role="body", width=1.5).update(line_dash="dot"),
        words("measured here", (low, spot), side="top right"),
        words("before", (float(rest.middle[0]) - 0.5, 1.0), side="middle left", role="reference"),
    ]


def _curve(result: TimeToCool, guess: Guess | None) -> list[Stroke]:
    fold, minutes = result.curve_skinfold_mm, result.curve_minutes
    here = min(float(result.minutes.middle), TOP_MIN)
    hover = "skinfold %{x:.0f} mm: %{y:.0f} min"
    traces = [
        band(minutes.low, minutes.high, along=fold, role="demand", axis="2"),
        line(fold, minutes.middle, role="demand", axis="2", hover=hover),
        marks([result.skinfold_mm], [here], role="demand", size=14, axis="2", hover=hover),
        _otte(result),
        guess_mark(guess, (result.skinfold_mm, guess and guess.value), axis="2"),
    ]
    return traces


def _otte(result: TimeToCool) -> Stroke:
    """Draw Otte's groups where the question is theirs; draw nothing otherwise."""
    # A slider in the page may hand back 7.000000000000001.
    theirs = np.allclose([result.depth_mm, result.fall_c], [10.0, 7.0], atol=0.01)
    groups = result.otte if theirs else ()
    middle = [(low + high) / 2 for low, high, _, _ in groups]
    half = [(high - low) / 2 for low, high, _, _ in groups]
    spread = [deviation for *_, deviation in groups]
    stroke = marks(
        middle, [minutes for *_, minutes, _ in groups], role="reference", size=10, axis="2",
        hover="measured by Otte: %{y} min",
    )  # fmt: skip
    look = {"color": PALETTE["reference"], "thickness": 1.5, "width": 4}
    return stroke.update(
        error_x={"type": "data", "array": half, **look},
        error_y={"type": "data", "array": spread, **look},
    )


def _layers(half_mm: float) -> list[dict]:
    layers = ((0.0, SKIN_MM, "bone_edge"), (SKIN_MM, half_mm, "bone"), (half_mm, 42.0, "muscle"))
    across = {"xref": "x domain", "yref": "y", "x0": 0, "x1": 1}
    return [zone(role, opacity=0.18, **across, y0=top, y1=bottom) for top, bottom, role in layers]


def _notes(result: TimeToCool) -> list[dict]:
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    now, seen = (f"<span style='color:{INK[role]}'>" for role in ("demand", "reference"))
    half = result.skinfold_mm / 2
    return [
        note("after 20 minutes of ice", (0, 1.0), **corner),
        note(f"{now}— model</span>  {seen}■ measured (Otte)</span>", (0.55, 1.0), **corner),
        note("fat", (1, half - 0.9), xanchor="left"),
        note("muscle", (1, 40.6), xanchor="left"),
    ]


def _layout(result: TimeToCool) -> dict:
    left = {"domain": [0, 0.42], "range": [0, 38], "title": {"text": "temperature (°C)"}}
    right = {"domain": [0.55, 1], "anchor": "y2", "range": [0, 42]}
    asked = {"text": f"minutes of ice to cool by {result.fall_c:g} °C"}
    return {
        "template": TEMPLATE,
        "height": 430,
        "xaxis": left,
        "yaxis": {"range": [42, 0], "title": {"text": "depth below the skin (mm)"}},
        "xaxis2": {**right, "title": {"text": "skinfold (mm)"}},
        "yaxis2": {"anchor": "x2", "range": [0, TOP_MIN], "title": asked},
        "shapes": _layers(result.skinfold_mm / 2),
        "annotations": _notes(result),
    }


def time_words(minutes: float) -> str:
    """Write minutes; the end of the run means that three hours are not enough.

    Parameters
    ----------
    minutes : 0 to 180.
    """
    return "more than 180" if minutes >= LONGEST_MIN else f"{minutes:.0f}"


def _sentence(result: TimeToCool) -> str:
    middle, low, high = (
        time_words(float(edge))
        for edge in (result.minutes.middle, result.minutes.low, result.minutes.high)
    )
    warning = ""
    if float(result.minutes.middle) > 20:
        warning = " That is longer than the 20 minutes a hospital leaflet allows: do not try it."
    return (
        f"With a skinfold of {result.skinfold_mm:g} mm (about {result.skinfold_mm / 2:g} mm of "
        f"skin and fat), {result.depth_mm:g} mm into the muscle has cooled by {result.fall_c:g} °C "
        f"after {middle} minutes of ice ({low} to {high}).{warning}"
    )


def _numbers(result: TimeToCool) -> Numbers:
    asked = result.minutes
    edges_now = (time_words(float(edge)) for edge in (asked.middle, asked.low, asked.high))
    rows = [(f"now, skinfold {result.skinfold_mm:g} mm", *edges_now)]
    rows += [
        (f"skinfold {fold:.1f} mm", *(time_words(float(edge[place])) for edge in edges))
        for edges in [
            (result.curve_minutes.middle, result.curve_minutes.low, result.curve_minutes.high)
        ]
        for place, fold in enumerate(result.curve_skinfold_mm)
    ]
    rows += [
        (f"measured by Otte, skinfold {low:.0f} to {high:.0f} mm, 1 cm into the muscle, 7 °C",
         f"{minutes:g}", f"{minutes - deviation:.1f}", f"{minutes + deviation:.1f}")
        for low, high, minutes, deviation in result.otte
    ]  # fmt: skip
    columns = ("case", "minutes", "lowest body, or mean − SD", "highest body, or mean + SD")
    return Numbers(columns, tuple(rows))
