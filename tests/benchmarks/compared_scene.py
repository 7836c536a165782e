"""The thorax the usual ways: the same triangles as plotly meshes. Runs in the kernel."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go

from course_lib.anatomy.figure import HEAD, thorax_parts
from course_lib.anatomy.skeleton import pose
from course_lib.live_figure import LiveFigure
from course_lib.picture import Picture
from course_lib.quantities import Numbers
from course_lib.style import PALETTE

PARTS = thorax_parts(muscles=False)
CORNERS = "ijk"
LIMITS_MM = {"x": (-300, 300), "y": (-250, 250), "z": (-50, 650)}
AXES = {f"{k}axis": {"visible": False, "range": list(v)} for k, v in LIMITS_MM.items()}
BEHIND = {"eye": {"x": -1.1, "y": 0, "z": 0}}
LAYOUT = {
    "height": 520,
    "margin": dict.fromkeys("lrtb", 0),
    "scene": {"aspectmode": "data", "camera": BEHIND, **AXES},
}


def placed(kyphosis_deg: float) -> list[np.ndarray]:
    """Give the vertices of every bone where the posture puts them."""
    stands = pose(kyphosis_deg=kyphosis_deg).matrices.astype("f4")
    return [p.vertices_mm @ m[:3, :3].T + m[:3, 3] for p, m in zip(PARTS, stands, strict=True)]


def traces(kyphosis_deg: float) -> list[dict]:
    """Make a mesh a bone, as one does who wants to name, fade or hide a bone."""
    made = []
    for part, points in zip(PARTS, placed(kyphosis_deg), strict=True):
        look = {"color": PALETTE[part.color], "hoverinfo": "skip"}
        look |= {"opacity": HEAD.opacity} if part.name == "head" else {}
        corners = {k: part.faces[:, n].astype("u2") for n, k in enumerate(CORNERS)}
        places = {k: np.ascontiguousarray(points[:, n]) for n, k in enumerate("xyz")}
        made.append({"type": "mesh3d", **places, **corners, **look})
    return made


def thorax_figure(kyphosis_deg: float) -> go.Figure:
    """Make a new plotly figure of the whole thorax."""
    return go.Figure(traces(kyphosis_deg), layout=LAYOUT)


def kyphosis_slider() -> widgets.FloatSlider:
    """Make the slider that every path is driven with, as in the course's own lab."""
    return widgets.FloatSlider(value=50, min=20, max=75, step=1, description="Curve")


def restyled_thorax() -> widgets.VBox:
    """Send every vertex anew and restyle all meshes in one call of plotly.

    The course's live figure does it: one binary message, nothing but x, y and z. plotly's own
    FigureWidget sends the same and is slower.
    """

    def picture(kyphosis_deg: float) -> Picture:
        drawn: Mapping = {"data": traces(kyphosis_deg), "layout": LAYOUT}
        rows = Numbers(("posture", "degrees"), (("curve", kyphosis_deg),))
        return Picture(drawn, f"The curve is {kyphosis_deg:.0f} degrees.", rows)

    slider = kyphosis_slider()
    shown = LiveFigure(picture(slider.value), name="Thorax")
    slider.observe(lambda change: shown.show(picture(change["new"])), "value")
    return widgets.VBox([slider, shown])
