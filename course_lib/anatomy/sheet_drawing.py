"""Sheets of muscle in space: laid from line to line, and over the bones that lie below them.

The ends of the lines stay where they are attached, or on the surface of that bone. What lies
between is pushed out of the trunk until it clears the bones of the rest posture: lengths and
percentages come from the lines alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import shapes, skeleton
from course_lib.anatomy.sheets import Row, between, shares_of, sheet_rows, zipped
from course_lib.anatomy.turning import MIRROR

Array = NDArray[np.float64]
AXIS_MM = np.array([-105.0, 0.0])  # of the trunk: forward, left
CLEAR_MM, TOP_MM, FARTHEST_MM, ENDS_MM = 5.0, 9.0, 34.0, 7.0  # trapezius lies on top
CELL_DEG, CELL_MM, LOW_MM = 3.0, 6.0, 100.0
BELOW = {  # broad muscles that lie on bones, and which
    "trapezius_descending": ("vertebra", "rib", "scapula", "clavicle"),
    "trapezius_transverse": ("vertebra", "rib", "scapula"),
    "trapezius_ascending": ("vertebra", "rib", "scapula"),
    "latissimus_dorsi": ("vertebra", "rib"),
    "pectoralis_major": ("rib", "cartilage", "sternum"),
    "serratus_anterior": ("rib",),
    "rhomboid_major": ("vertebra", "rib"),
}


def sheet(muscle: str, side: str) -> tuple[Array, list[str], NDArray[np.intp]]:
    """Lay a broad muscle at rest.

    Parameters
    ----------
    muscle : one of ``sheets.BROAD``.
    side : "right" or "left".

    Returns
    -------
    tuple of three : points (n, 3) in the world in mm, the bone that carries each, faces (m, 3).

    Raises
    ------
    ValueError : the muscle is unknown or not broad.
    """
    rows = list(sheet_rows(skeleton.pose(), muscle, side="right"))
    if muscle in BELOW:
        clear = TOP_MM if muscle.startswith("trapezius") else CLEAR_MM
        rows = _laid(rows, over=BELOW[muscle], clear_mm=clear)
    first = np.cumsum([0, *(len(row.points_mm) for row in rows)])
    points = np.concatenate([row.points_mm for row in rows])
    joined = (zipped(one.points_mm, two.points_mm) for one, two in pairwise(rows))
    faces = np.concatenate([part + start for part, start in zip(joined, first, strict=False)])
    a, b, c = np.moveaxis(points[faces], 1, 0)
    large = np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1.0  # lines that meet in a point
    bones = [bone for row in rows for bone in row.bones]
    if side == "left":  # the mirror of the right one
        points, bones = points * MIRROR, [bone.replace("_right", "_left") for bone in bones]
    return points, bones, faces[large]


def _laid(rows: list[Row], *, over: tuple[str, ...], clear_mm: float) -> list[Row]:
    """Put a row between two, points between two far ones, and lift all but the ends."""
    dense = [_dense(row) for row in rows]
    found = dense[:1]
    for one, two in pairwise(dense):
        (middle,) = between(one, two, fibres=1)
        near = np.concatenate([one.points_mm, two.points_mm])
        gap = np.linalg.norm(middle[:, None] - near, axis=2).argmin(axis=1)
        bones = (*one.bones, *two.bones)
        found += [Row(middle, tuple(bones[k] for k in gap)), two]
    return [Row(_lifted(row.points_mm, over, clear_mm=clear_mm), row.bones) for row in found]


def _dense(row: Row) -> Row:
    """Add points to a line, so that none of its steps is longer than a fifth of it."""
    own = shares_of(row.points_mm)
    more = [s for s in np.linspace(0, 1, 6)[1:-1] if np.abs(own - s).min() > 0.08]
    share = np.sort(np.append(own, more))
    points = np.column_stack([np.interp(share, own, c) for c in row.points_mm.T])
    nearest = np.abs(share[:, None] - own).argmin(axis=1)
    return Row(points, tuple(row.bones[k] for k in nearest))


def _lifted(points: Array, kinds: tuple[str, ...], *, clear_mm: float) -> Array:
    """Push points (n, 3) out of the trunk and off the bones, the two ends a little at most."""
    away = points[:, :2] - AXIS_MM
    now = np.linalg.norm(away, axis=1)
    cover = outermost(kinds)
    turn, rise = _cells(points, cover.shape)
    wanted = np.clip(cover[turn, rise] + clear_mm, now, now + FARTHEST_MM)
    wanted[[0, -1]] = np.minimum(wanted, now + ENDS_MM)[[0, -1]]
    out = points.copy()
    out[:, :2] = AXIS_MM + away * (wanted / np.maximum(now, 1e-9))[:, None]
    return out


@lru_cache(maxsize=8)
def outermost(kinds: tuple[str, ...]) -> Array:
    """Give how far bones reach from the axis of the trunk at rest, by direction and height.

    Parameters
    ----------
    kinds : kinds of bones, values of ``skeleton.KINDS`` such as "rib".

    Returns
    -------
    Array : (120, 100) mm, a row for 3 degrees, a column for 6 mm; 0 where there is no bone.
    """
    pose, meshes = skeleton.pose(), shapes.load_shapes(fine=True)
    corners = np.concatenate(
        [
            meshes[name].placed(pose.matrix(name))[meshes[name].faces]
            for name, kind in skeleton.KINDS.items()
            if kind in kinds
        ]
    )
    points = np.concatenate([corners.reshape(-1, 3), corners.mean(axis=1)])
    cover = np.zeros((int(360 / CELL_DEG), 100))
    reach = np.linalg.norm(points[:, :2] - AXIS_MM, axis=1)
    np.maximum.at(cover, _cells(points, cover.shape), reach)
    for axis in (0, 1):
        cover = np.maximum.reduce([np.roll(cover, k, axis=axis) for k in (-1, 0, 1)])
    return cover


def _cells(points: Array, shape: tuple[int, int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the cell of directions and of heights in which points (n, 3) lie."""
    turn = np.degrees(np.arctan2(points[:, 1], points[:, 0] - AXIS_MM[0])) % 360.0
    rise = np.clip((points[:, 2] - LOW_MM) / CELL_MM, 0, shape[1] - 1)
    return (turn / CELL_DEG).astype(int) % shape[0], rise.astype(int)
