"""The few strokes that every figure is drawn with: line, marks, band, words, arrow.

A role names what a stroke means ("demand", "reference", ...); colour, dash and symbol follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_lib.picture import Guess
from course_lib.style import DASH, EDGE, INK, PALETTE, SYMBOL, translucent

Values = NDArray[np.float64] | Sequence[Any]


class Stroke(dict):
    """A scatter trace as plain data; ``update`` also reaches into line and marker.

    >>> Stroke(line={"width": 3}).update(line_dash="dot", mode="lines")
    {'type': 'scatter', 'line': {'width': 3, 'dash': 'dot'}, 'mode': 'lines'}
    """

    def __init__(self, **attributes: object) -> None:
        super().__init__(type="scatter", **attributes)

    def update(self, **changes: object) -> Stroke:
        """Change attributes and give the stroke back.

        Parameters
        ----------
        changes : values by attribute; one inside line or marker as ``line_dash``.
        """
        for name, value in changes.items():
            group, _, inner = name.partition("_")
            if inner and group in ("line", "marker"):
                self[group] = {**self.get(group, {}), inner: value}
            else:
                self[name] = value
        return self


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
) -> Stroke:
    """Draw a line in the colour and dash of its role.

    Parameters
    ----------
    x, y : coordinates, in the units of their axes.
    role : name in the palette, such as "demand"; gives colour and dash.
    width : of the line, px.
    axis : number of the pair of axes, "" for the first.
    hover : what plotly shows at a point, "" for nothing.
    more : further attributes of a plotly scatter trace.
    """
    color = EDGE.get(role, PALETTE[role])
    style = {"color": color, "width": width, "dash": DASH.get(role, "solid")}
    return Stroke(x=x, y=y, mode="lines", line=style, **_place(axis, hover), **more)


def marks(
    x: Values,
    y: Values,
    *,
    role: str,
    size: float = 8,
    axis: str = "",
    hover: str = "",
    **more: object,
) -> Stroke:
    """Draw markers in the colour and symbol of their role.

    Parameters
    ----------
    x, y : coordinates, in the units of their axes.
    role : name in the palette, such as "demand"; gives colour, symbol and edge.
    size : of a marker, px.
    axis : number of the pair of axes, "" for the first.
    hover : what plotly shows at a point, "" for nothing.
    more : further attributes of a plotly scatter trace.
    """
    style = {"color": PALETTE[role], "size": size, "symbol": SYMBOL.get(role, "circle")}
    if role in EDGE:
        style["line"] = {"color": EDGE[role], "width": 1.5}
    return Stroke(x=x, y=y, mode="markers", marker=style, **_place(axis, hover), **more)


def dotted_line(
    x: Values,
    y: Values,
    *,
    role: str,
    size: float = 8,
    axis: str = "",
    hover: str = "",
    **more: object,
) -> Stroke:
    """Draw a line with a marker at every point.

    Parameters
    ----------
    x, y : coordinates, in the units of their axes.
    role : name in the palette, such as "demand"; gives colour, dash and symbol.
    size : of a marker, px.
    axis : number of the pair of axes, "" for the first.
    hover : what plotly shows at a point, "" for nothing.
    more : further attributes of a plotly scatter trace.
    """
    stroke = line(x, y, role=role, axis=axis, hover=hover, **more)
    symbol = SYMBOL.get(role, "circle")
    return stroke.update(mode="lines+markers", marker={"size": size, "symbol": symbol})


def lever(x: Values, y: Values, *, role: str, symbols: Sequence[str], hover: str = "") -> Stroke:
    """Draw a lever arm: a thick line with a mark at either end.

    Parameters
    ----------
    x, y : both ends, in the units of the first axes.
    role : name in the palette, such as "demand"; gives the colour.
    symbols : plotly's names of the marks at the two ends.
    hover : what plotly shows at a point, "" for nothing.
    """
    stroke = line(x, y, role=role, width=5, hover=hover)
    dash = "dash" if role == "muscle" else "solid"
    ends = {"size": 11, "symbol": list(symbols)}
    return stroke.update(mode="lines+markers", marker=ends, line_dash=dash)


def guess_mark(guess: Guess | None, at: tuple[Any, Any], *, axis: str = "") -> Stroke:
    """Mark a locked prediction with the orange diamond; draw nothing without one.

    Parameters
    ----------
    guess : the locked prediction, or None.
    at : (x, y), in the units of the axes.
    axis : number of the pair of axes, "" for the first.
    """
    edge = {"width": 2, "color": PALETTE["text"]}
    there = ([at[0]], [at[1]]) if guess else ([], [])
    stroke = marks(*there, role="prediction", size=15, axis=axis, hover="your prediction")
    return stroke.update(marker_line=edge)


def band(
    low: Values, high: Values, *, along: Values, role: str, upright: bool = False, axis: str = ""
) -> Stroke:
    """Fill the range between two edges, with a fine line around it: the filling alone is too faint.

    Parameters
    ----------
    low, high : the two edges, in the unit of their axis.
    along : where they stand on the other axis.
    role : name in the palette, such as "demand"; gives the colour.
    upright : whether the band runs down the page instead of across.
    axis : number of the pair of axes, "" for the first.
    """
    around = np.concatenate([along, np.flip(along), along[:1]])
    edges = np.concatenate([low, np.flip(high), low[:1]])
    x, y = (edges, around) if upright else (around, edges)
    stroke = line(x, y, role=role, width=1, axis=axis).update(line_dash="solid")
    return stroke.update(fill="toself", fillcolor=translucent(role, 0.22))


def zone(role: str, *, opacity: float = 0.22, **place: object) -> dict:
    """Shade a part of the paper behind the strokes, with a fine line around it.

    Parameters
    ----------
    role : name in the palette, such as "body"; gives the colour.
    opacity : of the filling, 0 to 1.
    place : x0, x1, y0, y1, xref and yref of a plotly shape.
    """
    edge = {"color": EDGE.get(role, PALETTE[role]), "width": 1}
    look = {"fillcolor": translucent(role, opacity), "line": edge, "layer": "below"}
    return {"type": "rect", **place, **look}


def note(text: str, at: tuple[Any, Any], *, axis: str = "", role: str = "", **more: object) -> dict:
    """Write a few words in the figure.

    Parameters
    ----------
    text : a few words, which may hold plotly's few HTML tags.
    at : (x, y), in the units of the axes.
    axis : number of the pair of axes, "" for the first.
    role : name in ``INK``, gives the colour; "" for the usual one.
    more : further attributes of a plotly annotation.
    """
    font = {"font": {"color": INK[role]}} if role else {}
    place = {"x": at[0], "y": at[1], "xref": f"x{axis}", "yref": f"y{axis}"}
    return {"text": text, "showarrow": False, **place, **font, **more}


def words(
    text: str, at: tuple[Any, Any], *, axis: str = "", side: str = "middle right", role: str = ""
) -> Stroke:
    """Write words that move: a trace, since moving a layout note costs plotly a third more time.

    Parameters
    ----------
    text : a few words, "" for none now.
    at : (x, y), in the units of the axes.
    axis : number of the pair of axes, "" for the first.
    side : of that point, as plotly's ``textposition``.
    role : name in ``INK``, gives the colour; "" for the usual one.
    """
    # A space for no words: plotly drops the node of an empty text and never draws it again.
    shown = [text or " "]
    stroke = Stroke(x=[at[0]], y=[at[1]], mode="text", text=shown, textposition=side)
    font = {"textfont": {"color": INK[role]}} if role else {}
    return stroke.update(cliponaxis=False, **font, **_place(axis, ""))


def arrow_down(x: float, y: float, *, length: float, role: str) -> Stroke:
    """Draw a force that pulls downwards.

    Parameters
    ----------
    x, y : where it begins, in the units of the first axes.
    length : in the unit of the y axis.
    role : name in the palette, such as "demand"; gives the colour.
    """
    stroke = line([x, x], [y, y - length], role=role, width=3)
    ends = {"symbol": "triangle-down", "size": [0, 13], "color": PALETTE[role]}
    return stroke.update(mode="lines+markers", marker=ends, line_dash="solid")


def bare_axis(**more: object) -> dict:
    """Give an axis without line, grid or numbers, for drawings.

    Parameters
    ----------
    more : further attributes of a plotly axis.
    """
    return {"visible": False, "showgrid": False, "zeroline": False, **more}
