"""C7 to L1 as a chain of rigid bodies: the sagittal chain of the posture room, made 3-D.

Each vertebra keeps the frame of the reference body: its origin is the joint *below* it, z runs
along the bone. Bending to a side and turning are shared out over T1/T2 to T11/T12 in proportion
to what each joint can do (table ``anatomy/joints``: wilke2017, liebsch2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy.turning import apply, rotation
from course_lib.posture import model
from course_lib.tables import load_columns

Array = NDArray[np.float64]
LEVELS = ("C7", *(f"T{n}" for n in range(1, 13)), "L1")
X, Y, Z = np.eye(3)


@dataclass(frozen=True)
class Column:
    """What the chain needs, read once.

    Attributes
    ----------
    bone_mm : (12, 3) from the joint below to the joint above, T1-T12, each in its own frame.
    base_mm : (2, 3) the joints T12/L1 and L1/L2, in the world.
    base_tilt_deg : forward tilt of L1, degrees.
    lateral_deg, axial_deg : (11,) range of bend and of turn to one side, T1/T2 to T11/T12, degrees.
    disc_mm : (13,) height of the discs, C7/T1 to T12/L1, mm.
    """

    bone_mm: Array
    base_mm: Array
    base_tilt_deg: float
    lateral_deg: Array
    axial_deg: Array
    disc_mm: Array


@lru_cache(maxsize=1)
def column() -> Column:
    """Read the chain (osim_ross, by way of the posture room) and the ranges of its joints."""
    spine, joints = model.reference_spine(), load_columns("anatomy/joints")
    upright, _ = model.place(spine, np.zeros(12), lean_deg=0.0)
    points = load_columns("anatomy/girdle_points")
    low = points["point"].index("L1_lower_joint")
    bone = -np.diff(upright, axis=0)
    x, z = spine.joint_mm[-1]
    return Column(
        bone_mm=np.column_stack([bone[:, 0], np.zeros(12), bone[:, 1]]),
        base_mm=np.array([[x, 0.0, z], [points[f"{axis}_mm"][low] for axis in "xyz"]]),
        base_tilt_deg=float(model.tilt_of_each_vertebra(50.0, 0.0)[-1] - spine.angle_deg[-1]),
        lateral_deg=np.array(joints["lateral_one_side_deg"])[1:-1],
        axial_deg=np.array(joints["axial_one_side_deg"])[1:-1],
        disc_mm=np.array(joints["disc_height_mm"]),
    )


def widest() -> tuple[float, float]:
    """Give the whole range to one side, in degrees: bending, turning (rounded down)."""
    return tuple(float(np.floor(part.sum())) for part in (column().lateral_deg, column().axial_deg))


def stand(*, kyphosis_deg: float, lateral_deg: float, axial_deg: float) -> tuple[Array, Array]:
    """Stack C7 to L1.

    Parameters
    ----------
    kyphosis_deg : rounding of the upper back, T1 against T12, degrees, shared over the joints as in
        the posture room.
    lateral_deg : bend of T1 against T12, degrees, positive to the left.
    axial_deg : turn of T1 against T12, degrees, positive to the left.

    Returns
    -------
    tuple of two arrays : turns (14, 3, 3) and joints (14, 3) in mm, the frame of each level; C7's
        origin is C7/T1.

    Examples
    --------
    >>> turns, joints = stand(kyphosis_deg=50, lateral_deg=0, axial_deg=0)
    >>> turns.shape, joints[LEVELS.index("T7")].round().tolist()
    ((14, 3, 3), [-160.0, 0.0, 385.0])
    """
    chain = column()
    tilt = model.tilt_of_each_vertebra(kyphosis_deg, 0.0)
    bend = rotation(np.tile(Y, (11, 1)), -np.diff(tilt))
    side = rotation(np.tile(-X, (11, 1)), lateral_deg * chain.lateral_deg / chain.lateral_deg.sum())
    twist = rotation(np.tile(Z, (11, 1)), axial_deg * chain.axial_deg / chain.axial_deg.sum())
    steps = bend @ side @ twist
    turns = np.empty((14, 3, 3))
    turns[12:] = rotation(np.tile(Y, (2, 1)), np.array([tilt[-1], chain.base_tilt_deg]))
    for level in range(11, 0, -1):
        turns[level] = turns[level + 1] @ steps[level - 1]
    turns[0] = turns[1]  # C7 goes with T1: the reference body has no bend between them
    rise = apply(turns[1:13], chain.bone_mm)
    joints = np.empty((14, 3))
    joints[12:] = chain.base_mm
    joints[:12] = chain.base_mm[0] + np.cumsum(rise[::-1], axis=0)[::-1]
    return turns, joints


def end_plates() -> tuple[Array, Array]:
    """Give the middles of the upper and of the lower end plates (14, 3), each in its own frame.

    The disc's height (table ``anatomy/joints``) is split evenly between its two neighbours. C7
    sits over T1's upper joint, which the reference body places behind the middle of the body.
    """
    chain = column()
    bone = np.vstack([[0.0, 0.0, 19.0], chain.bone_mm, [0.0, 0.0, 36.0]])
    upper_gap, lower_gap = np.append(5.0, chain.disc_mm), np.append(chain.disc_mm, 9.0)
    upper = np.column_stack([np.zeros(14), np.zeros(14), bone[:, 2] - upper_gap / 2])
    lower = np.column_stack([np.zeros(14), np.zeros(14), lower_gap / 2])
    shift = -chain.bone_mm[0, 0]
    upper[0, 0] = lower[0, 0] = shift
    return upper, lower


def discs(turns: Array, joints: Array) -> tuple[Array, Array, Array]:
    """Give where each disc is, half-way between its neighbours.

    Parameters
    ----------
    turns : (14, 3, 3) frames of C7 to L1, from ``stand``.
    joints : (14, 3) their origins, mm.

    Returns
    -------
    tuple of three arrays : turn (13, 3, 3), middle (13, 3) and height as a vector (13, 3), mm.
    """
    upper, lower = end_plates()
    top = joints[:-1] + apply(turns[:-1], lower[:-1])
    bottom = joints[1:] + apply(turns[1:], upper[1:])
    u, _, vt = np.linalg.svd(turns[:-1] + turns[1:])
    return u @ vt, (top + bottom) / 2, top - bottom
