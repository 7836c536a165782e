"""Sagittal statics of head, arms and trunk over the joints C7/T1 to T12/L1.

The whole idea in one sentence: *the weight above a joint, times how far in front of the joint
that weight sits, is the flexion moment that the muscles behind the joint must balance.*

Directions: x forward, y up, in millimetres from the pelvis; angles in degrees, forward positive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band, spread
from course_lib.checks import require_between
from course_lib.tables import load_columns

Array = NDArray[np.float64]

GRAVITY_M_S2 = 9.81
MODEL_MASS_KG = 79.58  # osim_ross: the body that the segment masses belong to
LIMITS = {
    "head_forward_mm": (-20.0, 75.0),  # reclined_tablet: 52 mm, SD 23: mean + 1 SD
    "neck_flexion_deg": (0.0, 60.0),  # hansraj2014: the angles it states
    "kyphosis_deg": (20.0, 75.0),  # zappala2021: 20 to 60; bruno2012: up to 75
    "lean_deg": (-5.0, 25.0),  # warrener2021: -2 to 25, self-reported
    "load_factor": (0.0, 4.0),
    "body_mass_kg": (30.0, 150.0),
}


@dataclass(frozen=True)
class Spine:
    """The reference body, as published: 13 joints from top to bottom, 14 masses.

    Attributes
    ----------
    joints : names, "C7/T1" to "T12/L1".
    joint_mm : (13, 2) where they are in the reference posture, x forward and y up, mm.
    angle_deg : (13,) bend at each joint, degrees; positive rounds the back.
    mass_kg : (14,) head, arms, T1 to T12, kg.
    com_mm : (14, 2) centre of each mass from the joint that carries it, in the segment's own frame,
        mm.
    arm_mm : (3, 13) lever arm of the extensors, mm: middle, shortest, longest.
    capacity_nm : (13,) all modelled extensors at their maximum, N m.
    mass_factors : (8, 14) every corner of the published mass ranges.
    """

    joints: tuple[str, ...]
    joint_mm: Array
    angle_deg: Array
    mass_kg: Array
    com_mm: Array
    arm_mm: Array
    capacity_nm: Array
    mass_factors: Array


@dataclass(frozen=True)
class Load:
    """What one posture asks of the upper back; every array runs from C7/T1 to T12/L1.

    Attributes
    ----------
    joints : names, "C7/T1" to "T12/L1".
    joint_mm : (13, 2) where they are, x forward and y up, mm.
    com_mm : (14, 2) centres of mass of head, arms, T1 to T12, mm.
    tilt_deg : (12,) forward tilt of T1 to T12, degrees.
    mass_above_kg : (13,) mass above each joint, kg.
    lever_mm : (13,) how far the weight above sits in front of the joint, mm.
    moment_nm : flexion moment, N m; negative tips backwards.
    muscle_n : pull of the extensors, N; 0 where the moment tips backwards.
    compression_n : weight along the spine plus muscle pull, N.
    capacity_nm : (13,) moment of all modelled extensors at their maximum, N m.
    settings : what ``hold`` was given.
    """

    joints: tuple[str, ...]
    joint_mm: Array
    com_mm: Array
    tilt_deg: Array
    mass_above_kg: Array
    lever_mm: Array
    moment_nm: Band
    muscle_n: Band
    compression_n: Band
    capacity_nm: Array
    settings: dict[str, float] = field(default_factory=dict)

    def at(self, joint: str) -> int:
        """Give the row of a joint, for example ``load.at("T7/T8")``.

        Parameters
        ----------
        joint : "C7/T1" to "T12/L1".

        Raises
        ------
        ValueError : a joint that the model does not have.
        """
        if joint not in self.joints:
            raise ValueError(
                f"There is no joint {joint!r} in this model; choose {', '.join(self.joints)}."
            )
        return self.joints.index(joint)


@lru_cache(maxsize=1)
def reference_spine() -> Spine:
    """Read the reference body (osim_ross) and the mass ranges (deleva1996, plagenhoef1983)."""
    joints, segments, ranges = (
        load_columns(f"posture/{name}") for name in ("joints", "segments", "mass_ranges")
    )
    low, middle, high = (np.array(ranges[f"{w}_percent"]) for w in ("low", "model", "high"))
    corners = np.array(list(product(*zip(low / middle, high / middle, strict=True))))  # (8, 3)
    return Spine(
        joints=tuple(joints["joint"]),
        joint_mm=np.column_stack([joints["x_mm"], joints["y_mm"]]),
        angle_deg=np.array(joints["segment_angle_deg"]),
        mass_kg=np.array(segments["mass_kg"]),
        com_mm=np.column_stack([segments["com_anterior_mm"], segments["com_up_mm"]]),
        arm_mm=np.array([joints[f"extensor_arm_{which}mm"] for which in ("", "low_", "high_")]),
        capacity_nm=np.array(joints["extensor_capacity_nm"]),
        mass_factors=np.repeat(corners, (1, 1, 12), axis=1),
    )


def turn(vector_mm: Array, forward_deg: Array | float) -> Array:
    """Turn vectors (..., 2) forward: what stood upright now leans towards +x.

    Parameters
    ----------
    vector_mm : (..., 2), x forward and y up, mm.
    forward_deg : how far to turn, degrees; one angle, or one for each vector.
    """
    angle = np.radians(forward_deg)
    x, y = vector_mm[..., 0], vector_mm[..., 1]
    return np.stack(
        [x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)], axis=-1
    )


def tilt_of_each_vertebra(kyphosis_deg: float, lean_deg: float) -> Array:
    """Forward tilt (12,) of T1-T12: T12 keeps its place, the bends above it share the kyphosis.

    The share of each joint is the one of the reference body (osim_ross), whose T1-T12 kyphosis is
    50 degrees with T1 tilted 30 degrees forward.

    Parameters
    ----------
    kyphosis_deg : curve of the upper back from T1 to T12, degrees.
    lean_deg : lean of the trunk, degrees; it adds to every tilt.
    """
    bends = reference_spine().angle_deg[1:12]  # T1/T2 ... T11/T12
    above = np.cumsum(bends[::-1])[::-1] * kyphosis_deg / bends.sum()
    return np.append(above, 0.0) + (30.0 - bends.sum()) + lean_deg


def place(spine: Spine, tilt_deg: Array, *, lean_deg: float) -> tuple[Array, Array]:
    """Stack the vertebrae: joints (13, 2) and the trunk's centres of mass (12, 2), in mm.

    Parameters
    ----------
    spine : the reference body, from ``reference_spine``.
    tilt_deg : (12,) forward tilt of T1 to T12, from ``tilt_of_each_vertebra``.
    lean_deg : lean of the trunk, degrees; it turns the lowest joint about the pelvis.
    """
    rest_deg = tilt_of_each_vertebra(50.0, 0.0)
    bone = turn(spine.joint_mm[:-1] - spine.joint_mm[1:], -rest_deg)  # each in its own frame
    steps = turn(bone, tilt_deg)
    base = turn(spine.joint_mm[-1], lean_deg)  # the lean turns the trunk about the pelvis
    joint_mm = base + np.append(np.cumsum(steps[::-1], axis=0)[::-1], [[0.0, 0.0]], axis=0)
    return joint_mm, joint_mm[1:] + turn(spine.com_mm[2:], tilt_deg)


def hold(
    *,
    head_forward_mm: float = 0.0,
    neck_flexion_deg: float = 0.0,
    kyphosis_deg: float = 50.0,
    lean_deg: float = 0.0,
    load_factor: float = 1.0,
    body_mass_kg: float = MODEL_MASS_KG,
) -> Load:
    """Work out what holding a posture asks of the upper back.

    Parameters
    ----------
    head_forward_mm : slide of the head in front of C7/T1, mm, -20 to 75; 0 is the source's own.
    neck_flexion_deg : nod about C7/T1, degrees, 0 to 60; 0 keeps the head level whatever the
        trunk does.
    kyphosis_deg : T1-T12 rounding of the upper back, degrees, 20 to 75; the reference body has 50.
    lean_deg : lean of the whole trunk from the pelvis, degrees, -5 (backwards) to 25.
    load_factor : vertical force over body weight, 0 to 4; 1 is standing still.
    body_mass_kg : 30 to 150 kg; all masses scale with it, lengths do not.

    Returns
    -------
    Load : moments in N m, forces in N, for the joints C7/T1 to T12/L1.

    Raises
    ------
    ValueError : a setting that is not a number or outside ``LIMITS``.

    Sources: osim_ross (geometry, masses, muscles), deleva1996 and plagenhoef1983 (mass range).

    Examples
    --------
    >>> round(moment_at(hold(), "T4/T5"), 1)  # N m, upright
    7.0
    >>> round(moment_at(hold(lean_deg=10), "T4/T5"), 1)  # the trunk leans
    8.7
    """
    settings = dict(locals())
    for name, value in settings.items():
        low, high = LIMITS[name]
        require_between(name, value, low=low, high=high)
    spine = reference_spine()
    tilt_deg = tilt_of_each_vertebra(kyphosis_deg, lean_deg)
    joint_mm, trunk_mm = place(spine, tilt_deg, lean_deg=lean_deg)
    nod = turn(spine.com_mm[0], neck_flexion_deg) + np.array([head_forward_mm, 0.0])
    com_mm = np.vstack([joint_mm[0] + nod, joint_mm[1] + spine.com_mm[1], trunk_mm])
    weight_n = spine.mass_kg * body_mass_kg / MODEL_MASS_KG * GRAVITY_M_S2 * load_factor
    placed = (joint_mm, com_mm, tilt_deg)
    return _balance(spine, placed, weight_n=weight_n, settings=settings)


def _balance(
    spine: Spine,
    placed: tuple[Array, Array, Array],
    *,
    weight_n: Array,
    settings: dict[str, float],
) -> Load:
    """Balance the weight above every joint with the muscles behind it.

    Parameters
    ----------
    spine : the reference body, from ``reference_spine``.
    placed : joints (13, 2) and centres of mass (14, 2) in mm, tilts (12,) in degrees.
    weight_n : (14,) weight of head, arms and T1 to T12, N.
    settings : what ``hold`` was given; ``body_mass_kg`` scales the masses above each joint.
    """
    joint_mm, com_mm, tilt_deg = placed
    above = np.tri(13, 14, 1)  # row j: head, arms and the vertebrae above joint j
    above[0, 1] = 0.0  # the arms hang from the shoulders, below C7/T1
    weights = np.vstack([weight_n, weight_n * spine.mass_factors])  # (9, 14): row 0 is the middle
    weight_above = weights @ above.T
    moment_nm = ((weights * com_mm[:, 0]) @ above.T - weight_above * joint_mm[:, 0]) / 1000.0
    muscle_n = np.maximum(moment_nm[:, None], 0.0) / (spine.arm_mm / 1000.0)  # (9, 3, 13)
    disc_deg = np.append(tilt_deg, tilt_deg[-1] - spine.angle_deg[-1])  # tilt of the bone below
    along = weight_above * np.cos(np.radians(disc_deg))
    kg = spine.mass_kg * settings["body_mass_kg"] / MODEL_MASS_KG
    return Load(
        joints=spine.joints,
        joint_mm=joint_mm,
        com_mm=com_mm,
        tilt_deg=tilt_deg,
        mass_above_kg=above @ kg,
        lever_mm=above @ (kg * com_mm[:, 0]) / (above @ kg) - joint_mm[:, 0],
        moment_nm=spread(moment_nm),
        muscle_n=spread(np.concatenate(muscle_n)),
        compression_n=spread(np.concatenate(along[:, None] + muscle_n)),
        capacity_nm=spine.capacity_nm,
        settings=settings,
    )


def moment_at(load: Load, joint: str) -> float:
    """Give the flexion moment at one joint, in N m.

    Parameters
    ----------
    load : result of ``hold``.
    joint : "C7/T1" to "T12/L1".

    Raises
    ------
    ValueError : a joint that the model does not have.
    """
    return float(load.moment_nm.middle[load.at(joint)])


def biggest_rise(load: Load) -> int:
    """Say where a posture adds most: 0 at the neck, 1 between the shoulder blades, 2 lower down.

    Parameters
    ----------
    load : result of ``hold``; compared with ``hold()``.
    """
    rise = load.moment_nm.middle - hold().moment_nm.middle
    return int(np.argmax([rise[:1].max(), rise[3:6].max(), rise[9:].max()]))
