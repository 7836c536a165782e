"""The few strokes that every figure is drawn with: line, marks, band, note, arrow.

A role names what a stroke means ("demand", "reference", ...); colour, dash and symbol follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from course_lib.picture import Guess
from course_lib.style import DASH, PALETTE, SYMBOL, translucent

Values = NDArray[np.float64] | Sequence[Any]


def _place(axis: str, hover: str) -> dict[str, Any]:
    place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    told = {"hovertemplate": f"{hover}<extra></extra>"} if hover else {"hoverinfo": "skip"}
    return place | told


def line(
    x: Values,
    y: Values,
    *,
    role: str,
    width: float = 3,
    axis: str = "",
    hover: str = "",
    **more: object,
) -> go.Scatter:
    """Draw a line in the colour and dash of its role."""
    style = {"color": PALETTE[role], "width": width, "dash": DASH.get(role, "solid")}
    return go.Scatter(x=x, y=y, mode="lines", line=style, **_place(axis, hover), **more)


def marks(
    x: Values,
    y: Values,
    *,
    role: str,
    size: float = 8,
    axis: str = "",
    hover: str = "",
    **more: object,
) -> go.Scatter:
    """Draw markers in the colour and symbol of their role."""
    style = {"color": PALETTE[role], "size": size, "symbol": SYMBOL.get(role, "circle")}
    return go.Scatter(x=x, y=y, mode="markers", marker=style, **_place(axis, hover), **more)


def dotted_line(
    x: Values,
    y: Values,
    *,
    role: str,
    size: float = 8,
    axis: str = "",
    hover: str = "",
    **more: object,
) -> go.Scatter:
    """Draw a line with a marker at every point."""
    stroke = line(x, y, role=role, axis=axis, hover=hover, **more)
    symbol = SYMBOL.get(role, "circle")
    return stroke.update(mode="lines+markers", marker={"size": size, "symbol": symbol})


def lever(
    x: Values, y: Values, *, role: str, symbols: Sequence[str], hover: str = ""
) -> go.Scatter:
    """Draw a lever arm: a thick line with a mark at either end."""
    stroke = line(x, y, role=role, width=5, hover=hover)
    dash = "dash" if role == "muscle" else "solid"
    ends = {"size": 11, "symbol": list(symbols)}
    return stroke.update(mode="lines+markers", marker=ends, line_dash=dash)


def guess_mark(guess: Guess | None, at: tuple[Any, Any], *, axis: str = "") -> go.Scatter:
    """Mark a locked prediction at (x, y) with the orange diamond; draw nothing without one."""
    edge = {"width": 2, "color": PALETTE["text"]}
    there = ([at[0]], [at[1]]) if guess else ([], [])
    stroke = marks(*there, role="prediction", size=15, axis=axis, hover="your prediction")
    return stroke.update(marker_line=edge)


def band(
    low: Values, high: Values, *, along: Values, role: str, upright: bool = False, axis: str = ""
) -> go.Scatter:
    """Fill the range between two edges; ``upright`` runs it down the page instead of across."""
    there_and_back = np.concatenate([along, np.flip(along)])
    edges = np.concatenate([low, np.flip(high)])
    x, y = (edges, there_and_back) if upright else (there_and_back, edges)
    stroke = line(x, y, role=role, width=0, axis=axis)
    return stroke.update(fill="toself", fillcolor=translucent(role, 0.22))


def note(text: str, at: tuple[Any, Any], *, axis: str = "", role: str = "", **more: object) -> dict:
    """Write a few words at (x, y) in the figure."""
    font = {"font": {"color": PALETTE[role]}} if role else {}
    place = {"x": at[0], "y": at[1], "xref": f"x{axis}", "yref": f"y{axis}"}
    return {"text": text, "showarrow": False, **place, **font, **more}


def arrow_down(x: float, y: float, *, length: float, role: str) -> dict:
    """Draw a force that pulls downwards from (x, y)."""
    ends = {"x": x, "y": y - length, "ax": x, "ay": y}
    refs = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    look = {"arrowhead": 2, "arrowwidth": 3, "arrowcolor": PALETTE[role]}
    return {"text": "", "showarrow": True, **ends, **refs, **look}


def bare_axis(**more: object) -> dict:
    """Give an axis without line, grid or numbers, for drawings."""
    return {"visible": False, "showgrid": False, "zeroline": False, **more}
