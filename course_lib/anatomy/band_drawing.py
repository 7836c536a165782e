"""Muscles as bands: flat strips along every muscle line, each end held by the bone it sits on."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton
from course_lib.anatomy.muscle_table import load_muscles
from course_lib.anatomy.muscles import SIDES, MuscleLine, muscle_lines
from course_lib.scene import Part, rgb
from course_lib.tables import load_columns

Array = NDArray[np.float64]
# Half a strip's width in mm, our choice for the eye; no source gives the width of a fascicle.
NARROW_MM, WIDE_MM = 2.0, 8.0
# Near the skin they are flat sheets; the deepest are slips that would hide the spine.
WIDEST_MM = {1: 14.0, 2: 14.0, 6: 4.0, 7: 3.0}  # by layer
# Muscles by how deep they lie, from ``layer`` of the table (1 is nearest the skin).
DEPTHS = {"superficial": (1, 2), "intermediate": (3,), "deep": (4, 5, 6, 7)}


def depth_of(muscle_id: str) -> str:
    """Give superficial, intermediate or deep."""
    layer = load_muscles()[muscle_id].layer
    return next(depth for depth, layers in DEPTHS.items() if layer in layers)


def part_name(muscle_id: str, side: str) -> str:
    """Give the name of a muscle's part in the scene.

    >>> part_name("rhomboid_major", "left")
    'rhomboid_major_left'
    """
    return f"{muscle_id}_{side}"


@lru_cache(maxsize=1)
def muscle_bands() -> tuple[Part, ...]:
    """Make a soft part for each muscle and side, right first."""
    pose = skeleton.pose()
    lines = list(zip(muscle_lines(pose), _bones(), strict=True))
    groups = groupby(lines, key=lambda pair: (pair[0].name, pair[0].side))
    return tuple(_part(key, list(group), pose) for key, group in groups)


def _bones() -> list[list[str]]:
    """Give the bones that hold the points of each line, in the order of ``muscle_lines``."""
    table = load_columns("anatomy/muscle_paths")
    right: list[list[str]] = []
    for bone, number in zip(table["bone"], table["point_no"], strict=True):
        if number == 1:
            right.append([])
        right[-1].append(bone)
    left = [[bone.replace("_right", "_left") for bone in line] for line in right]
    return [*right, *left]


def _part(
    key: tuple[str, str], lines: list[tuple[MuscleLine, list[str]]], pose: skeleton.Pose
) -> Part:
    vertices, faces, carriers, count = [], [], [], 0
    widest_mm = WIDEST_MM.get(load_muscles()[key[0]].layer, WIDE_MM)
    for line, bones in lines:
        others = [other.points_mm for other, _ in lines if other is not line]
        strip = _strip(line.points_mm, others, widest_mm=widest_mm)
        for edges, bone in zip(strip, bones, strict=True):
            back = np.linalg.inv(pose.matrix(bone))
            vertices.append(edges @ back[:3, :3].T + back[:3, 3])
            carriers += [bone, bone]
        first = count + 2 * np.arange(len(bones) - 1)
        faces.append(np.column_stack([first, first + 1, first + 2]))
        faces.append(np.column_stack([first + 1, first + 3, first + 2]))
        count += 2 * len(bones)
    return Part(
        part_name(*key),
        np.concatenate(vertices).astype(np.float32),
        np.concatenate(faces),
        color=color_of(key[0]),
        carriers=carriers,
    )


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


def color_of(muscle_id: str) -> str:
    """Give the muscle colour, lighter near the skin and darker below."""
    share = (load_muscles()[muscle_id].layer - 1) / 6
    light, dark = np.array([214.0, 128.0, 116.0]), np.array(rgb("muscle")) * 0.72
    return "#" + bytes(int(v) for v in light + share * (dark - light)).hex()


def both(muscle_id: str) -> tuple[str, str]:
    """Give the names of a muscle's two parts, right and left."""
    return tuple(part_name(muscle_id, side) for side in SIDES)
