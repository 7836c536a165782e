"""Outlines of the bones: painted on a fine raster, walked round, smoothed and thinned.

Every point of an outline keeps its depth, so that it belongs to the bone and follows its matrix.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton
from course_lib.anatomy.outlines import VIEWS, Sight, project
from course_lib.anatomy.shapes import Mesh

Array = NDArray[np.float64]
FINEST_MM, PIXELS = 0.6, 260  # raster: no finer than that, so many along a long bone
TRUE_MM = 0.22  # a point that lies so near to the line between its neighbours is left out


def sights(bone: str) -> tuple[Sight, ...]:
    """List from where a bone's outline is wanted: the coats of the plates, and the comparison."""
    from course_lib.anatomy.compare_figure import DEPTHS
    from course_lib.anatomy.plate_drawing import PAINT

    kind, found = skeleton.KINDS[bone], []
    for view, coats in PAINT.items():
        depths = {near for each, _, near, _ in coats if each == kind} | {0.0}
        found += [Sight(view, float(near)) for near in sorted(depths)]
    if kind == "vertebra":
        views = ("lateral", "superior")
        found += [Sight(view, near, own=True) for view in views for near, _ in DEPTHS]
    return tuple(found)


def trace(mesh: Mesh, bone: str, sight: Sight) -> tuple[Array, ...]:
    """Find the loops of a bone's outline, in its own frame (k, 3)."""
    matrix = np.eye(4) if sight.own else skeleton.pose().matrix(bone)
    corners = project(mesh.placed(matrix), sight.view)[mesh.faces]
    depth, near = corners[..., 2], sight.near
    cut = depth.min() + abs(near) * np.ptp(depth)
    kept = depth.min(axis=1) >= cut if near > 0 else depth.max(axis=1) <= cut
    step = max(FINEST_MM, float(np.ptp(corners[..., :2], axis=(0, 1)).max()) / PIXELS)
    seen = sample(corners[kept] if near else corners, step)
    back = np.linalg.inv(matrix)
    world = (loop @ VIEWS[sight.view] for loop in loops(seen, step))
    return tuple(loop @ back[:3, :3].T + back[:3, 3] for loop in world)


def sample(corners: Array, step_mm: float) -> Array:
    """Strew points (n, 3) over triangles (m, 3, 3), close enough to leave no pixel out."""
    edge = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    count = np.ceil(edge / (0.8 * step_mm)).astype(int) + 1
    parts = []
    for n in np.unique(count):
        i, j = np.nonzero(np.add.outer(np.arange(n + 1), np.arange(n + 1)) <= n)
        shares = np.column_stack([i, j, n - i - j]) / n
        parts.append(np.einsum("sk,mkc->msc", shares, corners[count == n]).reshape(-1, 3))
    return np.concatenate(parts)


def loops(points: Array, step_mm: float) -> list[Array]:
    """Paint points (n, 3) on the raster and walk round the edge of the paint."""
    low = points[:, :2].min(axis=0) - 3 * step_mm
    cell = ((points[:, :2] - low) / step_mm).astype(int)
    paint = np.zeros(cell.max(axis=0) + 4, dtype=bool)
    depth = np.full(paint.shape, points[:, 2].mean())
    order = np.argsort(points[:, 2], kind="stable")  # the nearest point of a pixel gives its depth
    cell = cell[order]
    paint[tuple(cell.T)], depth[tuple(cell.T)] = True, points[order, 2]
    paint = rounded(paint)
    found = []
    for walk in walks(paint):
        corner, inside = np.array([w[0] for w in walk]), np.array([w[1] for w in walk])
        loop = np.column_stack([corner * step_mm + low, depth[tuple(inside.T)]])
        found.append(thinned(smoothed(loop)))
    return found


def rounded(paint: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close pin holes: a pixel takes the colour of most of its neighbourhood."""
    count = sum(
        np.roll(paint, (i, j), axis=(0, 1)).astype(int) for i in (-1, 0, 1) for j in (-1, 0, 1)
    )
    return (count >= 5) | (paint & (count >= 4))


def walks(paint: NDArray[np.bool_]) -> list[list[tuple]]:
    """Chain the borders of painted pixels, paint always on the left; specks are left out."""
    follow: dict[tuple, list[tuple]] = {}
    sides = (((0, -1), (0, 0), (1, 0)), ((1, 0), (1, 0), (1, 1)))
    sides += (((0, 1), (1, 1), (0, 1)), ((-1, 0), (0, 1), (0, 0)))
    for (di, dj), start, end in sides:
        bare = paint & ~np.roll(paint, (-di, -dj), axis=(0, 1))
        for i, j in np.argwhere(bare).tolist():
            tail, head = (i + start[0], j + start[1]), (i + end[0], j + end[1])
            follow.setdefault(tail, []).append((head, (i, j)))
    found = []
    while follow:
        here, walk = next(iter(follow)), []
        while here in follow:
            head, inside = follow[here].pop()
            if not follow[here]:
                del follow[here]
            walk.append((here, inside))
            here = head
        if len(walk) >= 24:
            found.append(walk)
    return found


def smoothed(loop: Array) -> Array:
    """Take the steps of the raster out of a loop."""
    for _ in range(3):
        loop = sum(np.roll(loop, k, axis=0) for k in (-2, -1, 0, 1, 2)) / 5
    return loop


def thinned(loop: Array) -> Array:
    """Keep the points of a loop that its course on the page needs."""
    far = int(np.linalg.norm(loop[:, :2] - loop[0, :2], axis=1).argmax())
    keep, todo = {0, far}, [(0, far), (far, len(loop))]
    closed = np.vstack([loop, loop[:1]])
    while todo:
        a, b = todo.pop()
        if b - a < 2:
            continue
        start, along = closed[a, :2], closed[b, :2] - closed[a, :2]
        away = closed[a + 1 : b, :2] - start
        share = np.clip(away @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
        gap = np.linalg.norm(away - share[:, None] * along, axis=1)
        if gap.max() > TRUE_MM:
            middle = a + 1 + int(gap.argmax())
            keep.add(middle)
            todo += [(a, middle), (middle, b)]
    return loop[sorted(keep)]
