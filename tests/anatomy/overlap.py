"""How deep one closed surface reaches into another."""

from __future__ import annotations

import numpy as np


def winding(points, corners):
    """Say how often a closed surface goes round each point: 1 inside, 0 outside.

    ``points`` (n, 3); ``corners`` (m, 3, 3) of the triangles, counter-clockwise from outside.
    """
    a, b, c = np.moveaxis(corners[None] - points[:, None, None], 2, 0)
    la, lb, lc = (np.linalg.norm(v, axis=-1) for v in (a, b, c))
    volume = np.einsum("nmk,nmk->nm", a, np.cross(b, c))
    dots = [np.einsum("nmk,nmk->nm", u, v) for u, v in ((a, b), (b, c), (c, a))]
    below = la * lb * lc + dots[0] * lc + dots[1] * la + dots[2] * lb
    return 2.0 * np.arctan2(volume, below).sum(axis=1) / (4.0 * np.pi)


def to_surface(points, corners):
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


def depth_inside(points, corners):
    """Give how deep the deepest of the points (n, 3) lies inside a surface (m, 3, 3), in mm."""
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    near = points[((points > low) & (points < high)).all(axis=1)]
    if len(near) == 0:
        return 0.0
    within = near[winding(near, corners) > 0.5]
    return float(to_surface(within, corners).max()) if len(within) else 0.0
