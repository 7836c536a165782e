"""Questions about meshes: how big, how deep one reaches into another, how a plate is tilted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def extent(vertices: Array) -> Array:
    """Give the size of the box around points (n, 3) along x, y and z."""
    return vertices.max(axis=0) - vertices.min(axis=0)


def winding(points: Array, corners: Array) -> Array:
    """Say how often a closed surface goes round each point: 1 inside, 0 outside.

    ``points`` (n, 3); ``corners`` (m, 3, 3) of the triangles, counter-clockwise from outside.
    """
    a, b, c = np.moveaxis(corners[None] - points[:, None, None], 2, 0)
    la, lb, lc = (np.linalg.norm(v, axis=-1) for v in (a, b, c))
    volume = np.einsum("nmk,nmk->nm", a, np.cross(b, c))
    dots = [np.einsum("nmk,nmk->nm", u, v) for u, v in ((a, b), (b, c), (c, a))]
    below = la * lb * lc + dots[0] * lc + dots[1] * la + dots[2] * lb
    return 2.0 * np.arctan2(volume, below).sum(axis=1) / (4.0 * np.pi)


def to_surface(points: Array, corners: Array) -> Array:
    """Give the distance of each point (n, 3) to the nearest triangle (m, 3, 3)."""
    a, b, c = np.moveaxis(corners, 1, 0)
    normal = np.cross(b - a, c - a)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    height = np.einsum("nmk,mk->nm", points[:, None] - a, normal)
    foot = points[:, None] - height[..., None] * normal
    inside = np.ones(height.shape, dtype=bool)
    best = np.full(height.shape, np.inf)
    for u, v in ((a, b), (b, c), (c, a)):
        edge = v - u
        inside &= np.einsum("nmk,mk->nm", np.cross(edge, foot - u), normal) >= 0
        t = np.einsum("nmk,mk->nm", points[:, None] - u, edge) / np.maximum((edge**2).sum(1), 1e-12)
        near = u + np.clip(t, 0.0, 1.0)[..., None] * edge
        best = np.minimum(best, np.linalg.norm(points[:, None] - near, axis=-1))
    return np.where(inside, np.abs(height), best).min(axis=1)


def depth_inside(points: Array, corners: Array) -> float:
    """Give how deep the deepest of the points (n, 3) lies inside a surface (m, 3, 3), in mm."""
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    near = points[((points > low) & (points < high)).all(axis=1)]
    if len(near) == 0:
        return 0.0
    within = near[winding(near, corners) > 0.5]
    return float(to_surface(within, corners).max()) if len(within) else 0.0


def plate_tilt_deg(
    vertices: Array, *, upper: bool, centre: Array, reach: tuple[float, float]
) -> float:
    """Measure the sagittal tilt of an end plate as a radiographer would: along its rim.

    ``vertices`` (n, 3) in the bone's own frame; the rim's foremost and rearmost points within 4 mm
    of the midline are joined. Positive leans forward.
    """
    side = 1.0 if upper else -1.0
    mid = vertices[np.abs(vertices[:, 1]) < 5.0]
    tips = []
    for low, high in ((reach[0] * 0.62, reach[0] * 1.1), (-reach[1] * 1.1, -reach[1] * 0.62)):
        x = mid[:, 0] - centre[0]
        rows = mid[(x > low) & (x < high)]
        tips.append(rows[(side * rows[:, 2]).argmax()])
    front, back = tips
    return float(np.degrees(np.arctan2(back[2] - front[2], front[0] - back[0])))
