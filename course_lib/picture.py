"""What a figure function hands on: the figure, one sentence about it, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from course_lib.quantities import Numbers


@dataclass(frozen=True)
class Picture:
    """A plotly figure, the sentence that says what it shows, and the same numbers as a table."""

    figure: go.Figure
    sentence: str
    numbers: Numbers


@dataclass(frozen=True)
class Guess:
    """A learner's locked number and where in the figure it belongs."""

    at: str
    value: float
