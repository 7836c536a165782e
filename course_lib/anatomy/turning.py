"""Rotations and affine matrices for many bones at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MIRROR = np.array([1.0, -1.0, 1.0])


def rotation(axis: Array, angle_deg: Array | float) -> Array:
    """Turn about unit axes (..., 3) by the right-hand rule; gives (..., 3, 3)."""
    angle = np.radians(angle_deg)[..., None, None]
    x, y, z = np.moveaxis(axis, -1, 0)
    o = np.zeros_like(x)
    cross = np.stack([o, -z, y, z, o, -x, -y, x, o], axis=-1).reshape(*axis.shape[:-1], 3, 3)
    return np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * cross @ cross


def between(start: Array, end: Array) -> Array:
    """Give the smallest turn (n, 3, 3) that takes directions (n, 3) to other directions."""
    a = start / np.linalg.norm(start, axis=-1, keepdims=True)
    b = end / np.linalg.norm(end, axis=-1, keepdims=True)
    cross, cosine = np.cross(a, b), (a * b).sum(axis=-1)
    size = np.linalg.norm(cross, axis=-1)
    axis = cross / np.where(size > 1e-12, size, 1.0)[..., None]
    return rotation(axis, np.degrees(np.arctan2(size, cosine)))


def stretch(along: Array, factor: Array) -> Array:
    """Give matrices (n, 3, 3) that stretch along directions (n, 3) and leave the rest alone."""
    u = along / np.linalg.norm(along, axis=-1, keepdims=True)
    return np.eye(3) + (factor - 1.0)[..., None, None] * u[..., :, None] * u[..., None, :]


def best_fit(start: Array, end: Array) -> tuple[Array, Array]:
    """Give the rigid motion (rotation, shift) that best takes points (n, 3) to points (n, 3)."""
    middle, goal = start.mean(axis=0), end.mean(axis=0)
    u, _, vt = np.linalg.svd((end - goal).T @ (start - middle))
    turn = u @ np.diag([1.0, 1.0, np.sign(np.linalg.det(u @ vt))]) @ vt
    return turn, goal - turn @ middle


def affine(linear: Array, shift: Array) -> Array:
    """Put linear parts (n, 3, 3) and shifts (n, 3) into matrices (n, 4, 4)."""
    matrices = np.zeros((len(linear), 4, 4))
    matrices[:, :3, :3], matrices[:, :3, 3], matrices[:, 3, 3] = linear, shift, 1.0
    return matrices


def apply(turns: Array, points: Array) -> Array:
    """Turn one point by each matrix: (n, 3, 3) and (n, 3) give (n, 3)."""
    return np.einsum("nij,nj->ni", turns, points)
