"""Picture of muscle activity: one exercise over the muscles, one muscle over the exercises."""

from __future__ import annotations

import math
from collections.abc import Sequence

from course_lib.endurance.activity import STILL_PULL_PERCENT, Activity, Choice
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, guess_mark
from course_lib.style import DASH, PALETTE, SCREEN, TEMPLATE, translucent

GUESSED = "trapezius, descending part (upper)"  # the muscle of the prediction
HATCH = {"bgcolor": PALETTE["muscle"], "fgcolor": "#FFFFFF", "solidity": 0.2}
PERCENT_SHOWN = [0.0, 185.0]
SCALE = "activity (% of the strongest still pull)<br>★ with the most of ten exercises"


def activity(result: Choice, guess: Guess | None = None) -> Picture:
    """Show how busy the muscles are in one exercise, and where else the chosen one is busy.

    Parameters
    ----------
    result : result of ``activity.choose``.
    guess : a locked prediction of the activity of the upper trapezius in percent, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    muscles = [_broken(one.muscle) for one in result.in_exercise]
    exercises = [_broken(one.exercise) for one in result.of_muscle]
    here = [one.muscle == result.muscle for one in result.in_exercise]
    there = [one.exercise == result.exercise for one in result.of_muscle]
    traces = [
        *_panel(result.in_exercise, muscles, chosen=here, axis=""),
        guess_mark(guess, (guess and guess.value, _broken(GUESSED))),
        *_panel(result.of_muscle, exercises, chosen=there, axis="2"),
    ]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _broken(name: str) -> str:
    """Break a name into lines."""
    return (
        name.replace(", ", ",<br>")
        .replace(" part", "<br>part")
        .replace(" above", "<br>above")
        .replace(" with", "<br>with")
    )


def _panel(
    found: Sequence[Activity], names: list[str], *, chosen: list[bool], axis: str
) -> list[dict | Stroke]:
    """Draw bars; the chosen one strong, numbers from a secondary list hatched."""
    known = [0.0 if math.isnan(one.percent) else one.percent for one in found]
    edges = [(3 if one else 1.5) * bool(x) for one, x in zip(chosen, known, strict=True)]
    pale, strong = translucent("muscle", 0.45), PALETTE["muscle"]
    hatched = ["/" if one.confidence == "S" else "" for one in found]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": known,
        "y": names,
        "marker": {
            "color": [strong if one else pale for one in chosen],
            "pattern": {"shape": hatched, **HATCH},
            "line": {
                "color": [PALETTE["text"] if one else strong for one in chosen],
                "width": edges,
            },
        },
        "hovertemplate": "%{y}: %{x:.0f} %<extra></extra>",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "width": 0.62,
    }
    return [bars, _told(found, names, axis=axis)]


def _told(found: Sequence[Activity], names: list[str], *, axis: str) -> Stroke:
    """Write beside each bar what was read."""
    return Stroke(
        x=[(0.0 if math.isnan(one.percent) else one.percent) + 2.0 for one in found],
        y=names,
        mode="text",
        text=[_short_told(one) for one in found],
        textposition="middle right",
        hoverinfo="skip",
        cliponaxis=False,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _short_told(one: Activity) -> str:
    star = " ★" if one.most else ""
    return ("not read" if math.isnan(one.percent) else f"{one.percent:.0f} %") + star


def _layout(result: Choice) -> dict:
    percent = {"range": PERCENT_SHOWN, "tickvals": [0, 50, 100]}
    names = {"autorange": "reversed", "showgrid": False, "type": "category"}
    top = {"xref": "paper", "yref": "paper", "showarrow": False, "xanchor": "left", "x": 0.0}
    heads = ((1.0, result.exercise), (0.48, _short(result.muscle)))
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"] + 260,
        "xaxis": {"anchor": "y", **percent},
        "yaxis": {"domain": [0.59, 1.0], **names},
        "xaxis2": {"anchor": "y2", "title": {"text": SCALE}, **percent},
        "yaxis2": {"anchor": "x2", "domain": [0.0, 0.48], **names},
        "shapes": [_still_pull(""), _still_pull("2")],
        "annotations": [
            {**top, "text": f"<b>{text}</b>", "y": y, "yanchor": "bottom"} for y, text in heads
        ],
    }


def _still_pull(axis: str) -> dict:
    """Draw the strongest still pull, with which the activity is compared."""
    look = {"color": PALETTE["reference"], "dash": DASH["reference"], "width": 2}
    at = {"x0": STILL_PULL_PERCENT, "x1": STILL_PULL_PERCENT, "y0": 0.0, "y1": 1.0}
    return {"type": "line", "xref": f"x{axis}", "yref": f"y{axis} domain", "line": look, **at}


def _short(muscle: str) -> str:
    return muscle[0].upper() + muscle[1:]


def _sentence(result: Choice) -> str:
    parts = "; ".join(f"{one.muscle}: {one.told}" for one in result.in_exercise)
    place, known = result.rank
    rank = (
        f"Of the {known} exercises with a number for the {result.muscle}, it is number {place}."
        if place
        else f"For the {result.muscle}, no number was read in this exercise."
    )
    return (
        f"{result.exercise}. {_short(parts)}. {rank} The number says how busy a muscle is, not how "
        "much stronger it becomes."
    )


def _numbers(result: Choice) -> Numbers:
    rows = [(one.exercise, one.muscle, one.told) for one in result.in_exercise]
    rows += [
        (one.exercise, one.muscle, one.told)
        for one in result.of_muscle
        if one.exercise != result.exercise
    ]
    place, known = result.rank
    if place:
        rows.append((f"place of {result.exercise}", result.muscle, f"number {place} of {known}"))
    return Numbers(("exercise", "muscle", "activity (% of the strongest still pull)"), tuple(rows))
