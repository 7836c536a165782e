"""The rib cage as lines on paper, at rest and after a full breath, from the bones of the course.

The two outlines are what a picture can move between. How far the ribs move comes from two people in
a scanner (wilson1987); how many litres that was is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy.cage import cage, move_ribs
from course_lib.tables import load_columns

Array = NDArray[np.float64]

POINTS = 11  # of the 21 points of a rib's centreline
ASIDE_MM = np.array([460.0, 0.0])  # the view from the right stands beside the one from the front
DRAWN = range(10)  # ribs 1-10; 11 and 12 end free


@dataclass(frozen=True)
class Outline:
    """The lines of a drawn rib cage, in mm.

    Attributes
    ----------
    front : seen from the front, each (n, 2): to the body's left, up.
    side : seen from the right, each (n, 2): forward, up.
    """

    front: tuple[Array, ...]
    side: tuple[Array, ...]


@lru_cache(maxsize=2)
def outline(breath: float) -> Outline:
    """Draw ribs 1 to 10 and the breastbone.

    Parameters
    ----------
    breath : 0 at the relaxed end of a breath out, 1 after a full breath in.

    Returns
    -------
    Outline : both sides seen from the front, the right side seen from the right.
    """
    rest = cage()
    turns, heads, bone_turn, bone_shift = move_ribs(rest.turns, rest.joints, breath=breath)
    lines = [heads[row] + points @ turns[row].T for row, points in _rows()]
    front_ends = (rest.origin_mm + rest.end_mm)[list(range(7))]
    bone = front_ends * [1.0, 0.0, 1.0] @ bone_turn.T + bone_shift
    front = [line[:, [1, 2]] for line in lines]
    side = [line[:, [0, 2]] for line in lines[: len(DRAWN)]]
    return Outline((*front, bone[:, [1, 2]]), (*side, bone[:, [0, 2]]))


def _rows() -> list[tuple[int, Array]]:
    """List the ribs drawn, right then left, as rows of the cage with their points at rest."""
    curves = load_columns("anatomy/rib_curves")
    points = np.column_stack([curves[f"{way}_mm"] for way in ("forward", "side", "up")])
    ribs = points.reshape(12, 21, 3)[:, :: 20 // (POINTS - 1)]
    right = [(row, ribs[row] * [1.0, -1.0, 1.0]) for row in DRAWN]
    return right + [(row + 12, points * [1.0, -1.0, 1.0]) for row, points in right]


def breathing_lines(share: float) -> tuple[list[Array], list[Array]]:
    """Give the lines at rest and after a share of a full breath, both views side by side, in mm.

    Between the two states every point goes straight, which is true within two millimetres.

    Parameters
    ----------
    share : of a full breath, 0 to 1.

    Returns
    -------
    tuple of two lists : the lines (n, 2) at rest, and the same lines after the breath.
    """
    views = []
    for shown in (outline(0.0), outline(1.0)):
        views.append([*shown.front, *(line + ASIDE_MM for line in shown.side)])
    low, full = views
    return low, [rest + share * (top - rest) for rest, top in zip(low, full, strict=True)]
