"""Sternum, scapula and head as fields of signed distances, in the world at rest (right side).

Their corners are points of the reference body (table ``anatomy/girdle_points``); the outlines
between the points are drawn by eye.
"""

from __future__ import annotations

import numpy as np

from course_lib.anatomy.cage import girdle_point
from making.fields import Array, ball, common, cut, merge, rod, sheet

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
    half = np.interp(t, outline[:, 0], outline[:, 1])
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


# The reference body's muscle points on the scapula lie up to 22 mm inside its own ribs, so the
# blade is drawn behind the ribs, at the levels of those points; only the joints are kept.
UPPER, ROOT, MIDDLE, LOWER, BELLY = np.array(
    [[-172, -77, 522], [-201, -73, 487], [-219, -75, 430], [-227, -92, 377], [-187, -124, 440]],
    dtype=float,
)
CREST = np.array(
    [
        [-204, -77, 488],
        [-210, -100, 495],
        [-194, -137, 505],
        [-160, -163, 512],
        [-127, -178, 514],
        [-105, -176, 512],
        [-93, -170, 508],
    ],
    dtype=float,
)


def scapula(p: Array) -> Array:
    """Give the right scapula: blade, borders, spine, acromion, coracoid, glenoid."""
    arm = girdle_point("shoulder_joint")
    socket = arm + np.array([-19.5, 13.5, 0.5])
    neck = socket + np.array([-7.0, 5.0, 0.0])
    ring = [UPPER, ROOT, MIDDLE, LOWER, neck + np.array([-4, 1, -15]), neck + np.array([0, 2, 15])]
    blade = rod(p, neck + np.array([-3, 1, -13]), LOWER, radii=(5.2, 4.6, 4.6))
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        blade = merge(blade, sheet(p, a, b, BELLY, thick=3.2), 2.0)
    for a, b in ((UPPER, ROOT), (ROOT, MIDDLE), (MIDDLE, LOWER)):
        blade = merge(blade, rod(p, a, b, radii=(2.6, 2.8)), 2.5)
    blade = merge(blade, rod(p, UPPER, ring[-1], radii=(2.4, 2.0, 2.8)), 2.0)
    blade = merge(blade, shoulder_spine(p, neck=neck), 2.5)
    hook = rod(p, neck + np.array([3, 1, 13]), neck + np.array([14, 10, 27]), radii=(7.5, 6.0))
    hook = merge(
        hook,
        rod(p, neck + np.array([14, 10, 27]), neck + np.array([34, 8, 24]), radii=(6.0, 5.6)),
        4.0,
    )
    hook = merge(
        hook,
        rod(p, neck + np.array([34, 8, 24]), neck + np.array([46, 2, 15]), radii=(5.6, 4.8)),
        4.0,
    )
    head = merge(
        rod(p, neck + np.array([0, 0, -9]), neck + np.array([0, 0, 11]), radii=(9.5, 8.5)),
        rod(p, socket + np.array([0, 0, -10]), socket + np.array([0, 0, 9]), radii=(11.0, 8.0)),
        3.0,
    )
    whole = merge(merge(blade, hook, 3.0), head, 4.0)
    return cut(whole, ball(p, arm + np.array([1.0, -0.7, 0]), radius=24.5), 0.8)


def shoulder_spine(p: Array, *, neck: Array) -> Array:
    """Give the spine of the scapula and the acromion above the shoulder joint."""
    foot = [
        ROOT + np.array([1, 0, -2]),
        np.array([-193.0, -103, 478]),
        np.array([-172.0, -131, 480]),
        neck + np.array([-12, 0, 12]),
    ]
    shape = rod(p, CREST[0], CREST[1], radii=(2.6, 4.4))
    for k in range(3):
        shape = merge(shape, rod(p, CREST[k], CREST[k + 1], radii=(4.0, 4.2)), 2.0)
        shape = merge(shape, sheet(p, CREST[k], CREST[k + 1], foot[k], thick=3.6), 1.5)
        shape = merge(shape, sheet(p, CREST[k + 1], foot[k + 1], foot[k], thick=3.6), 1.5)
    for k, r in ((3, (6.0, 10.0)), (4, (10.5, 11.0)), (5, (11.0, 8.0))):
        shape = merge(shape, rod(p, CREST[k], CREST[k + 1], radii=r, flat=(1, 1, 2.1)), 3.0)
    return shape


def head(p: Array) -> Array:
    """Give a plain skull for orientation: it carries no detail on purpose."""
    q = p * [1, 1, 1]
    q[..., 1] = np.abs(q[..., 1])
    vault = (np.linalg.norm((q - [-94, 0, 729]) / [93, 72, 66], axis=-1) - 1) * 66
    back = ball(q, np.array([-128.0, 0, 712]), radius=56)
    face = rod(q, np.array([-34.0, 16, 712]), np.array([-19.0, 10, 618]), radii=(38, 32, 21))
    cheek = rod(q, np.array([-24.0, 50, 678]), np.array([-78.0, 66, 684]), radii=(7, 4.5))
    whole = merge(merge(merge(vault, back, 14), face, 12), cheek, 6)
    mastoid = rod(
        q, np.array([-102.0, 58, 690]), girdle_point("mastoid") * [1, -1, 1], radii=(11, 6)
    )
    whole = merge(whole, mastoid, 8)
    jaw = rod(
        q, np.array([-76.0, 52, 676]), np.array([-70.0, 46, 628]), radii=(9, 8), flat=(0.7, 1.6, 1)
    )
    jaw = merge(
        jaw,
        rod(
            q,
            np.array([-70.0, 46, 626]),
            np.array([0.0, 6, 606]),
            radii=(9, 11),
            flat=(1, 1.3, 0.9),
        ),
        6,
    )
    whole = merge(whole, jaw, 5)
    whole = cut(whole, ball(q, np.array([6.0, 31, 701]), radius=19.5), 3)
    whole = cut(
        whole, ball(q * [1, 1.6, 0.8], np.array([16.0, 0, 677]) * [1, 1.6, 0.8], radius=14), 3
    )
    return common(whole, (592.0 - q[..., 2]), 1.0)
