"""Muscles as lines that follow the bones, and how much each posture shortens or lengthens them.

The whole idea in one sentence: *every point of a muscle sits on one bone; move the bones, and the
line through the points gets shorter or longer.* A line is geometry, not force: it says how long
the muscle is against the neutral posture, not whether it works, is tight or hurts.

Lines named after a fascicle come from the reference body (osim_ross); the others join the
attachments that are named in words (zanatomy_text), at places chosen by us.
Directions: x forward, y left, z up, in millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton
from course_lib.anatomy.cage import SIDES
from course_lib.anatomy.muscle_table import Muscle, get_muscle, load_muscles
from course_lib.tables import data_folder, load_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course_lib.anatomy.skeleton import Pose

__all__ = [
    "LEAVES_OUT",
    "SIDES",
    "Muscle",
    "MuscleLine",
    "get_muscle",
    "in_percent",
    "load_muscles",
    "muscle_lines",
    "percent_by_muscle",
]

Array = NDArray[np.float64]
LEAVES_OUT = (
    "A line has a length and no force: it does not say whether a muscle works, is tight or hurts.",
    "Neck vertebrae above C7 move with the head, which stays level whatever the back does.",
    "Lumbar vertebrae and pelvis move with L1, and the upper arm moves with the shoulder blade.",
    "The dome of the diaphragm goes with T9 and does not move down in a breath: no source of the "
    "course gives how far, so its length is not shown.",
    "A broad muscle is a sheet laid straight from one of its lines to the next.",
    "Where the reference body has no fascicle, we chose the places on the bones named in words.",
)


@dataclass(frozen=True)
class MuscleLine:
    """One line of one muscle on one side, in one pose.

    Attributes
    ----------
    name : the muscle's id.
    side : "right" or "left".
    points_mm : (k, 3) from origin to insertion as listed, in the world, mm.
    length_mm : length along the points, mm.
    percent_of_neutral : that length against the same body in the neutral posture, percent.
    line : the fascicle, or the two attachments.
    path_from : "fascicles" or "attachments".
    bones : (k,) the bone that carries each point.
    """

    name: str
    side: str
    points_mm: Array
    length_mm: float
    percent_of_neutral: float
    line: str
    path_from: str
    bones: tuple[str, ...]


@dataclass(frozen=True)
class _Paths:
    """All lines of both sides, end to end."""

    bones: tuple[str, ...]
    bone: NDArray[np.intp]  # (n,) row of ``bones`` for each point
    local_mm: Array  # (n, 3)
    start: NDArray[np.intp]  # (m + 1,) where each line begins
    labels: tuple[tuple[str, str, str, str], ...]  # (m,) muscle, side, line, path_from


def muscle_lines(pose: Pose, names: Iterable[str] | None = None) -> tuple[MuscleLine, ...]:
    """Lay every muscle line on the bones of a pose.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    names : ids of the muscles wanted; all when left out.

    Returns
    -------
    tuple of MuscleLine : right side first, then left, each in the order of the table.

    Raises
    ------
    ValueError : a name is no muscle.

    Examples
    --------
    >>> line = muscle_lines(skeleton.pose(), ["rhomboid_major"])[0]
    >>> line.side, round(line.length_mm), line.bones
    ('right', 88, ('T2', 'rib_4_right', 'scapula_right'))
    """
    wanted = None if names is None else {get_muscle(name).id for name in names}
    paths = _paths(data_folder())
    points_mm = _place(paths, pose)
    length_mm = _lengths(paths, points_mm)
    neutral_mm = _neutral_lengths(data_folder()) * pose.settings["stature_percent"] / 100.0
    percent = 100.0 * length_mm / neutral_mm
    return tuple(
        MuscleLine(
            name=muscle,
            side=side,
            points_mm=points_mm[paths.start[i] : paths.start[i + 1]],
            length_mm=float(length_mm[i]),
            percent_of_neutral=float(percent[i]),
            line=line,
            path_from=path_from,
            bones=tuple(paths.bones[k] for k in paths.bone[paths.start[i] : paths.start[i + 1]]),
        )
        for i, (muscle, side, line, path_from) in enumerate(paths.labels)
        if wanted is None or muscle in wanted
    )


def in_percent(value: float) -> str:
    """Write a length in percent of neutral: "103.4 %", and "100 %" instead of "100.0 %".

    Parameters
    ----------
    value : percent.

    Examples
    --------
    >>> in_percent(99.98)
    '100 %'
    """
    return f"{value:.1f}".removesuffix(".0") + " %"


def percent_by_muscle(pose: Pose) -> dict[tuple[str, str], float]:
    """Give (muscle id, side) -> length in percent of neutral, its lines taken together.

    Muscles whose length the model does not follow (``length_shown`` is False) stay out.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.

    Examples
    --------
    >>> rounded = percent_by_muscle(skeleton.pose(kyphosis_deg=65))
    >>> round(rounded["spinalis_thoracis", "right"], 1)
    103.9
    """
    shown = {name for name, muscle in load_muscles().items() if muscle.length_shown}
    now: dict[tuple[str, str], float] = {}
    neutral: dict[tuple[str, str], float] = {}
    for line in muscle_lines(pose, shown):
        key = (line.name, line.side)
        now[key] = now.get(key, 0.0) + line.length_mm
        rest_mm = 100.0 * line.length_mm / line.percent_of_neutral
        neutral[key] = neutral.get(key, 0.0) + rest_mm
    return {key: 100.0 * now[key] / neutral[key] for key in now}


@lru_cache(maxsize=2)
def _paths(folder: Path) -> _Paths:
    """Read the right side and mirror it; ``folder`` is the key of the cache."""
    table = load_columns("anatomy/muscle_paths")
    right_mm = np.column_stack([table["x_mm"], table["y_mm"], table["z_mm"]])
    first = [i for i, number in enumerate(table["point_no"]) if number == 1]
    names = [*table["bone"], *(bone.replace("_right", "_left") for bone in table["bone"])]
    bones = tuple(dict.fromkeys(names))
    row = {bone: i for i, bone in enumerate(bones)}
    count = len(right_mm)
    columns = [table[key] for key in ("muscle_id", "line", "path_from")]
    return _Paths(
        bones=bones,
        bone=np.array([row[bone] for bone in names]),
        # Left bones are mirrors of right ones, and so are their frames.
        local_mm=np.concatenate([right_mm, right_mm * (1.0, -1.0, 1.0)]),
        start=np.array([*first, *(i + count for i in first), 2 * count]),
        labels=tuple(
            (m[i], side, n[i], w[i]) for m, n, w in [columns] for side in SIDES for i in first
        ),
    )


def _place(paths: _Paths, pose: Pose) -> Array:
    """Take every point from its bone's frame to the world."""
    row = {name: i for i, name in enumerate(pose.names)}
    matrices = pose.matrices[[row[bone] for bone in paths.bones]][paths.bone]
    turned = np.einsum("nij,nj->ni", matrices[:, :3, :3], paths.local_mm)
    return turned + matrices[:, :3, 3]


def _lengths(paths: _Paths, points_mm: Array) -> Array:
    """Add up the steps between the points of each line."""
    steps = np.linalg.norm(np.diff(points_mm, axis=0), axis=1)
    steps[paths.start[1:-1] - 1] = 0.0  # from the end of one line to the start of the next
    return np.add.reduceat(steps, paths.start[:-1])


@lru_cache(maxsize=2)
def _neutral_lengths(folder: Path) -> Array:
    """Give the lengths in the neutral posture, at the stature of the reference body."""
    paths = _paths(folder)
    return _lengths(paths, _place(paths, skeleton.pose()))
