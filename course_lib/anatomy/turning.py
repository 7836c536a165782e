"""Rotations and affine matrices for many bones at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MIRROR = np.array([1.0, -1.0, 1.0])


def rotation(axis: Array, angle_deg: Array | float) -> Array:
    """Turn about axes by the right-hand rule.

    Parameters
    ----------
    axis : (..., 3) unit axes.
    angle_deg : (...) degrees.

    Returns
    -------
    Array : (..., 3, 3).

    Examples
    --------
    >>> rotation(np.array([0.0, 0.0, 1.0]), 90).round(6).tolist()
    [[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    angle = np.radians(angle_deg)[..., None, None]
    x, y, z = np.moveaxis(axis, -1, 0)
    o = np.zeros_like(x)
    cross = np.stack([o, -z, y, z, o, -x, -y, x, o], axis=-1).reshape(*axis.shape[:-1], 3, 3)
    return np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * cross @ cross


def between(start: Array, end: Array) -> Array:
    """Give the smallest turns (n, 3, 3) that take directions to other directions.

    Parameters
    ----------
    start, end : (n, 3) directions, of any length above 0.
    """
    a = start / np.linalg.norm(start, axis=-1, keepdims=True)
    b = end / np.linalg.norm(end, axis=-1, keepdims=True)
    cross, cosine = np.cross(a, b), (a * b).sum(axis=-1)
    size = np.linalg.norm(cross, axis=-1)
    axis = cross / np.where(size > 1e-12, size, 1.0)[..., None]
    return rotation(axis, np.degrees(np.arctan2(size, cosine)))


def stretch(along: Array, factor: Array) -> Array:
    """Give matrices (n, 3, 3) that stretch along directions and leave the rest alone.

    Parameters
    ----------
    along : (n, 3) directions, of any length above 0.
    factor : (n,) 1 changes nothing.

    Examples
    --------
    >>> stretch(np.array([[1.0, 0.0, 0.0]]), np.array([2.0])).tolist()
    [[[2.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]]
    """
    u = along / np.linalg.norm(along, axis=-1, keepdims=True)
    return np.eye(3) + (factor - 1.0)[..., None, None] * u[..., :, None] * u[..., None, :]


def best_fit(start: Array, end: Array) -> tuple[Array, Array]:
    """Give the rigid motion that best takes points to points.

    Parameters
    ----------
    start, end : (n, 3) points, 3 or more.

    Returns
    -------
    tuple of two arrays : turn (3, 3) and shift (3,).
    """
    middle, goal = start.mean(axis=0), end.mean(axis=0)
    u, _, vt = np.linalg.svd((end - goal).T @ (start - middle))
    turn = u @ np.diag([1.0, 1.0, np.sign(np.linalg.det(u @ vt))]) @ vt
    return turn, goal - turn @ middle


def affine(linear: Array, shift: Array) -> Array:
    """Put linear parts and shifts into matrices (n, 4, 4).

    Parameters
    ----------
    linear : (n, 3, 3).
    shift : (n, 3).
    """
    matrices = np.zeros((len(linear), 4, 4))
    matrices[:, :3, :3], matrices[:, :3, 3], matrices[:, 3, 3] = linear, shift, 1.0
    return matrices


def apply(turns: Array, points: Array) -> Array:
    """Turn one point by each matrix, (n, 3).

    Parameters
    ----------
    turns : (n, 3, 3).
    points : (n, 3).
    """
    return np.einsum("nij,nj->ni", turns, points)
