"""The paint of a plate: bones coat by coat from far to near, muscles as sheets and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from course_lib.anatomy import muscles, outlines, structures
from course_lib.anatomy.skeleton import KINDS, Pose
from course_lib.style import PALETTE, translucent

Array = NDArray[np.float64]
FAR, HALF = "far", 0.5
# What is painted first lies farthest away: (kind, side of the body, share of its depth, tone).
Coat = tuple[str, str, float, str]
PAINT: Mapping[str, Sequence[Coat]] = {
    "posterior": (
        ("cartilage", "", 0, FAR),
        ("sternum", "", 0, FAR),
        ("rib", "", -HALF, FAR),
        ("clavicle", "", 0, "dim"),
        ("disc", "", 0, "disc"),
        ("vertebra", "", 0, "dim"),
        ("rib", "", HALF, "bone"),
        ("vertebra", "", 0.42, "bone"),
        ("vertebra", "", 0.7, "light"),
        ("scapula", "", 0, "veil"),
    ),
    "lateral": (
        ("rib", "left", 0, FAR),
        ("cartilage", "left", 0, FAR),
        ("clavicle", "left", 0, FAR),
        ("sternum", "", 0, "bone"),
        ("disc", "", 0, "disc"),
        ("vertebra", "", 0, "bone"),
        ("vertebra", "", 0.72, "light"),
        ("cartilage", "right", 0, "disc"),
        ("rib", "right", 0, "veil"),
        ("clavicle", "right", 0, "bone"),
        ("scapula", "right", 0, "glass"),
    ),
    "anterior": (
        ("scapula", "", 0, FAR),
        ("rib", "", -HALF, FAR),
        ("vertebra", "", 0, "dim"),
        ("vertebra", "", 0.6, "bone"),
        ("disc", "", 0, "disc"),
        ("rib", "", HALF, "bone"),
        ("cartilage", "", 0, "disc"),
        ("sternum", "", 0, "bone"),
        ("clavicle", "", 0, "light"),
    ),
}
TONES = {
    "bone": (PALETTE["bone"], 1.0, PALETTE["bone_edge"]),
    "light": ("#F6EFDF", 0.9, PALETTE["bone_edge"]),
    "dim": ("#CDBE9F", 1.0, PALETTE["bone_edge"]),
    "veil": (translucent("bone", 0.55), 1.1, PALETTE["bone_edge"]),
    "glass": (translucent("bone", 0.25), 1.1, PALETTE["bone_edge"]),
    "disc": (PALETTE["disc"], 0.8, "#5F8597"),
    FAR: (translucent("bone", 0.3), 0.7, translucent("bone_edge", 0.4)),
    "chosen": (translucent("demand", 0.75), 3.5, "#8A3D00"),
}
SIDES = ("right", "left")
FANS = "trapezius latissimus rhomboid serratus pectoralis splenius"


def bone_coat(pose: Pose, coat: Coat, *, view: str) -> go.Scatter:
    """Paint one coat: all bones of a kind and side, or the near or far part of them."""
    kind, side, near, tone = coat
    names = [n for n, k in KINDS.items() if k == kind and n.endswith(side)]
    loops = [p for n in names for p in outlines.outline(pose, n, view=view, near=near)]
    return filled(loops, tone)


def filled(loops: Iterable[Array], tone: str) -> go.Scatter:
    """Fill closed loops; None between two lifts the pen (a number that is none would be NaN)."""
    x, y = _joined([np.vstack([loop, loop[:1]]) for loop in loops])
    fill, width, edge = TONES[tone]
    line = {"color": edge, "width": width}
    look = {"fill": "toself", "fillcolor": fill, "mode": "lines", "line": line}
    return go.Scatter(x=x, y=y, hoverinfo="skip", **look)


def _joined(paths: Sequence[Array]) -> tuple[list, list]:
    x: list[float | None] = []
    y: list[float | None] = []
    for path in paths:
        rounded = np.round(path, 1).tolist()
        x += [point[0] for point in rounded] + [None]
        y += [point[1] for point in rounded] + [None]
    return x, y


def chosen_trace(pose: Pose, chosen: str, *, view: str) -> go.Scatter:
    """Paint what is chosen over all the rest: colour and a thick edge."""
    if not chosen:
        return filled([], "chosen")
    what = structures.structure(chosen)
    if what.kind == "muscle":
        lines = muscles.muscle_lines(pose, [chosen])
        x, y = _joined([outlines.project(line.points_mm, view)[:, :2] for line in lines])
        look = {"color": PALETTE["demand"], "width": 5}
        return go.Scatter(x=x, y=y, mode="lines", line=look, hoverinfo="skip")
    return filled([p for n in what.bones for p in outlines.outline(pose, n, view=view)], "chosen")


# ---- muscles ---------------------------------------------------------------------------------


def muscle_traces(
    pose: Pose, names: Sequence[str], *, view: str, chosen: str = ""
) -> list[go.Scatter]:
    """Draw each muscle as a sheet (fans) and as lines; deeper layers first and darker."""
    if not names:
        return []
    order = sorted(names, key=lambda name: -muscles.get_muscle(name).layer)
    traces = []
    for name in order:
        lines = [
            line
            for line in muscles.muscle_lines(pose, [name])
            if view != "lateral" or line.side == "right"
        ]
        sheets = _sheet(lines, view, muscles.get_muscle(name).layer)
        faded = 0.3 if chosen and name != chosen else 1.0
        traces += [sheet.update(opacity=faded) for sheet in sheets]
    return traces


def shade(layer: int) -> str:
    """Give the muscle colour of a layer, 1 light to 7 dark, as rgb."""
    share = (layer - 1) / 6
    light, dark = np.array([206, 116, 106]), np.array([112, 38, 34])
    red, green, blue = (light + share * (dark - light)).astype(int)
    return f"rgb({red},{green},{blue})"


def _sheet(lines: Sequence[muscles.MuscleLine], view: str, layer: int) -> list[go.Scatter]:
    flat = {
        side: [outlines.project(m.points_mm, view)[:, :2] for m in lines if m.side == side]
        for side in SIDES
    }
    fan = any(word in lines[0].name for word in FANS.split())
    pairs = [pair for side in SIDES for pair in zip(flat[side][:-1], flat[side][1:], strict=True)]
    x, y = _joined([np.vstack([a, b[::-1], a[:1]]) for a, b in pairs] if fan else [])
    color = shade(layer)
    fill = color.replace("rgb", "rgba").replace(")", ",0.5)")
    base = {"mode": "lines", "hoverinfo": "skip"}
    sheet = go.Scatter(x=x, y=y, fill="toself", fillcolor=fill, line={"width": 0}, **base)
    x, y = _joined([path for side in SIDES for path in flat[side]])
    return [sheet, go.Scatter(x=x, y=y, line={"color": color, "width": 2 if fan else 4}, **base)]
