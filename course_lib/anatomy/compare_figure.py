"""Two vertebrae side by side, from the side and from above, at one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from course_lib.anatomy import outlines
from course_lib.anatomy.measures import MEASURES, of_vertebra
from course_lib.anatomy.plate_drawing import filled
from course_lib.anatomy.words import SURE, told
from course_lib.picture import Guess, Picture
from course_lib.quantities import Numbers
from course_lib.strokes import bare_axis, note
from course_lib.style import TEMPLATE

Array = NDArray[np.float64]
LEVELS = tuple(f"T{n}" for n in range(1, 13))
COLUMN_MM, ROW_MM = 105.0, 62.0
DEPTHS = ((0.0, "bone"), (0.55, "light"))
SAID = (
    ("body_width_mm", "wider", "narrower", "as wide"),
    ("body_height_mm", "higher", "lower", "as high"),
    ("whole_width_mm", "wider", "narrower", "as wide"),
    ("spine_up_mm", "higher", "lower", "as high"),
)


@dataclass(frozen=True)
class Pair:
    """Two levels to compare.

    Attributes
    ----------
    first, second : the levels, "T1" to "T12".
    """

    first: str
    second: str


def two_levels(first: str = "T4", second: str = "T12") -> Pair:
    """Name two levels.

    Parameters
    ----------
    first, second : "T1" to "T12".

    Raises
    ------
    ValueError : a level that is not T1 to T12.
    """
    for level in (first, second):
        if level not in LEVELS:
            raise ValueError(f"There is no level {level!r}; choose one of T1 to T12.")
    return Pair(first, second)


def compare(result: Pair, guess: Guess | None = None) -> Picture:
    """Draw both vertebrae from the right side and from above.

    Parameters
    ----------
    result : two levels, from ``two_levels``.
    guess : not drawn; the frame of every lab hands it on.

    Returns
    -------
    Picture : four outlines at one scale, a sentence and the measures with their sources.
    """
    traces, notes = [], []
    for column, level in enumerate((result.first, result.second)):
        traces += [t for view in ("lateral", "superior") for t in _drawn(level, view, column)]
        at = (column * COLUMN_MM, ROW_MM + 36)
        notes.append(note(f"<b>{level}</b>", at))
    for row, words in ((1, "from the right<br>(front: right)"), (0, "from above<br>(front: up)")):
        at = (-COLUMN_MM * 0.62, row * ROW_MM)
        notes.append(note(words, at, xanchor="right", align="right"))
    figure = go.Figure([*traces, _bar()], layout=_layout([*notes, _bar_note()]))
    return Picture(figure, _sentence(result), _numbers(result))


def _drawn(level: str, view: str, column: int) -> list[go.Scatter]:
    """Draw one outline, its middle in its place of the two by two grid."""
    row = 1 if view == "lateral" else 0
    whole = np.vstack(outlines.own_outline(level, view=view))
    middle = (whole.min(axis=0) + whole.max(axis=0)) / 2
    shift = np.array([column * COLUMN_MM, row * ROW_MM]) - middle
    return [
        filled([p + shift for p in outlines.own_outline(level, view=view, near=near)], tone)
        for near, tone in DEPTHS
    ]


def _bar() -> go.Scatter:
    x = [COLUMN_MM / 2 - 10, COLUMN_MM / 2 + 10]
    return go.Scatter(
        x=x, y=[-44, -44], mode="lines", line={"color": "#8C8C8C", "width": 4}, hoverinfo="skip"
    )


def _bar_note() -> dict:
    return note("20 mm", (COLUMN_MM / 2, -45), yanchor="top")


def _layout(notes: list[dict]) -> dict:
    return {
        "template": TEMPLATE,
        "height": 470,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 8},
        "xaxis": bare_axis(range=[-COLUMN_MM - 30, COLUMN_MM + 50]),
        "yaxis": bare_axis(range=[-60, ROW_MM + 46], scaleanchor="x", constrain="domain"),
        "annotations": notes,
    }


def _sentence(result: Pair) -> str:
    if result.first == result.second:
        return f"You see {result.first} twice. Choose another level to compare it with."
    body_wide, body_high, whole, tip = (_gap(result, *words) for words in SAID)
    return (
        f"Against {result.first}, {result.second} differs: its body is {body_wide} and "
        f"{body_high}. From tip to tip of the transverse processes it is {whole}. Its spinous "
        f"process ends {tip}, measured against its own body."
    )


def _gap(result: Pair, key: str, *words: str) -> str:
    gap = value(result.second, key) - value(result.first, key)
    return f"{abs(gap):.1f} mm {words[int(gap < 0)]}" if abs(gap) > 0.05 else words[2]


def value(level: str, key: str) -> float:
    """Look up a measure of a level, in mm.

    Parameters
    ----------
    level : "T1" to "T12".
    key : a key of ``MEASURES``, such as "whole_width_mm".

    Raises
    ------
    KeyError : no such level or measure.

    Examples
    --------
    >>> value("T12", "body_width_mm")
    40.0
    """
    return {one.quantity: one.value for one in of_vertebra(level)}[MEASURES[key]]


def _numbers(result: Pair) -> Numbers:
    columns = ("measure", result.first, result.second, "difference", "source", "how sure")
    pairs = zip(of_vertebra(result.first), of_vertebra(result.second), strict=True)
    rows = (
        (
            one.quantity,
            f"{one.value:.1f}",
            f"{two.value:.1f}",
            f"{two.value - one.value:+.1f}",
            told(one.source_keys),
            SURE[one.confidence],
        )
        for one, two in pairs
    )
    return Numbers(columns, tuple(rows))
