"""Outlines of the bones seen from one side: stored with the shapes, moved with each pose.

data/anatomy/make_bones.py finds them once, on the bones as they stand at rest. Every point keeps
its depth, so that it belongs to the bone and follows its matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton
from course_lib.anatomy.shapes import read_arrays
from course_lib.anatomy.turning import MIRROR
from course_lib.checks import require_one_of
from course_lib.tables import data_folder

Array = NDArray[np.float64]
Loops = tuple[Array, ...]
STEP_MM = 0.1  # stored points are whole steps
# Rows: to the right of the page, up the page, towards the reader. Lateral is from the right side.
VIEWS = MappingProxyType(
    {
        "posterior": np.array([[0.0, -1, 0], [0, 0, 1], [-1, 0, 0]]),
        "lateral": np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]),
        "anterior": np.array([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]]),
        "superior": np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]]),
    }
)


@dataclass(frozen=True)
class Sight:
    """From where a bone is seen.

    Attributes
    ----------
    view : a key of ``VIEWS``.
    near : 0 for the whole bone; 0.4 leaves out the 40 % of its depth that is farthest away; -0.4
        gives those 40 % alone.
    own : whether the bone stands level in its own frame, and not as in the body.
    """

    view: str
    near: float = 0.0
    own: bool = False

    def key(self, bone: str) -> str:
        """Name the outline as the file of shapes does.

        Parameters
        ----------
        bone : name of the bone, such as "T7".
        """
        return f"{bone} {self.view} {self.near:g}{' own' if self.own else ''}"


def _require_view(view: str) -> Array:
    """Give the axes of a view, or say which views there are.

    Raises
    ------
    ValueError : a view that does not exist; the sentence lists the views.
    """
    require_one_of("view", view, allowed=VIEWS)
    return VIEWS[view]


def project(points_mm: Array, view: str) -> Array:
    """Give points (n, 3) as right, up and towards the reader (mm).

    Parameters
    ----------
    points_mm : (n, 3) in the world, mm.
    view : a key of ``VIEWS``.

    Raises
    ------
    ValueError : a view that does not exist; the sentence lists the views.
    """
    return np.asarray(points_mm) @ _require_view(view).T


def outline(pose: skeleton.Pose, bone: str, *, view: str, near: float = 0.0) -> Loops:
    """Give the loops (k, 2) of a bone's outline on the page, in mm.

    Parameters
    ----------
    pose : where the bones are.
    bone : name of the bone.
    view : "posterior", "lateral" or "anterior".
    near : 0 for the whole bone; 0.4 leaves out the 40 % of its depth that is farthest away;
        -0.4 gives those 40 % alone. Those that the plates need are stored.

    Returns
    -------
    tuple of arrays : outer loops one way round, holes the other way.

    Raises
    ------
    ValueError : no such view, bone or stored outline.
    """
    axes, matrix = _require_view(view), pose.matrix(bone)
    turn, shift = matrix[:3, :3].T @ axes[:2].T, axes[:2] @ matrix[:3, 3]
    return tuple(loop @ turn + shift for loop in _loops(bone, Sight(view, near)))


def own_outline(bone: str, *, view: str, near: float = 0.0) -> Loops:
    """Give the loops (k, 2) of a vertebra that stands level, in its own frame, in mm.

    Parameters
    ----------
    bone : "C7", "T1" to "T12" or "L1".
    view : "lateral" (from the right side) or "superior".
    near : 0 for the whole bone; 0.55 leaves out the 55 % of its depth that is farthest away.

    Raises
    ------
    ValueError : no such view, or no such outline is stored.
    """
    axes = _require_view(view)
    return tuple(loop @ axes[:2].T for loop in _loops(bone, Sight(view, near, own=True)))


def _loops(bone: str, sight: Sight) -> Loops:
    """Look an outline up; that of a left bone mirrors that of the right one."""
    stored = _stored(data_folder() / "anatomy" / "bones.npz")
    key = sight.key(bone)
    if key in stored:
        return stored[key]
    mirrored = sight.key(bone.replace("_left", "_right"))
    if mirrored not in stored:
        known = [name for name in stored if name.startswith(f"{bone} ")]
        raise ValueError(
            f"No outline {key!r} is stored; choose one of {', '.join(known) or 'another bone'}, "
            "or add it in data/anatomy/make_bones.py."
        )
    way = 1 if sight.view == "lateral" else -1  # a mirror image runs the other way round
    stored[key] = tuple(loop[::way] * MIRROR for loop in stored[mirrored])
    return stored[key]


def pack(found: dict[str, Loops]) -> dict[str, NDArray]:
    """Put outlines into a few arrays: each point as steps from the one before.

    Parameters
    ----------
    found : name of the outline, from ``Sight.key`` -> loops (k, 3) in the bone's own frame, mm.

    Returns
    -------
    dict : name of the array in the file of shapes -> array.
    """
    whole = [np.round(loop / STEP_MM).astype(np.int16) for each in found.values() for loop in each]
    return {
        "outline_keys": np.array(list(found)),
        "outline_loops": np.array([len(each) for each in found.values()], dtype=np.int16),
        "outline_points": np.array([len(loop) for loop in whole], dtype=np.int16),
        "outline_steps": np.concatenate(
            [np.diff(loop, axis=0, prepend=np.zeros((1, 3), np.int16)) for loop in whole]
        ).T.copy(),
    }


@lru_cache(maxsize=2)
def _stored(path: Path) -> dict[str, Loops]:
    """Read all outlines: key -> loops (k, 3) in the bone's own frame, in mm."""
    keys, count, points, steps = read_arrays(
        path, ("outline_keys", "outline_loops", "outline_points", "outline_steps")
    )
    ends = np.cumsum(points)
    each = [
        steps[:, end - size : end].T.cumsum(axis=0, dtype=np.int32) * STEP_MM
        for end, size in zip(ends, points, strict=True)
    ]
    last = np.cumsum(count)
    return {
        str(key): tuple(each[end - size : end])
        for key, end, size in zip(keys, last, count, strict=True)
    }
