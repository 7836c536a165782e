"""The picture of an exercise card: the plates of the room, with the muscles meant lit on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from course_lib.anatomy.exercise_words import muscle_names
from course_lib.anatomy.exercises import NOT_REVIEWED, Exercise
from course_lib.anatomy.muscle_table import get_muscle
from course_lib.anatomy.plate_drawing import PAINT, bone_coat, chosen_trace, muscle_traces
from course_lib.anatomy.plate_figure import SEEN_FROM
from course_lib.anatomy.skeleton import pose
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import bare_axis, note
from course_lib.style import TEMPLATE

# From which side a muscle is seen best, by its region in the table of muscles.
VIEW_OF = {
    "back": "posterior",
    "neck": "posterior",
    "chest wall": "lateral",
    "front": "anterior",
    "breathing floor": "anterior",
}
WIDE_MM, LOW_MM, HIGH_MM = 400.0, 95.0, 725.0
MIDDLE_MM = {"posterior": 0.0, "lateral": -90.0, "anterior": 0.0}
LIT_PX = 2
COLUMNS = ("meant for", "from", "to")
Trace = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """One plate of a card.

    Attributes
    ----------
    view : "posterior", "lateral" or "anterior".
    at_mm : where its middle stands, to the right of the picture's middle, mm.
    lit : the muscles and bones lit on it, as traces.
    """

    view: str
    at_mm: float
    lit: tuple[Trace, ...]


def exercise_picture(exercise: Exercise) -> Picture:
    """Draw the plates of an exercise with its muscles lit.

    Parameters
    ----------
    exercise : a row of the table, from ``exercises.get_exercise``.

    Returns
    -------
    Picture : one plate, or two where the muscles lie on two sides of the body.
    """
    shown = panels(exercise)
    traces = [trace for panel in shown for trace in (*base(panel), *panel.lit)]
    at = WIDE_MM / 2 - 10
    notes = [
        note(SEEN_FROM[panel.view], (panel.at_mm - at, HIGH_MM), xanchor="left", yanchor="top")
        for panel in shown
    ]
    layout = _layout(notes, wide_mm=WIDE_MM * len(shown))
    return Picture(drawing(traces, layout), _sentence(exercise, shown), _numbers(exercise))


def panels(exercise: Exercise) -> tuple[Panel, ...]:
    """Give the plates that a card needs: every lit muscle is seen on one of them.

    Parameters
    ----------
    exercise : a row of the table, from ``exercises.get_exercise``.
    """
    by_view: dict[str, list[str]] = {}
    for name in exercise.target_ids:
        by_view.setdefault(VIEW_OF[get_muscle(name).region], []).append(name)
    if not by_view:
        by_view = {"posterior": []}
    start = -(len(by_view) - 1) * WIDE_MM / 2
    return tuple(
        Panel(view, start + n * WIDE_MM, _lit(names, exercise.lit_bones, view, start + n * WIDE_MM))
        for n, (view, names) in enumerate(by_view.items())
    )


def base(panel: Panel) -> tuple[Trace, ...]:
    """Give the bones of a panel, which are the same on every card.

    Parameters
    ----------
    panel : one of ``panels``.
    """
    return tuple(_shifted(trace, panel.at_mm) for trace in bare_bones(panel.view))


@lru_cache(maxsize=8)
def bare_bones(view: str) -> tuple[Trace, ...]:
    """Give the bones of a view at rest, the view's middle at 0.

    Parameters
    ----------
    view : "posterior", "lateral" (from the right side) or "anterior".

    Raises
    ------
    KeyError : another view.
    """
    coats = [bone_coat(pose(), coat, view=view) for coat in PAINT[view]]
    return tuple(_shifted(_plain(coat), -MIDDLE_MM[view]) for coat in coats)


def _lit(names: Sequence[str], bones: Sequence[str], view: str, at_mm: float) -> tuple[Trace, ...]:
    stand = pose()
    found = list(muscle_traces(stand, names, view=view))
    found += [chosen_trace(stand, name, view=view) for name in (*names, *bones)]
    return tuple(_thin(_shifted(_plain(trace), at_mm - MIDDLE_MM[view])) for trace in found)


def _thin(trace: Trace) -> Trace:
    """Draw lit lines thin enough for the small plate of a card."""
    line = dict(trace.get("line") or {})
    return {**trace, "line": {**line, "width": min(line.get("width", 0), LIT_PX)}}


def _plain(trace: Any) -> Trace:  # noqa: ANN401 (a stroke, or a trace of plotly)
    return trace.to_plotly_json() if hasattr(trace, "to_plotly_json") else dict(trace)


def _shifted(trace: Mapping[str, Any], by_mm: float) -> Trace:
    """Give a trace moved to the right.

    Parameters
    ----------
    trace : points on the page, x in mm.
    by_mm : how far to the right, mm.
    """
    x = [None if value is None else round(value + by_mm, 1) for value in trace["x"] or ()]
    return {**trace, "x": x}


def _layout(notes: list[dict], *, wide_mm: float) -> dict:
    return {
        "template": TEMPLATE,
        "height": 440,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "xaxis": bare_axis(range=[-wide_mm / 2, wide_mm / 2]),
        "yaxis": bare_axis(range=[LOW_MM, HIGH_MM], scaleanchor="x", constrain="domain"),
        "annotations": notes,
    }


def _sentence(exercise: Exercise, shown: tuple[Panel, ...]) -> str:
    sides = " and ".join(SEEN_FROM[panel.view] for panel in shown)
    if exercise.target_ids:
        what = f"lit, {sides}: {muscle_names(exercise)}"
    elif exercise.lit_bones:
        what = f"lit, {sides}: the joints that move, {exercise.lit_bones[0]} to "
        what += exercise.lit_bones[-1]
    else:
        what = "no single muscle is meant, so none is lit"
    return f"{exercise.name}: {what}."


def _numbers(exercise: Exercise) -> Numbers:
    muscles = [get_muscle(name) for name in exercise.target_ids]
    rows = [(muscle.name, muscle.origin, muscle.insertion) for muscle in muscles]
    rows = rows or [(exercise.target, "no single muscle", "no single muscle")]
    return Numbers(COLUMNS, (*rows, ("the choice of muscles", NOT_REVIEWED.lower(), "our mapping")))
