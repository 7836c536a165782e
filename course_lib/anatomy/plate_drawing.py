"""The paint of a plate: bones coat by coat from far to near, muscles as sheets and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import outlines, structures
from course_lib.anatomy.muscles import SIDES, get_muscle, muscle_lines
from course_lib.anatomy.sheets import BROAD, between, sheet_rows
from course_lib.anatomy.skeleton import KINDS, Pose
from course_lib.style import EDGE, PALETTE, translucent

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
    "disc": (PALETTE["disc"], 0.8, EDGE["disc"]),
    FAR: (translucent("bone", 0.3), 0.7, translucent("bone_edge", 0.4)),
    "chosen": (translucent("demand", 0.75), 3.5, "#8A3D00"),
}
COVERING = 0.6  # of a sheet of muscle: what lies below shows through
Trace = dict[str, object]


def bone_coat(pose: Pose, coat: Coat, *, view: str) -> Trace:
    """Paint one coat: all bones of a kind and side, or the near or far part of them.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    coat : kind, side ("" for both), share of the depth and tone; one of ``PAINT``.
    view : "posterior", "lateral" (from the right side) or "anterior".

    Raises
    ------
    ValueError : another view, or an outline that is not stored.
    """
    kind, side, near, tone = coat
    names = [n for n, k in KINDS.items() if k == kind and n.endswith(side)]
    loops = [p for n in names for p in outlines.outline(pose, n, view=view, near=near)]
    return filled(loops, tone)


def filled(loops: Iterable[Array], tone: str) -> Trace:
    """Fill closed loops; None between two lifts the pen (a number that is none would be NaN).

    Parameters
    ----------
    loops : (k, 2) each, on the page, mm.
    tone : a key of ``TONES``.
    """
    fill, width, edge = TONES[tone]
    look = {"fill": "toself", "fillcolor": fill, "line": {"color": edge, "width": width}}
    return _trace([np.vstack([loop, loop[:1]]) for loop in loops], **look)


def _trace(paths: Sequence[Array], **look: object) -> Trace:
    """Draw paths (k, 2) one after another."""
    x, y = _joined(paths)
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "hoverinfo": "skip", **look}


def _joined(paths: Sequence[Array]) -> tuple[list, list]:
    x: list[float | None] = []
    y: list[float | None] = []
    for path in paths:
        rounded = np.round(path, 1).tolist()
        x += [point[0] for point in rounded] + [None]
        y += [point[1] for point in rounded] + [None]
    return x, y


def chosen_trace(pose: Pose, chosen: str, *, view: str) -> Trace:
    """Paint what is chosen over all the rest: colour and a thick edge.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    chosen : id of a bone, a pair of bones or a muscle; "" for none.
    view : "posterior", "lateral" (from the right side) or "anterior".

    Raises
    ------
    ValueError : another view, or no such structure.
    """
    what = structures.structure(chosen) if chosen else None
    if what is None:
        return filled([], "chosen")
    if what.kind != "muscle":
        names = what.bones[-1:] if view == "lateral" else what.bones  # the near one hides the other
        return filled([p for n in names for p in outlines.outline(pose, n, view=view)], "chosen")
    lines = [outlines.project(m.points_mm, view)[:, :2] for m in muscle_lines(pose, [chosen])]
    look = {"line": {"color": PALETTE["demand"], "width": 5}}
    if chosen not in BROAD:
        return _trace(lines, **look)
    panels = [p for side in SIDES for p in _panels(pose, chosen, side, view=view)]
    edge = {"line": {"color": PALETTE["demand"], "width": 3.5}}
    return _trace(panels, fill="toself", fillcolor=translucent("demand", 0.55), **edge)


# ---- muscles ---------------------------------------------------------------------------------


def muscle_traces(pose: Pose, names: Sequence[str], *, view: str, chosen: str = "") -> list[Trace]:
    """Draw broad muscles as sheets with fibres, slender ones as lines; deeper layers first.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    names : ids of the muscles.
    view : "posterior", "lateral" (from the right side) or "anterior".
    chosen : id of the muscle that stands out from the others; "" for none.

    Raises
    ------
    ValueError : another view, or no such muscle.
    """
    traces = []
    for name in sorted(names, key=lambda name: -get_muscle(name).layer):
        sides = ("right",) if view == "lateral" else SIDES
        faded = 0.3 if chosen and name != chosen else 1.0
        drawn = _sheet if name in BROAD else _lines
        traces += [trace | {"opacity": faded} for trace in drawn(pose, name, sides, view=view)]
    return traces


def shade(layer: int) -> tuple[int, ...]:
    """Give the muscle colour of a layer: red, green and blue, 0 to 255.

    Parameters
    ----------
    layer : 1 (nearest the skin, light) to 7 (dark).
    """
    share = (layer - 1) / 6
    light, dark = np.array([206, 116, 106]), np.array([130, 59, 53])
    return tuple((light + share * (dark - light)).astype(int).tolist())


def _lines(pose: Pose, name: str, sides: Sequence[str], *, view: str) -> list[Trace]:
    """Draw a slender muscle: a thick line each fascicle."""
    lines = [m for m in muscle_lines(pose, [name]) if m.side in sides]
    paths = [outlines.project(m.points_mm, view)[:, :2] for m in lines]
    color = f"rgb{shade(get_muscle(name).layer)}"
    return [_trace(paths, line={"color": color, "width": 4})]


def _sheet(pose: Pose, name: str, sides: Sequence[str], *, view: str) -> list[Trace]:
    """Draw a broad muscle: one filled panel from each line to the next, fibres on top."""
    color = shade(get_muscle(name).layer)
    fill = f"rgba{(*color, COVERING)}"
    panels, fibres = [], []
    for side in sides:
        rows = sheet_rows(pose, name, side=side)
        panels += _panels(pose, name, side, view=view)
        fibres += [row.points_mm for row in rows]
        fibres += [f for one, two in pairwise(rows) for f in between(one, two)]
    flat = [outlines.project(path, view)[:, :2] for path in fibres]
    fine = {"line": {"color": f"rgb{color}", "width": 1.2}}
    return [_trace(panels, fill="toself", fillcolor=fill, line={"width": 0}), _trace(flat, **fine)]


def _panels(pose: Pose, name: str, side: str, *, view: str) -> list[Array]:
    """Give the panels of a sheet on the page, closed (k, 2), all the same way round.

    So where two lie over each other, their paint adds up and leaves no hole.
    """
    rows = (row.points_mm for row in sheet_rows(pose, name, side=side))
    flat = [outlines.project(points, view)[:, :2] for points in rows]
    panels = [np.vstack([one, two[::-1], one[:1]]) for one, two in pairwise(flat)]
    return [panel[:: 1 if _area(panel) > 0 else -1] for panel in panels]


def _area(closed: Array) -> float:
    """Give twice the area of a closed path (k, 2), above 0 when it runs anticlockwise."""
    (x, y), (ahead_x, ahead_y) = closed[:-1].T, closed[1:].T
    return float((x * ahead_y - y * ahead_x).sum())
