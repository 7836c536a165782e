"""What a figure function hands on: the figure, one sentence about it, and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from course_lib.quantities import Numbers

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True)
class Picture:
    """A figure, with the same in words and in numbers.

    Attributes
    ----------
    drawn : a plotly figure, or its traces and layout as plain dicts (see ``drawing``): plotly
        checks every attribute when it builds a figure, which takes longer than all our models do.
    sentence : what the figure shows, in words.
    numbers : what it shows, as a table.
    """

    drawn: go.Figure | Mapping[str, Any]
    sentence: str
    numbers: Numbers

    @cached_property
    def figure(self) -> go.Figure:
        """The picture as an ordinary plotly figure, checked by plotly."""
        import plotly.graph_objects as go

        return self.drawn if isinstance(self.drawn, go.Figure) else go.Figure(self.drawn)


def drawing(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> dict[str, Any]:
    """Put traces and layout together, unchecked until somebody asks for the figure.

    Parameters
    ----------
    traces : plotly traces as dicts, such as ``Stroke``.
    layout : the plotly layout as a dict.
    """
    return {"data": list(traces), "layout": dict(layout)}


@dataclass(frozen=True)
class Guess:
    """A learner's locked number and where in the figure it belongs.

    Attributes
    ----------
    at : names the spot in the figure.
    value : the number, in the unit of the prediction.
    """

    at: str
    value: float
