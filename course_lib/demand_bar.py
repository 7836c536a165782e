"""The two bars of the course: what a posture asks (demand) beside what muscles can give (capacity).

The same pair stands in every chapter from 03 to 14, always in these colours and patterns.
"""

from __future__ import annotations

from course_lib.style import PALETTE

# Stripes: the second cue beside the colour.
PATTERN = {"shape": "/", "bgcolor": PALETTE["capacity"], "fgcolor": "#FFFFFF", "solidity": 0.15}


def demand_bar(
    demand_nm: float, band_nm: tuple[float, float], *, capacity_nm: float, axis: str = ""
) -> list[dict]:
    """Make the two bars.

    Parameters
    ----------
    demand_nm, band_nm : demand and its range, N m.
    capacity_nm : capacity, N m.
    axis : number of the plotly axes to draw on, "" for the first.

    Returns
    -------
    Two bar traces, to be added to a figure whose y axis is in N m.
    """
    low, high = band_nm
    spread = {"symmetric": False, "array": [high - demand_nm], "arrayminus": [demand_nm - low]}
    places = {
        "type": "bar",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "width": 0.7,
        "textposition": "outside",
    }
    asked = dict(
        x=["asked"],
        y=[demand_nm],
        error_y=spread | {"thickness": 2, "width": 6, "color": PALETTE["body"]},
        marker={"color": PALETTE["demand"]},
        hovertemplate="asked: %{y:.1f} N m<extra></extra>",
        **places,
    )
    given = dict(
        x=["most"],
        y=[capacity_nm],
        marker={"color": PALETTE["capacity"], "pattern": PATTERN},
        hovertemplate="most the model's muscles can give: %{y:.0f} N m<extra></extra>",
        **places,
    )
    return [asked, given]
