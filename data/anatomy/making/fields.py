"""Signed distances (mm, negative inside) of simple solids, and meshes made from them.

Points are (..., 3) arrays: x forward, y left, z up.
"""

from __future__ import annotations

from collections.abc import Callable

import fast_simplification
import numpy as np
from numpy.typing import NDArray
from skimage.measure import marching_cubes

Array = NDArray[np.float64]
Field = Callable[[Array], Array]


def merge(a: Array, b: Array, soft: float = 1.5) -> Array:
    """Join two solids; ``soft`` is the size of the fillet."""
    h = np.clip(0.5 + 0.5 * (b - a) / soft, 0.0, 1.0)
    return b + (a - b) * h - soft * h * (1.0 - h)


def cut(a: Array, b: Array, soft: float = 0.6) -> Array:
    """Take solid b away from solid a."""
    return -merge(-a, b, soft)


def common(a: Array, b: Array, soft: float = 0.8) -> Array:
    """Keep what lies in both solids."""
    return -merge(-a, -b, soft)


def ball(p: Array, centre: Array, *, radius: float) -> Array:
    """Give a ball."""
    return np.linalg.norm(p - centre, axis=-1) - radius


def rod(
    p: Array, a: Array, b: Array, *, radii: tuple[float, ...], flat: Array | None = None
) -> Array:
    """Give a rod whose radius runs through ``radii``; ``flat`` divides its width by axis."""
    scale = np.ones(3) if flat is None else np.asarray(flat)
    q, a, b = p * scale, np.asarray(a) * scale, np.asarray(b) * scale
    d = b - a
    t = np.clip(((q - a) @ d) / (d @ d), 0.0, 1.0)
    radius = np.interp(t, np.linspace(0.0, 1.0, len(radii)), radii)
    return np.linalg.norm(q - a - t[..., None] * d, axis=-1) - radius


def slab(p: Array, centre: Array, half: Array, *, axes: Array, edge: float) -> Array:
    """Give a box with rounded edges; ``axes`` (3, 3) holds its directions as rows."""
    q = np.abs((p - centre) @ np.asarray(axes).T) - (np.asarray(half) - edge)
    outside = np.linalg.norm(np.maximum(q, 0.0), axis=-1)
    return outside + np.minimum(q.max(axis=-1), 0.0) - edge


def sheet(p: Array, a: Array, b: Array, c: Array, *, thick: float) -> Array:
    """Give a triangle of even thickness."""
    a, b, c = (np.asarray(v, dtype=float) for v in (a, b, c))
    normal = np.cross(b - a, c - a)
    normal /= np.linalg.norm(normal)
    flat = p - ((p - a) @ normal)[..., None] * normal
    inside = np.ones(p.shape[:-1], dtype=bool)
    edges = []
    for u, v in ((a, b), (b, c), (c, a)):
        inside &= (np.cross(v - u, flat - u) @ normal) >= 0
        d = v - u
        t = np.clip(((p - u) @ d) / (d @ d), 0.0, 1.0)
        edges.append(np.linalg.norm(p - u - t[..., None] * d, axis=-1))
    return np.where(inside, np.abs((p - a) @ normal), np.minimum.reduce(edges)) - thick / 2


def turned(*, pitch_deg: float = 0.0, yaw_deg: float = 0.0, roll_deg: float = 0.0) -> Array:
    """Give axes as rows, turned about y (pitch, top forward), then z (yaw), then x (roll)."""
    a, b, c = np.radians([pitch_deg, yaw_deg, roll_deg])
    ry = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    rz = np.array([[np.cos(b), np.sin(b), 0], [-np.sin(b), np.cos(b), 0], [0, 0, 1]])
    rx = np.array([[1, 0, 0], [0, np.cos(c), np.sin(c)], [0, -np.sin(c), np.cos(c)]])
    return rx @ ry @ rz


def solid(
    field: Field, low: Array, high: Array, *, step: float, mirrored: bool = False
) -> tuple[Array, Array]:
    """Mesh a field by marching cubes; ``mirrored`` fills the right half from the left one."""
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if mirrored:
        low[1], high[1] = 0.0, np.ceil(high[1] / step) * step
    grid = [np.arange(a, b + step / 2, step) for a, b in zip(low, high, strict=True)]
    points = np.stack(np.meshgrid(*grid, indexing="ij"), axis=-1)
    values = field(points)
    if mirrored:
        values = np.concatenate([values[:, :0:-1], values], axis=1)
        low[1] = -high[1]
    values = np.pad(values, 1, constant_values=5.0)
    vertices, faces, _, _ = marching_cubes(values.astype(np.float32), 0.0, spacing=(step,) * 3)
    return vertices + low - step, faces


def thin(mesh: tuple[Array, Array], triangles: int) -> tuple[Array, Array]:
    """Simplify a mesh to about so many triangles, and keep it closed.

    It begins with careful passes and grows bolder only as they stop short of the goal; a goal that
    tears the surface is tried again a little higher.
    """
    for more in range(0, 60, 6):
        vertices, faces = mesh[0].astype(np.float32), mesh[1].astype(np.int32)
        for bold in np.arange(1.0, 9.5, 0.5):
            if len(faces) <= (triangles + more) * 1.02:
                break
            vertices, faces = fast_simplification.simplify(
                vertices, faces, target_count=triangles + more, agg=bold
            )
        if is_closed(faces):
            break
    return vertices, faces


def is_closed(faces: Array) -> bool:
    """Say whether every edge belongs to two triangles."""
    edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    return bool((np.unique(edges, axis=0, return_counts=True)[1] == 2).all())


def largest(mesh: tuple[Array, Array]) -> tuple[Array, Array]:
    """Keep the largest connected piece."""
    vertices, faces = mesh
    label = np.arange(len(vertices))
    while True:
        lowest = label[faces].min(axis=1)
        new = label.copy()
        for k in range(3):
            np.minimum.at(new, faces[:, k], lowest)
        new = new[new]
        if (new == label).all():
            break
        label = new
    keep = label == np.bincount(label).argmax()
    index = np.cumsum(keep) - 1
    return vertices[keep], index[faces[keep[faces[:, 0]]]]
