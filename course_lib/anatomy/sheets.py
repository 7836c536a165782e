"""Broad muscles as sheets: their lines in order, each joined to the next.

A sheet has no vertex of its own: every point belongs to a line, and so to the bone that carries
it. What lies between two lines is drawn straight, a choice of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy.muscles import MuscleLine, get_muscle, muscle_lines
from course_lib.anatomy.skeleton import Pose

Array = NDArray[np.float64]
BROAD = (
    "trapezius_descending",
    "trapezius_transverse",
    "trapezius_ascending",
    "latissimus_dorsi",
    "rhomboid_major",
    "rhomboid_minor",
    "serratus_anterior",
    "serratus_posterior_superior",
    "serratus_posterior_inferior",
    "splenius_capitis",
    "splenius_cervicis",
    "pectoralis_major",
    "pectoralis_minor",
    "diaphragm",
)
# The parts of one sheet: each begins at the last line of the part above it.
ABOVE = {
    "trapezius_transverse": "trapezius_descending",
    "trapezius_ascending": "trapezius_transverse",
    "rhomboid_major": "rhomboid_minor",
}


@dataclass(frozen=True)
class Row:
    """One line of a sheet.

    Attributes
    ----------
    points_mm : (k, 3) in the world, mm.
    bones : (k,) the bone that carries each.
    """

    points_mm: Array
    bones: tuple[str, ...]


def sheet_rows(pose: Pose, muscle: str, *, side: str) -> tuple[Row, ...]:
    """Give the lines of a broad muscle on one side in order, all running the same way.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    muscle : one of ``BROAD``.
    side : "right" or "left".

    Raises
    ------
    ValueError : the muscle is unknown or not one of ``BROAD``.
    """
    if get_muscle(muscle).id not in BROAD:
        raise ValueError(f"{muscle!r} is drawn as strips; sheets are {', '.join(BROAD)}.")
    lines = _own(pose, muscle, side=side)
    if muscle in ABOVE:
        lines = [_own(pose, ABOVE[muscle], side=side)[-1], *lines]
    rows = [Row(lines[0].points_mm, lines[0].bones)]
    for line in lines[1:]:
        last = rows[-1].points_mm
        ahead, back = (
            np.linalg.norm(line.points_mm[[0, -1]] - ends, axis=1).sum()
            for ends in (last[[0, -1]], last[[-1, 0]])
        )
        way = 1 if ahead <= back else -1
        rows.append(Row(line.points_mm[::way], line.bones[::way]))
    return tuple(rows)


def _own(pose: Pose, muscle: str, *, side: str) -> list[MuscleLine]:
    return [line for line in muscle_lines(pose, [muscle]) if line.side == side]


def between(one: Row, two: Row, *, fibres: int = 2) -> list[Array]:
    """Give lines that lie evenly between two lines of a sheet, (k, 3) each.

    Parameters
    ----------
    one, two : the two lines.
    fibres : how many lines to lay between them, 1 or more.
    """
    share = np.linspace(0.0, 1.0, max(len(one.points_mm), len(two.points_mm), 5))
    ends = []
    for row in (one, two):
        along = shares_of(row.points_mm)
        ends.append(np.column_stack([np.interp(share, along, c) for c in row.points_mm.T]))
    return [ends[0] + (ends[1] - ends[0]) * k / (fibres + 1) for k in range(1, fibres + 1)]


def shares_of(points: Array) -> Array:
    """Give how far along a line each of its points lies, 0 to 1.

    Parameters
    ----------
    points : (k, 3) of a line, 2 or more.

    Examples
    --------
    >>> shares_of(np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [4.0, 0.0, 0.0]])).tolist()
    [0.0, 0.25, 1.0]
    """
    along = np.append(0.0, np.linalg.norm(np.diff(points, axis=0), axis=1).cumsum())
    return along / along[-1]


def zipped(one: Array, two: Array) -> NDArray[np.intp]:
    """Join two lines by triangles.

    Each step goes on along the line that lags behind in its share of the length.

    Parameters
    ----------
    one : (k, 3) points of the first line.
    two : (m, 3) points of the second.

    Returns
    -------
    Array : (k + m - 2, 3) rows of the points of ``one`` followed by those of ``two``.

    Examples
    --------
    >>> zipped(np.array([[0, 0, 0], [1, 0, 0]]), np.array([[0, 1, 0], [1, 1, 0]])).tolist()
    [[0, 1, 2], [1, 3, 2]]
    """
    shares = shares_of(one), shares_of(two)
    i = j = 0
    faces = []
    while i < len(one) - 1 or j < len(two) - 1:
        ahead = i < len(one) - 1 and (j == len(two) - 1 or shares[0][i + 1] <= shares[1][j + 1])
        a, b = i, len(one) + j
        if ahead:
            faces.append((a, a + 1, b))
            i += 1
        else:
            faces.append((a, b + 1, b))
            j += 1
    return np.array(faces)
