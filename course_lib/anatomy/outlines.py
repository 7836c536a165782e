"""Outlines of the bones seen from one side: found once a view, then moved with each pose.

A bone is painted on a fine raster as it stands at rest; the edge of the paint is its outline.
Every point of the outline keeps its depth, so that it belongs to the bone and follows its matrix.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import shapes, skeleton

Array = NDArray[np.float64]
FINEST_MM, PIXELS = 0.9, 130  # raster: no finer than that, so many along a long bone
# Rows: to the right of the page, up the page, towards the reader. Lateral is from the right side.
VIEWS = MappingProxyType(
    {
        "posterior": np.array([[0.0, -1, 0], [0, 0, 1], [-1, 0, 0]]),
        "lateral": np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]),
        "anterior": np.array([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]]),
        "superior": np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]]),
    }
)


def require_view(view: str) -> Array:
    """Give the axes of a view, or say which views there are."""
    if view not in VIEWS:
        raise ValueError(f"The view was given as {view!r}; choose one of {', '.join(VIEWS)}.")
    return VIEWS[view]


def project(points_mm: Array, view: str) -> Array:
    """Give points (n, 3) as right, up and towards the reader (mm)."""
    return np.asarray(points_mm) @ require_view(view).T


def outline(pose: skeleton.Pose, bone: str, *, view: str, near: float = 0.0) -> tuple[Array, ...]:
    """Give the loops (k, 2) of a bone's outline on the page, in mm.

    Parameters
    ----------
    pose : where the bones are.
    bone : name of the bone.
    view : a name of ``VIEWS``.
    near : 0 for the whole bone; 0.4 leaves out the 40 % of its depth that is farthest away;
        -0.4 gives those 40 % alone.

    Returns
    -------
    tuple of arrays : outer loops one way round, holes the other way.
    """
    axes, matrix = require_view(view), pose.matrix(bone)
    turn, shift = matrix[:3, :3].T @ axes[:2].T, axes[:2] @ matrix[:3, 3]
    return tuple(loop @ turn + shift for loop in _loops(bone, view, near))


def own_outline(bone: str, *, view: str, near: float = 0.0) -> tuple[Array, ...]:
    """Give the loops of a bone that stands level, in its own frame; ``near`` as in ``outline``."""
    axes = require_view(view)
    return tuple(loop @ axes[:2].T for loop in _loops(bone, view, near, own=True))


@lru_cache(maxsize=1)
def rest_pose() -> skeleton.Pose:
    """Give the reference posture, in which outlines are found."""
    return skeleton.pose()


@lru_cache(maxsize=1024)
def _loops(bone: str, view: str, near: float, *, own: bool = False) -> tuple[Array, ...]:
    """Find the loops in the bone's own frame (k, 3)."""
    mesh = shapes.load_shapes()[bone]
    matrix = np.eye(4) if own else rest_pose().matrix(bone)
    corners = project(mesh.placed(matrix), view)[mesh.faces]
    depth = corners[..., 2]
    cut = depth.min() + abs(near) * np.ptp(depth)
    kept = depth.min(axis=1) >= cut if near > 0 else depth.max(axis=1) <= cut
    step = max(FINEST_MM, float(np.ptp(corners[..., :2], axis=(0, 1)).max()) / PIXELS)
    seen = _sample(corners[kept] if near else corners, step)
    world = [loop @ VIEWS[view] for loop in _trace(seen, step)]
    back = np.linalg.inv(matrix)
    return tuple(loop @ back[:3, :3].T + back[:3, 3] for loop in world)


def _sample(corners: Array, step_mm: float) -> Array:
    """Strew points (n, 3) over triangles (m, 3, 3), close enough to leave no pixel out."""
    edge = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    count = np.ceil(edge / (0.8 * step_mm)).astype(int) + 1
    parts = []
    for n in np.unique(count):
        i, j = np.nonzero(np.add.outer(np.arange(n + 1), np.arange(n + 1)) <= n)
        shares = np.column_stack([i, j, n - i - j]) / n
        parts.append(np.einsum("sk,mkc->msc", shares, corners[count == n]).reshape(-1, 3))
    return np.concatenate(parts)


def _trace(points: Array, step_mm: float) -> list[Array]:
    """Paint points (n, 3) on the raster and walk round the edge of the paint."""
    low = points[:, :2].min(axis=0) - 3 * step_mm
    cell = ((points[:, :2] - low) / step_mm).astype(int)
    paint = np.zeros(cell.max(axis=0) + 4, dtype=bool)
    depth = np.full(paint.shape, points[:, 2].mean())
    paint[tuple(cell.T)], depth[tuple(cell.T)] = True, points[:, 2]
    paint = _rounded(paint)
    loops = []
    for walk in _walks(paint):
        corner, inside = np.array([w[0] for w in walk]), np.array([w[1] for w in walk])
        loop = np.column_stack([corner * step_mm + low, depth[tuple(inside.T)]])
        loops.append(_smooth(loop)[::3])
    return loops


def _rounded(paint: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close pin holes: a pixel takes the colour of most of its neighbourhood."""
    count = sum(
        np.roll(paint, (i, j), axis=(0, 1)).astype(int) for i in (-1, 0, 1) for j in (-1, 0, 1)
    )
    return (count >= 5) | (paint & (count >= 4))


def _walks(paint: NDArray[np.bool_]) -> list[list[tuple]]:
    """Chain the borders of painted pixels, paint always on the left."""
    follow: dict[tuple, list[tuple]] = {}
    sides = (((0, -1), (0, 0), (1, 0)), ((1, 0), (1, 0), (1, 1)))
    sides += (((0, 1), (1, 1), (0, 1)), ((-1, 0), (0, 1), (0, 0)))
    for (di, dj), start, end in sides:
        bare = paint & ~np.roll(paint, (-di, -dj), axis=(0, 1))
        for i, j in np.argwhere(bare).tolist():
            tail, head = (i + start[0], j + start[1]), (i + end[0], j + end[1])
            follow.setdefault(tail, []).append((head, (i, j)))
    walks = []
    while follow:
        here, walk = next(iter(follow)), []
        while here in follow:
            head, inside = follow[here].pop()
            if not follow[here]:
                del follow[here]
            walk.append((here, inside))
            here = head
        if len(walk) >= 16:
            walks.append(walk)
    return walks


def _smooth(loop: Array) -> Array:
    for _ in range(2):
        loop = sum(np.roll(loop, k, axis=0) for k in (-2, -1, 0, 1, 2)) / 5
    return loop
