"""The lever behind "your head weighs 60 pounds when you look at your phone".

In one sentence: *a weight in front of a joint and a muscle close behind it are a see-saw with
unequal arms, so the muscle pulls with several times the weight, and the joint carries both.*
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between
from course_lib.tables import load_columns

Array = NDArray[np.float64]

HEAD_WEIGHT_N = 60.0  # hansraj2014: head and neck, 13.2 lb
COM_HEIGHT_MM = 160.0  # hansraj2014: centre of mass above C7
NEWTON_PER_POUND = 4.4482216  # exact by definition of the pound-force
ARM_LIMITS_MM = (20.0, 60.0)
TILT_LIMITS_DEG = (0.0, 60.0)


@dataclass(frozen=True)
class Lever:
    """Force on the joint below a tilted head, beside what Hansraj 2014 states.

    Attributes
    ----------
    tilt_deg : forward tilt of head and neck, degrees.
    arm_mm : lever arm of the neck extensors, mm.
    head_weight_n : weight of head and neck, N.
    lever_mm : how far that weight sits in front of the joint, mm.
    muscle_n : pull of the extensors, N.
    joint_n : force on the joint, N.
    curve_tilt_deg, curve_joint_n : (61,) the same force from 0 to 60 degrees, N.
    stated_tilt_deg, stated_joint_n : what the paper states, degrees and N.
    """

    tilt_deg: float
    arm_mm: float
    head_weight_n: float
    lever_mm: float
    muscle_n: float
    joint_n: float
    curve_tilt_deg: Array
    curve_joint_n: Array
    stated_tilt_deg: Array
    stated_joint_n: Array


def joint_force_n(tilt_deg: Array | float, arm_mm: float) -> Array:
    """Weight along the neck plus the muscle pull that balances the rest (hansraj2014's lever).

    Parameters
    ----------
    tilt_deg : forward tilt of head and neck, degrees; one or many.
    arm_mm : lever arm of the neck extensors, mm, above 0.

    Returns
    -------
    Array : force on the lowest neck joint, N, one for each tilt.
    """
    tilt = np.radians(tilt_deg)
    muscle = HEAD_WEIGHT_N * COM_HEIGHT_MM * np.sin(tilt) / arm_mm
    return HEAD_WEIGHT_N * np.cos(tilt) + muscle


def tilt_head(tilt_deg: float, arm_mm: float = 39.0) -> Lever:
    """Tilt the head and work out the muscle pull and the joint force.

    Parameters
    ----------
    tilt_deg : forward tilt of head and neck, degrees, 0 to 60.
    arm_mm : lever arm of the neck extensors, mm, 20 to 60; 39 reproduces the stated values best.

    Returns
    -------
    Lever : forces in newton; divide by 4.448 for pounds.

    Raises
    ------
    ValueError : a setting outside its range.

    Source: hansraj2014 (weight, height, stated forces); one static model, no subjects.

    Examples
    --------
    >>> round(tilt_head(0).joint_n), round(tilt_head(60).joint_n)
    (60, 243)
    """
    require_between("tilt_deg", tilt_deg, low=TILT_LIMITS_DEG[0], high=TILT_LIMITS_DEG[1])
    require_between("arm_mm", arm_mm, low=ARM_LIMITS_MM[0], high=ARM_LIMITS_MM[1])
    stated = load_columns("posture/hansraj")
    curve = np.linspace(*TILT_LIMITS_DEG, 61)
    lever_mm = COM_HEIGHT_MM * np.sin(np.radians(tilt_deg))
    return Lever(
        tilt_deg=tilt_deg,
        arm_mm=arm_mm,
        head_weight_n=HEAD_WEIGHT_N,
        lever_mm=float(lever_mm),
        muscle_n=float(HEAD_WEIGHT_N * lever_mm / arm_mm),
        joint_n=float(joint_force_n(tilt_deg, arm_mm)),
        curve_tilt_deg=curve,
        curve_joint_n=joint_force_n(curve, arm_mm),
        stated_tilt_deg=np.array(stated["tilt_deg"], dtype=float),
        stated_joint_n=np.array(stated["stated_force_lbf"], dtype=float) * NEWTON_PER_POUND,
    )
