"""Muscles in space: broad ones as sheets, slender ones as flat strips along their lines.

Every vertex is held by the bone that carries its point of the line.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.anatomy.muscles import SIDES, muscle_lines
from course_lib.anatomy.plate_drawing import shade
from course_lib.anatomy.sheet_drawing import sheet
from course_lib.anatomy.sheets import BROAD
from course_lib.scene import Part

Array = NDArray[np.float64]
# Half a strip's width in mm, our choice for the eye; no source gives the width of a fascicle.
NARROW_MM, WIDE_MM = 2.0, 8.0
# Near the skin they are flat sheets; the deepest are slips that would hide the spine.
WIDEST_MM = {1: 14.0, 2: 14.0, 6: 4.0, 7: 3.0}  # by layer


def part_name(muscle_id: str, side: str) -> str:
    """Give the name of a muscle's part in the scene.

    Parameters
    ----------
    muscle_id : id in the table ``anatomy/muscles``, such as "rhomboid_major".
    side : "right" or "left".

    Examples
    --------
    >>> part_name("rhomboid_major", "left")
    'rhomboid_major_left'
    """
    return f"{muscle_id}_{side}"


@lru_cache(maxsize=1)
def muscle_bands() -> tuple[Part, ...]:
    """Make a soft part for each muscle and side, right first: broad ones are sheets."""
    pose = skeleton.pose()
    return tuple(
        _part(name, side, *sheet(name, side)) if name in BROAD else _strips(name, side, pose)
        for side in SIDES
        for name in load_muscles()
    )


def _strips(name: str, side: str, pose: skeleton.Pose) -> Part:
    """Lay a flat strip along each line of a slender muscle."""
    lines = [line for line in muscle_lines(pose, [name]) if line.side == side]
    widest_mm = WIDEST_MM.get(load_muscles()[name].layer, WIDE_MM)
    points, faces, carriers, count = [], [], [], 0
    for line in lines:
        others = [other.points_mm for other in lines if other is not line]
        points.append(_strip(line.points_mm, others, widest_mm=widest_mm).reshape(-1, 3))
        carriers += [bone for bone in line.bones for _ in (0, 1)]
        first = count + 2 * np.arange(len(line.bones) - 1)
        faces.append(np.column_stack([first, first + 1, first + 2]))
        faces.append(np.column_stack([first + 1, first + 3, first + 2]))
        count += 2 * len(line.bones)
    return _part(name, side, np.concatenate(points), carriers, np.concatenate(faces))


def _part(
    name: str, side: str, /, points_mm: Array, carriers: list[str], faces: NDArray[np.intp]
) -> Part:
    """Hand each point (n, 3) of the world at rest to the bone that carries it."""
    pose = skeleton.pose()
    back = np.linalg.inv(np.array([pose.matrix(bone) for bone in carriers]))
    own = np.einsum("nij,nj->ni", back[:, :3, :3], points_mm) + back[:, :3, 3]
    color = "#" + bytes(shade(load_muscles()[name].layer)).hex()
    look = {"color": color, "carriers": carriers}
    return Part(part_name(name, side), own.astype(np.float32), faces, **look)


def _strip(points_mm: Array, others: list[Array], *, widest_mm: float) -> Array:
    """Give the two edges (k, 2, 3) of a strip that lies flat on the trunk."""
    along = np.gradient(points_mm, axis=0)
    outward = points_mm - [-40.0, 0.0, 0.0]  # from the middle of the trunk
    outward[:, 2] = 0.0
    across = np.cross(along, outward)
    size = np.linalg.norm(across, axis=1, keepdims=True)
    across = across / np.where(size > 0, size, 1.0)
    across *= np.where(across @ across[0] < 0, -1.0, 1.0)[:, None]  # no strip twists over
    half = _half_widths(points_mm, others, widest_mm=widest_mm)[:, None] * across
    return np.stack([points_mm - half, points_mm + half], axis=1)


def _half_widths(points_mm: Array, others: list[Array], *, widest_mm: float) -> Array:
    """Reach half-way to the nearest line of the same muscle, so that its lines form a sheet."""
    share = np.linspace(0.0, 1.0, len(points_mm))
    if not others:
        return np.full(len(points_mm), 0.6 * WIDE_MM)
    gaps = []
    for other in others:
        at = share * (len(other) - 1)
        steps = np.arange(len(other))
        beside = np.column_stack([np.interp(at, steps, other[:, k]) for k in range(3)])
        gaps.append(np.linalg.norm(beside - points_mm, axis=1))
    return np.clip(np.min(gaps, axis=0) / 2, NARROW_MM, widest_mm)


def both(muscle_id: str) -> tuple[str, str]:
    """Give the names of a muscle's two parts, right and left.

    Parameters
    ----------
    muscle_id : id in the table ``anatomy/muscles``, such as "rhomboid_major".
    """
    return tuple(part_name(muscle_id, side) for side in SIDES)
