"""The right scapula as a field of signed distances, in the world at rest.

The reference body's muscle points on the scapula lie up to 22 mm inside its own ribs, so the blade
is drawn behind the ribs, at the levels of those points; only the joints are kept. Outline, bulge
and thickness are drawn by eye, in the frame of the blade: u to the socket, v up, w backwards (mm).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator, RegularGridInterpolator

from course_lib.anatomy.cage import girdle_point
from making.fields import Array, ball, common, cut, merge, rod

MIDDLE = np.array([-187.0, -124.0, 440.0])  # of the blade, in the world
AXES = np.array(
    [
        [0.66202207, -0.74114865, -0.11146955],
        [0.30032563, 0.12606261, 0.94546958],
        [-0.68668136, -0.6593989, 0.30604217],
    ]
)
# Round the blade from its upper angle: down the inner border, round the tip, up the outer border.
OUTLINE = np.array(
    [
        [-35, 87],
        [-42, 75],
        [-51, 52],
        [-55.5, 20],
        [-56.5, -12],
        [-52, -43],
        [-45.5, -61],
        [-38, -64],
        [-30, -56.5],
        [-8, -34],
        [22, 0],
        [46, 23],
        [58, 32],
        [63, 47],
        [56, 61],
        [44, 61],
        [37, 63],
        [10, 75],
        [-18, 86],
        [-29, 90],
    ],
    dtype=float,
)
SURFACE = np.array(  # u, v, w: what the blade passes through
    [
        [-34, 88, -16.2],
        [-52.3, 46.7, -9.6],
        [-56.4, -12.9, -13.4],
        [-43.2, -67.5, -12.9],
        [0, 0, 0.5],
        [55.8, 29.8, -15.4],
        [54.3, 59.5, -11.5],
        [-20, 40, 1.0],
    ]
)
CREST = np.array(  # u, v, w: the free edge of the spine
    [
        [-55, 46, -9],
        [-42, 46.5, 0],
        [-22, 51, 15],
        [0, 57.5, 26.5],
        [22, 65, 31],
        [39, 71, 29.5],
        [56, 76.5, 24],
        [76, 82, 13],
    ]
)
FOOT = np.array([[-55, 44], [-24, 38.5], [10, 42], [48, 53], [76, 60]])  # u, v: where it stands
CORACOID = np.array([[2, 1, 9], [6, 5, 20], [16, 9, 27], [29, 8, 25], [40, 4, 18.5]])  # from neck
ACROMION_FROM = 40.0  # u at which the spine broadens


def blade_frame(p: Array) -> Array:
    """Give points of the world as u, v, w."""
    return (p - MIDDLE) @ AXES.T


@lru_cache(maxsize=1)
def outline() -> RegularGridInterpolator:
    """Give the distance (mm, negative inside) to the blade's smooth outline, as a function."""
    turn = np.r_[OUTLINE, OUTLINE[:1]]
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(turn, axis=0), axis=1))]
    edge = CubicSpline(along, turn, bc_type="periodic")(np.linspace(0, along[-1], 361))
    u, v = np.arange(-110, 131, 1.0), np.arange(-110, 141, 1.0)
    grid = np.stack(np.meshgrid(u, v, indexing="ij"), axis=-1)
    gap, turns = np.full(grid.shape[:2], np.inf), np.zeros(grid.shape[:2])
    for a, b in pairwise(edge):
        t = np.clip((grid - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)[..., None]
        gap = np.minimum(gap, np.linalg.norm(grid - a - t * (b - a), axis=-1))
        one, two = grid - a, grid - b
        cross = one[..., 0] * two[..., 1] - one[..., 1] * two[..., 0]
        turns += np.arctan2(cross, (one * two).sum(-1))
    inside = np.abs(turns) > np.pi
    return RegularGridInterpolator(
        (u, v), np.where(inside, -gap, gap), bounds_error=False, fill_value=60.0
    )


def bent(u: Array, v: Array) -> Array:
    """Give the blade's height: a curved sheet through ``SURFACE``, hollow towards the ribs."""

    def terms(a: Array, b: Array) -> Array:
        return np.stack([np.ones_like(a), a, b, a * a, a * b, b * b], axis=-1)

    a, b, w = SURFACE.T
    shares = np.linalg.lstsq(terms(a, b), w, rcond=None)[0]
    return terms(u, v) @ shares


def blade(q: Array) -> Array:
    """Give the blade: paper-thin in the middle, thick along its borders, most so the outer one."""
    u, v, w = np.moveaxis(q, -1, 0)
    edge = outline()(np.stack([u, v], axis=-1))
    tip, neck = np.array([-38.0, -60.0]), np.array([55.0, 34.0])
    along = (neck - tip) / np.linalg.norm(neck - tip)
    off = (u - tip[0]) * along[1] - (v - tip[1]) * along[0]
    half = 1.35 + 1.2 * np.exp(-((edge / 4.5) ** 2)) + 2.1 * np.exp(-(((off + 1.0) / 5.5) ** 2))
    return common(np.abs(w - bent(u, v)) * 0.95 - half, edge, 1.6)


def spine(q: Array) -> Array:
    """Give the spine: a leaning wall from the inner border, free of the blade near the socket."""
    u, v, w = np.moveaxis(q, -1, 0)
    at = np.clip(u, -60, 80)
    top_v, top_w = (PchipInterpolator(CREST[:, 0], CREST[:, k])(at) for k in (1, 2))
    foot = PchipInterpolator(*FOOT.T)(at)
    ground = bent(at, foot)
    rise = np.maximum(top_w - ground, 3.0)
    middle = foot + (top_v - foot) * np.clip((w - ground) / rise, -0.2, 1.2)
    lip = np.minimum(rise / 10, 1.0)
    half = 1.7 + lip * 2.3 * np.exp(-(((top_w - w) / 4.5) ** 2))
    free = np.clip((at - 34) / 18, 0, 1)
    free = free * free * (3 - 2 * free)  # the notch that joins the two hollows
    floor = (ground - 0.8) + free * (top_w - 8.0 - ground + 0.8)
    wall = common(np.abs(v - middle) * 0.88 - half, w - top_w, 2.2)
    return common(common(wall, floor - w, 2.0), np.maximum(u - 74, -50.5 - u), 2.0)


def chain(p: Array, points: Array, *, radii: tuple, flat: tuple | None = None) -> Array:
    """Give a bent rod along a smooth line through points."""
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    fine = np.linspace(0, along[-1], 13)
    line = CubicSpline(along, points)(fine)
    wide = np.interp(fine, np.linspace(0, along[-1], len(radii)), radii)
    pieces = (
        rod(p, line[k], line[k + 1], radii=(wide[k], wide[k + 1]), flat=flat) for k in range(12)
    )
    shape = next(pieces)
    for piece in pieces:
        shape = merge(shape, piece, 1.0)
    return shape


def glenoid(p: Array, *, socket: Array, arm: Array) -> Array:
    """Give the head with its socket: a shallow pear, narrower above."""
    out = (arm - socket) / np.linalg.norm(arm - socket)
    up = AXES[1] - (AXES[1] @ out) * out
    up /= np.linalg.norm(up)
    q = (p - socket) @ np.stack([out, np.cross(out, up), up]).T
    half = 12.6 - 2.8 * np.clip(q[..., 2] / 19, -0.6, 1)
    taper = np.clip(1 + q[..., 0] / 26, 0.55, 1.1)
    ring = np.hypot(q[..., 1] / (half * taper), q[..., 2] / (19 * taper)) - 1
    disc = common(ring * 12, np.abs(q[..., 0] + 5.5) - 6.5, 2.6)
    return cut(disc, ball(p, socket + 27.5 * out, radius=28.5), 1.2)


def scapula(p: Array) -> Array:
    """Give the right scapula: blade, spine, acromion, coracoid, head with its socket."""
    arm = girdle_point("shoulder_joint")
    socket = arm + np.array([-19.5, 13.5, 0.5])
    neck = socket + np.array([-7.0, 5.0, 0.0])
    q = blade_frame(p)
    edge = CREST[CREST[:, 0] > ACROMION_FROM] @ AXES + MIDDLE
    roof = np.vstack([edge, [[-104.5, -177, 512.5], [-94, -170, 508.5]]])
    whole = merge(blade(q), spine(q), 3.0)
    whole = merge(whole, chain(p, roof, radii=(4.5, 8.5, 11.5, 11.5, 8.5), flat=(1, 1, 2.3)), 3.5)
    stem = rod(p, np.array([36.0, 42, -6]) @ AXES + MIDDLE, socket - [5, -4, 0], radii=(3, 8.5, 10))
    head = merge(stem, glenoid(p, socket=socket, arm=arm), 5.0)
    whole = merge(whole, head, 6.0)
    whole = merge(whole, chain(p, neck + CORACOID, radii=(8.0, 7.2, 6.2, 5.4, 4.6)), 4.0)
    return cut(whole, ball(p, arm, radius=23.0), 0.8)
