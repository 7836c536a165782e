"""The three parts of the sternum as fields of signed distances, in the world at rest.

Their corners are points of the reference body (table ``anatomy/girdle_points``); the outlines
between the points are drawn by eye.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from course_lib.anatomy.cage import girdle_point
from making.fields import Array, ball, cut

MANUBRIUM_LEAN_DEG = 34.0  # chosen: with the body's 18 it makes a sternal angle of 164 degrees


def sternum_axes() -> tuple[Array, Array, Array]:
    """Give the sternal angle, the way up the manubrium and the way down the body."""
    angle = girdle_point("sternal_angle")
    slope = girdle_point("sternum_lower") - girdle_point("sternum_upper")
    down = np.array([slope[0], 0.0, slope[2]])
    lean = np.radians(MANUBRIUM_LEAN_DEG)
    return angle, np.array([-np.sin(lean), 0, np.cos(lean)]), down / np.linalg.norm(down)


def plate(p: Array, origin: Array, along: Array, *, outline: Array, thick: Array) -> Array:
    """Give a plate along a direction; ``outline``, ``thick`` (n, 2): distance and half width."""
    normal = np.array([along[2], 0.0, -along[0]])
    normal = normal * np.sign(normal[0])
    t, depth, side = (p - origin) @ along, (p - origin) @ normal, np.abs(p[..., 1])
    half = PchipInterpolator(*outline.T)(np.clip(t, *outline[[0, -1], 0]))
    deep = np.interp(t, thick[:, 0], thick[:, 1])
    middle = outline[[0, -1], 0].mean()
    ends = np.abs(t - middle) - np.ptp(outline[:, 0]) / 2
    edge = 3.0
    q = np.stack([side - half + edge, np.abs(depth) - deep + edge, ends + edge], axis=-1)
    return np.linalg.norm(np.maximum(q, 0), axis=-1) + np.minimum(q.max(-1), 0) - edge


def manubrium(p: Array) -> Array:
    """Give the manubrium with its jugular notch, clavicular and first costal notches."""
    origin, up, _ = sternum_axes()
    outline = np.array([[1.2, 16], [12, 17], [24, 21.5], [32, 29], [40, 29.5], [47, 23]])
    shape = plate(p, origin, up, outline=outline, thick=np.array([[0, 5.2], [25, 5.2], [47, 7.0]]))
    top = origin + 54 * up
    shape = cut(shape, ball(p * [1, 0.72, 1], top * [1, 0.72, 1], radius=12.5), 1.5)
    hinge = girdle_point("sternoclavicular") * [1, -1, 1]
    q = p * [1, 1, 1]
    q[..., 1] = np.abs(q[..., 1])
    shape = cut(shape, ball(q, hinge + np.array([2.5, 1.0, 5.5]), radius=11.5), 1.2)
    return cut(
        shape, ball(q, girdle_point("cartilage_2_end") * [1, -1, 1] + [0, 3.5, 0], radius=5.0), 1.0
    )


def sternal_body(p: Array) -> Array:
    """Give the body of the sternum with the notches of cartilages 2 to 7."""
    origin, _, down = sternum_axes()
    outline = np.array([[1.2, 14.5], [14, 14], [40, 16], [68, 18.5], [88, 18], [103, 11]])
    shape = plate(p, origin, down, outline=outline, thick=np.array([[0, 4.8], [103, 4.4]]))
    q = p * [1, 1, 1]
    q[..., 1] = np.abs(q[..., 1])
    for n in range(2, 8):
        notch = girdle_point(f"cartilage_{n}_end") * [1, -1, 1]
        shape = cut(shape, ball(q, notch + np.array([0, 3.4, 0]), radius=5.0), 1.2)
    return shape


def xiphoid(p: Array) -> Array:
    """Give the xiphoid process: thin, tapering, bent a little backwards."""
    origin, _, down = sternum_axes()
    start = origin + down * 104
    way = down + np.array([-0.18, 0, 0])
    outline = np.array([[0, 9.0], [10, 8.0], [24, 5.0], [32, 2.6]])
    return plate(
        p, start, way / np.linalg.norm(way), outline=outline, thick=np.array([[0, 3.3], [32, 2.2]])
    )
