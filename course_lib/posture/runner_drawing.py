"""The side-view runner, drawn from the model's own coordinates; the grey outline is a sketch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from course_lib.posture.model import Load, reference_spine, turn
from course_lib.strokes import Stroke, lever, line, marks
from course_lib.style import PALETTE
from course_lib.tables import load_columns

Array = NDArray[np.float64]

BODY_SHARE = 0.8  # share of the distance between two joints that is bone; the rest is disc
# The outline is a sketch, not data: distances of skin from the joints, in mm.
BACK_MM = np.array([52, 55, 58, 60, 62, 63, 64, 64, 63, 62, 60, 58, 56.0])
FRONT_MM = np.array([55, 70, 95, 115, 130, 142, 150, 156, 160, 162, 162, 160, 156.0])
HEAD_MM = np.array(
    [[-95, 10], [-80, 75], [-20, 108], [45, 100], [80, 60], [86, 20], [108, -12], [88, -22],
     [90, -50], [78, -92], [35, -98], [10, -80], [-50, -72], [-86, -40], [-95, 10]]
)  # fmt: skip
LEGS_MM = (
    np.array([[60, -420], [20, -120], [0, 0]]),
    np.array([[-195, 40], [-190, -110], [-260, -420]]),
)


def _with_gaps(pieces: list[Array]) -> tuple[list, list]:
    """Join polygons into one pair of coordinate lists, a None between two pieces."""
    points = [point for piece in pieces for point in [*piece.tolist(), [None, None]]][:-1]
    return [x for x, _ in points], [y for _, y in points]


def bodies(load: Load) -> list[Array]:
    """Give T1-T12 as rectangles (4, 2): depth as measured, height from joint to joint.

    Parameters
    ----------
    load : result of ``model.hold``.
    """
    upper, lower = load.joint_mm[:-1], load.joint_mm[1:]
    half = BODY_SHARE / 2 * (upper - lower)
    depth_mm = np.array(load_columns("posture/vertebrae")["body_depth_mm"])
    deep = turn(np.column_stack([depth_mm / 2, np.zeros(12)]), load.tilt_deg)
    middle = (upper + lower) / 2
    corners = (
        middle - half - deep,
        middle + half - deep,
        middle + half + deep,
        middle - half + deep,
    )
    return [np.array(four) for four in zip(*corners, strict=True)]


def outline(load: Load) -> list[Array]:
    """Sketch head and trunk around the model's joints; the arms are left out for a clear view.

    Parameters
    ----------
    load : result of ``model.hold``.
    """
    head = load.com_mm[0] + turn(HEAD_MM, load.settings["neck_flexion_deg"])
    tilt = np.append(load.tilt_deg[0], load.tilt_deg)
    skin = [turn(np.column_stack([mm, np.zeros(13)]), tilt) for mm in (-BACK_MM, FRONT_MM)]
    back = np.vstack([head[12], load.joint_mm + skin[0], LEGS_MM[1]])
    front = np.vstack([head[10], load.joint_mm[1:] + skin[1][1:], LEGS_MM[0][::-1]])
    return [head, back, front]


def runner_traces(load: Load, joint: str) -> list[Stroke]:
    """Draw the runner with the two lever arms of one joint: the weight's and the muscle's.

    Parameters
    ----------
    load : result of ``model.hold``.
    joint : where the lever arms are drawn, "C7/T1" to "T12/L1".

    Raises
    ------
    ValueError : a joint that the model does not have.
    """
    row = load.at(joint)
    (x, y), ahead = load.joint_mm[row], load.lever_mm[row]
    behind = float(reference_spine().arm_mm[0][row])
    sketch = line(*_with_gaps(outline(load)), role="body", width=1.5)
    bones = line(
        *_with_gaps([np.vstack([b, b[:1]]) for b in bodies(load)]), role="bone_edge", width=1
    )
    names = ["head", "arms", *(f"slice at T{n}" for n in range(1, 13))]
    masses = marks(*load.com_mm.T, role="body", size=5, hover="centre of mass: %{text}", text=names)
    weight_arm, muscle_arm = ([x, x + ahead], [y, y]), ([x - behind, x], [y, y])
    told = "lever arm of the weight", "lever arm of the muscle"
    return [
        sketch.update(line_shape="spline"),
        bones.update(fill="toself", fillcolor=PALETTE["bone"]),
        masses.update(marker_symbol="circle-open"),
        lever(*weight_arm, role="demand", symbols=("triangle-up", "circle"), hover=told[0]),
        lever(*muscle_arm, role="muscle", symbols=("square", "triangle-up"), hover=told[1]),
    ]
