"""Ribs, sternum and cartilages: how they follow the spine, and how they breathe.

A rib turns about one axis through its head, backwards and outwards along its neck (osim_ross;
wilson1987 found 35 degrees to the midline). Because that axis lies more across the body above and
more along it below, the same turn lifts the front of the upper ribs (pump handle) and the side of
the lower ones (bucket handle). That one axis is enough is disputed (jordanoglou1969 found one,
saumarez1986 none).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy.spine import stand
from course_lib.anatomy.turning import MIRROR, affine, apply, best_fit, between, rotation, stretch
from course_lib.tables import load_columns

Array = NDArray[np.float64]
SIDES = ("right", "left")
RIBS = tuple(f"rib_{n}_{side}" for side in SIDES for n in range(1, 13))
CARTILAGES = tuple(f"cartilage_{n}_{side}" for side in SIDES for n in range(1, 11))
TO_STERNUM = np.r_[0:7, 12:19]  # ribs 1-7 of both sides reach the sternum by their own cartilage
TO_MARGIN = np.r_[0:10, 12:22]  # ribs 8-10 reach it by the cartilage above


@dataclass(frozen=True)
class Cage:
    """The rib cage of the reference body at rest; rows right 1-12, then left 1-12.

    Attributes
    ----------
    head_mm : (24, 3) heads of the ribs, in the frame of their vertebra.
    end_mm : (24, 3) front end of each bone, from its head, in the world.
    axis : (24, 3) unit axes in the frame of the vertebra; turning by a positive angle lifts the
        rib.
    breath_deg : (24,) turn in a full breath, degrees.
    notch_mm : (14, 3) ends of cartilages 1-7, right then left, in the world.
    turns : (14, 3, 3) frames of C7 to L1 at rest.
    joints : (14, 3) their origins, mm.
    """

    head_mm: Array
    end_mm: Array
    axis: Array
    breath_deg: Array
    notch_mm: Array
    turns: Array
    joints: Array

    @property
    def level(self) -> NDArray[np.intp]:
        """Rows of the vertebrae that carry the 24 ribs."""
        return np.tile(np.arange(1, 13), 2)

    @property
    def origin_mm(self) -> Array:
        """Heads of the 24 ribs at rest, in the world."""
        return self.joints[self.level] + apply(self.turns[self.level], self.head_mm)


def _both_sides(right: Array) -> Array:
    """Mirror points (n, 3) of the right side; gives right, then left."""
    return np.concatenate([right, right * MIRROR])


def girdle_point(name: str) -> Array:
    """Look up a point of the right side in the world, in mm (table ``anatomy/girdle_points``).

    Parameters
    ----------
    name : name of the point, such as "sternal_angle".

    Raises
    ------
    ValueError : the table has no such point.
    """
    points = load_columns("anatomy/girdle_points")
    row = points["point"].index(name)
    return np.array([points[f"{axis}_mm"][row] for axis in "xyz"])


def full_breath_deg() -> Array:
    """Give the turn of ribs 1-12 in a full breath, in degrees (wilson1987: ribs 3 and 7, n = 2).

    A rib between them lies on the straight line; above 3 and below 7 the nearest one stands in.

    Examples
    --------
    >>> full_breath_deg()[[2, 6]].round(1).tolist()
    [17.0, 12.2]
    """
    table = load_columns("anatomy/breath")
    size = np.hypot(table["pump_deg"], table["bucket_deg"])
    return np.interp(np.arange(1, 13), table["rib"], size)


@lru_cache(maxsize=1)
def cage() -> Cage:
    """Read the rib cage (kimlieb_ribs, osim_ross)."""
    ribs, curves = load_columns("anatomy/ribs"), load_columns("anatomy/rib_curves")
    last = np.array(curves["point"]) == 21
    end = np.column_stack([curves["forward_mm"], curves["side_mm"], curves["up_mm"]])[last]
    head = np.column_stack([ribs["head_forward_mm"], ribs["head_side_mm"], ribs["head_up_mm"]])
    out = np.radians(ribs["axis_deg"])
    axis = np.column_stack([-np.cos(out), -np.sin(out), np.zeros(12)])
    turns, joints = stand(kyphosis_deg=50.0, lateral_deg=0.0, axial_deg=0.0)
    return Cage(
        head_mm=_both_sides(head * MIRROR),
        end_mm=_both_sides(end * MIRROR),
        axis=np.concatenate([axis, -axis * MIRROR]),  # a mirrored turn runs the other way
        breath_deg=np.tile(full_breath_deg(), 2),
        notch_mm=_both_sides(np.array([girdle_point(f"cartilage_{n}_end") for n in range(1, 8)])),
        turns=turns,
        joints=joints,
    )


def _swing(base: Array, axis: Array, *, now: Array, goal: Array) -> Array:
    """Give the turn in degrees about each axis that brings a point nearest its goal.

    Parameters
    ----------
    base : (n, 3) a point on each axis.
    axis : (n, 3) unit axes.
    now : (n, 3) where the points are.
    goal : (n, 3) where they should go.

    Returns
    -------
    Array : (n,) degrees, by the right-hand rule.
    """
    u, w = now - base, goal - base
    along = (u * axis).sum(1) * (w * axis).sum(1)
    return np.degrees(np.arctan2((axis * np.cross(u, w)).sum(1), (u * w).sum(1) - along))


def move_ribs(turns: Array, joints: Array, *, breath: float) -> tuple[Array, Array, Array, Array]:
    """Carry the ribs with the spine, keep their front ends together, then breathe.

    The front ends stay together by one assumption of ours: the sternum moves as the ends of ribs
    1-7 do on average, and each rib from 1 to 10 turns about its axis to stay near it.

    Parameters
    ----------
    turns : (14, 3, 3) frames of C7 to L1, from ``spine.stand``.
    joints : (14, 3) their origins, mm.
    breath : share of a full breath in, 0 to 1.

    Returns
    -------
    tuple of four arrays : turns (24, 3, 3) and heads (24, 3) of the ribs in mm, then turn (3, 3)
        and shift (3,) of the sternum from where it is at rest.
    """
    rest = cage()
    level = rest.level
    carried = turns[level] @ rest.turns[level].transpose(0, 2, 1)
    base = joints[level] + apply(turns[level], rest.head_mm)
    axis = apply(turns[level], rest.axis)
    rest_end = rest.origin_mm + rest.end_mm
    angle = np.zeros(24)
    for _ in range(2):
        end = base + apply(rotation(axis, angle) @ carried, rest.end_mm)
        turn, shift = best_fit(rest_end[TO_STERNUM], end[TO_STERNUM])
        goal = rest_end @ turn.T + shift
        angle[TO_MARGIN] += _swing(base, axis, now=end, goal=goal)[TO_MARGIN]
    ribs = rotation(axis, angle + breath * rest.breath_deg) @ carried
    end = base + apply(ribs, rest.end_mm)
    return ribs, base, *best_fit(rest_end[TO_STERNUM], end[TO_STERNUM])


@lru_cache(maxsize=1)
def _margin_mm() -> Array:
    """Give where cartilages 8-10 join the one above, in the world at rest (6, 3)."""
    rest = cage()
    end, notch = rest.origin_mm + rest.end_mm, rest.notch_mm
    joins = []
    for side in (0, 1):
        above = cartilage_path(end[12 * side + 6], notch[7 * side + 6], direction=_front(6, side))
        for n in (7, 8, 9):
            goal = above[int(0.42 * len(above))]
            joins.append(goal)
            above = cartilage_path(end[12 * side + n], goal, direction=_front(n, side))
    return np.array(joins)


def _front(rib: int, side: int) -> Array:
    """Give the direction in which a rib ends at its front (row 0-11), in the world."""
    curves = load_columns("anatomy/rib_curves")
    rows = [21 * rib + 20, 21 * rib + 18]
    tip, before = (
        np.array([curves["forward_mm"][r], -curves["side_mm"][r], curves["up_mm"][r]]) for r in rows
    )
    step = tip - before
    return step / np.linalg.norm(step) * (MIRROR if side else 1.0)


def front_directions() -> Array:
    """Give the direction of all 24 front ends at rest, in the world (24, 3)."""
    return np.array([_front(n, side) for side in (0, 1) for n in range(12)])


def cartilage_path(start: Array, end: Array, *, direction: Array) -> Array:
    """Draw a cartilage (41, 3): it leaves along the rib, then turns towards its end.

    Parameters
    ----------
    start, end : (3,) its ends, mm.
    direction : (3,) unit vector along the end of the rib.
    """
    t = np.linspace(0.0, 1.0, 41)[:, None]
    gap = np.linalg.norm(end - start)
    first = start + direction * gap * 0.38
    last = end + (start - end) * 0.3
    return (
        start * (1 - t) ** 3 + 3 * first * t * (1 - t) ** 2 + 3 * last * t**2 * (1 - t) + end * t**3
    )


@lru_cache(maxsize=1)
def cartilage_ends() -> tuple[Array, Array]:
    """Give where the 20 cartilages start (front of the rib) and end at rest, in the world."""
    rest = cage()
    start = (rest.origin_mm + rest.end_mm)[TO_MARGIN]
    joins = _margin_mm()
    return start, np.vstack([rest.notch_mm[:7], joins[:3], rest.notch_mm[7:], joins[3:]])


def move_cartilages(rib_end: Array, *, sternum: tuple[Array, Array]) -> Array:
    """Give the matrices (20, 4, 4) of the cartilages, each stretched to stay joined.

    A cartilage turns by the smallest turn that fits and stretches along its own line; 8-10 end on a
    fixed spot of the cartilage above.

    Parameters
    ----------
    rib_end : (20, 3) front ends of ribs 1-10 now, right then left, mm.
    sternum : its turn (3, 3) and shift (3,) from where it is at rest, from ``move_ribs``.
    """
    start, goal = cartilage_ends()
    matrices = np.empty((20, 4, 4))
    now = goal @ sternum[0].T + sternum[1]
    for rows in (np.r_[0:7, 10:17], np.r_[7, 17], np.r_[8, 18], np.r_[9, 19]):
        if rows[0] >= 7:  # the spot lies in the frame of the cartilage above
            local = goal[rows] - start[rows - 1]
            above = matrices[rows - 1]
            now[rows] = apply(above[:, :3, :3], local) + above[:, :3, 3]
        old, new = goal[rows] - start[rows], now[rows] - rib_end[rows]
        factor = np.linalg.norm(new, axis=1) / np.linalg.norm(old, axis=1)
        matrices[rows] = affine(between(old, new) @ stretch(old, factor), rib_end[rows])
    return matrices
