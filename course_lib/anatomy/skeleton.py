"""The bones of the upper back as rigid bodies: settings in, one 4 x 4 matrix a bone out.

Directions: x forward, y left, z up, in millimetres from the pelvis frame of the posture room.
A matrix takes a bone's own frame to the world. It turns and shifts (and scales all bones alike
with stature); discs and cartilages alone are stretched as well, so that they stay joined.

Sex is no setting: no source of the course gives the sizes of these bones by sex.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import cage, spine
from course_lib.anatomy.cage import CARTILAGES, RIBS, SIDES
from course_lib.anatomy.turning import MIRROR, affine, apply, between
from course_lib.checks import require_between
from course_lib.posture import model

Array = NDArray[np.float64]

VERTEBRAE = spine.LEVELS
DISCS = tuple(f"disc_{a}_{b}" for a, b in itertools.pairwise(VERTEBRAE))
STERNUM = ("manubrium", "sternal_body", "xiphoid")
SCAPULAE = tuple(f"scapula_{side}" for side in SIDES)
CLAVICLES = tuple(f"clavicle_{side}" for side in SIDES)
NAMES = (*VERTEBRAE, *DISCS, *RIBS, *CARTILAGES, *STERNUM, *SCAPULAE, *CLAVICLES, "head")
KINDS = {
    **dict.fromkeys(VERTEBRAE, "vertebra"),
    **dict.fromkeys(DISCS, "disc"),
    **dict.fromkeys(RIBS, "rib"),
    **dict.fromkeys(CARTILAGES, "cartilage"),
    **dict.fromkeys(STERNUM, "sternum"),
    **dict.fromkeys(SCAPULAE, "scapula"),
    **dict.fromkeys(CLAVICLES, "clavicle"),
    "head": "head",
}
CARRIER = 5  # T5: the shoulder blades turn with it


@dataclass(frozen=True)
class Pose:
    """Where every bone is.

    Attributes
    ----------
    names : (n,) the bones.
    matrices : (n, 4, 4) each takes the frame of its bone to the world, mm.
    settings : what the pose was made with, as in ``pose``.
    """

    names: tuple[str, ...]
    matrices: Array
    settings: dict[str, float]

    def matrix(self, name: str) -> Array:
        """Give the matrix (4, 4) of one bone.

        Parameters
        ----------
        name : such as "T7".

        Raises
        ------
        ValueError : there is no such bone.
        """
        if name not in self.names:
            raise ValueError(
                f"There is no bone {name!r} in this model; choose a name such as 'T7', "
                "'disc_T7_T8', 'rib_7_left', 'cartilage_7_left', 'scapula_left' or 'head'."
            )
        return self.matrices[self.names.index(name)]


def limits() -> dict[str, tuple[float, float]]:
    """Give the range of every setting.

    kyphosis_deg: as in the posture room (zappala2021, bruno2012). lateral_deg, axial_deg: the sum
    of the joints' ranges (wilke2017, liebsch2017). breath: 0 the relaxed end of a breath out, 1 a
    full breath in (wilson1987). stature_percent: of the reference body, whose own stature the
    source (osim_ross) does not state; all lengths scale alike.

    Examples
    --------
    >>> limits()["axial_deg"]
    (-26.0, 26.0)
    """
    lateral, axial = spine.widest()
    return {
        "kyphosis_deg": model.LIMITS["kyphosis_deg"],
        "lateral_deg": (-lateral, lateral),
        "axial_deg": (-axial, axial),
        "breath": (0.0, 1.0),
        "stature_percent": (85.0, 115.0),
    }


def pose(
    *,
    kyphosis_deg: float = 50.0,
    lateral_deg: float = 0.0,
    axial_deg: float = 0.0,
    breath: float = 0.0,
    stature_percent: float = 100.0,
) -> Pose:
    """Pose the bones.

    Parameters
    ----------
    kyphosis_deg : rounding of the upper back, T1 against T12, degrees, 20 to 75; the reference body
        has 50.
    lateral_deg : bend to the side, T1 against T12, degrees, -35 to 35; positive to the left.
    axial_deg : turn, T1 against T12, degrees, -26 to 26; positive to the left.
    breath : 0 at rest, 1 after a full breath in.
    stature_percent : size of all bones against the reference body, percent, 85 to 115.

    Returns
    -------
    Pose : one matrix a bone, in the order of ``NAMES``.

    Raises
    ------
    ValueError : a setting that is not a number or is outside ``limits()``.

    Sources: osim_ross, kimlieb_ribs (frames), wilke2017, liebsch2017 (ranges), wilson1987 (breath).

    Examples
    --------
    >>> pose().matrix("T7")[:3, 3].round().tolist()  # its lower joint: forward, left, up
    [-160.0, 0.0, 385.0]
    """
    settings = dict(locals())
    for name, (low, high) in limits().items():
        require_between(name, settings[name], low=low, high=high)
    turns, joints = spine.stand(
        kyphosis_deg=kyphosis_deg, lateral_deg=lateral_deg, axial_deg=axial_deg
    )
    ribs, heads, turn, shift = cage.move_ribs(turns, joints, breath=breath)
    ends = (heads + apply(ribs, cage.cage().end_mm))[cage.TO_MARGIN]
    matrices = np.concatenate(
        [
            affine(turns, joints),
            _discs(turns, joints),
            affine(ribs, heads),
            cage.move_cartilages(ends, sternum=(turn, shift)),
            affine(np.tile(turn, (3, 1, 1)), rest_origins()[:3] @ turn.T + shift),
            _girdle(turns, joints, sternum=(turn, shift)),
            affine(np.eye(3)[None], joints[:1]),  # the head stays level and looks ahead
        ]
    )
    matrices[:, :3] *= stature_percent / 100.0
    return Pose(NAMES, matrices, settings)


def _discs(turns: Array, joints: Array) -> Array:
    """Give the matrices of the discs: half-way between their neighbours, stretched to their gap."""
    mean, middle, height = spine.discs(turns, joints)
    local = _rest_heights()
    now = np.einsum("nji,nj->ni", mean, height)
    change = (now - local)[:, :, None] * local[:, None, :] / (local**2).sum(1)[:, None, None]
    return affine(mean @ (np.eye(3) + change), middle)


@lru_cache(maxsize=1)
def _rest_heights() -> Array:
    rest = cage.cage()
    mean, _, height = spine.discs(rest.turns, rest.joints)
    return np.einsum("nji,nj->ni", mean, height)


@lru_cache(maxsize=1)
def rest_origins() -> Array:
    """Give the origins at rest of manubrium, body and xiphoid, then the scapulae and clavicles.

    The parts of the sternum share the sternal angle as their origin; a scapula has the
    acromioclavicular joint, a clavicle the sternoclavicular one (osim_ross).
    """
    angle = cage.girdle_point("sternal_angle")
    outer, inner = (cage.girdle_point(name) for name in ("acromioclavicular", "sternoclavicular"))
    return np.array([angle, angle, angle, outer, outer * MIRROR, inner, inner * MIRROR])


def _girdle(turns: Array, joints: Array, *, sternum: tuple[Array, Array]) -> Array:
    """Give the matrices of scapulae and clavicles.

    An assumption of ours: a scapula turns with T5, and the clavicle, hinged on the sternum, says
    how far from the midline it stands.
    """
    rest, origins = cage.cage(), rest_origins()
    turn = turns[CARRIER] @ rest.turns[CARRIER].T
    carried = joints[CARRIER] + (origins[3:5] - rest.joints[CARRIER]) @ turn.T
    hinge = origins[5:7] @ sternum[0].T + sternum[1]
    clavicle = between(origins[3:5] - origins[5:7], carried - hinge)
    tip = hinge + apply(clavicle, origins[3:5] - origins[5:7])
    return np.concatenate([affine(np.tile(turn, (2, 1, 1)), tip), affine(clavicle, hinge)])
