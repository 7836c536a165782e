"""Questions about meshes: how big, and how an end plate is tilted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def extent(vertices: Array) -> Array:
    """Give the size of the box around points along x, y and z.

    Parameters
    ----------
    vertices : (n, 3) points.
    """
    return vertices.max(axis=0) - vertices.min(axis=0)


def plate_tilt_deg(
    vertices: Array, *, upper: bool, centre: Array, reach: tuple[float, float]
) -> float:
    """Measure the sagittal tilt of an end plate as a radiographer would: along its rim.

    The rim's foremost and rearmost points within 5 mm of the midline are joined.

    Parameters
    ----------
    vertices : (n, 3) in the bone's own frame, mm.
    upper : whether it is the upper plate.
    centre : (3,) middle of the plate in that frame, mm.
    reach : how far the body reaches in front of the middle and behind it, mm.

    Returns
    -------
    float : degrees, positive where the plate leans forward.
    """
    side = 1.0 if upper else -1.0
    mid = vertices[np.abs(vertices[:, 1]) < 5.0]
    tips = []
    for low, high in ((reach[0] * 0.62, reach[0] * 1.1), (-reach[1] * 1.1, -reach[1] * 0.62)):
        x = mid[:, 0] - centre[0]
        rows = mid[(x > low) & (x < high)]
        tips.append(rows[(side * rows[:, 2]).argmax()])
    front, back = tips
    return float(np.degrees(np.arctan2(back[2] - front[2], front[0] - back[0])))
