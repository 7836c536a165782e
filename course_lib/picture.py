"""What a figure function hands on: the figure, one sentence about it, and its numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True)
class Numbers:
    """A small table: column heads with units, and rows of text or numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


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


def round_to(value: float, digits: int = 2) -> str:
    """Write a number with so many significant digits, without an exponent.

    >>> round_to(1234.0), round_to(0.0456), round_to(7.0)
    ('1200', '0.046', '7.0')
    """
    if value == 0 or not math.isfinite(value):
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):.{max(places, 0)}f}"
