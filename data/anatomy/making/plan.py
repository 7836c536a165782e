"""All lengths of one vertebra, worked out from the tables; x forward, y left, z up.

What the tables give is used as it stands: size and wedge of the body, length and height of the
processes, pedicles, facets, joints of the ribs. Width and depth of the canal, thickness of the
blades and fillets are drawn by eye: no source of the course gives them by level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.anatomy import cage, spine
from course_lib.anatomy.spine import LEVELS
from course_lib.anatomy.turning import MIRROR
from course_lib.tables import load_columns, load_rows
from making.fields import Array

CANAL_HALF_MM = (11.5, 10.6, 9.4, *(8.4,) * 7, 8.8, 9.8, 11.0, 11.5)

# The published joints of ribs 2 and 3 (osim_ross) lie inside the published bodies (myosim_meshes):
# their heads are drawn so far further along the neck.
HEAD_START_MM = {2: 4.0, 3: 3.0, 4: 1.0}


@dataclass(frozen=True)
class Plan:
    """All lengths of one vertebra, in mm and in its own frame."""

    row: int  # in LEVELS
    size: dict  # row of anatomy/vertebrae
    parts: dict  # row of anatomy/vertebra_parts (C7 takes T1's, L1 takes T12's)
    bottom: float  # lower end plate
    top: float  # upper end plate
    shift: float  # middle of the body, forward
    canal: float  # half width
    upper_facet: Array  # middle of the upper left facet
    lower_facet: Array
    tip: Array  # left transverse process
    heads: tuple  # balls of the left rib heads that touch it
    tubercle: Array | None  # where the rib's line passes the process
    reach: float  # from there to the costal facet of the process


def knob_of(size: dict, part: dict, *, row: int) -> tuple[Array, float]:
    """Give the middle and the radius of the left transverse process's club-shaped end."""
    radius = min(5.0, part["process_height_mm"] * 0.54) if 1 <= row <= 10 else 3.0
    tip = process_tip(size, LEVELS[row]) - [0, 0.6, 0]
    return tip + radius * np.array([0.42, -0.91, 0.0]), radius


def facet_reach(size: dict, part: dict, *, row: int) -> float:
    """Give how far the costal facet of the process lies from the rib's line (1.6 mm deep)."""
    near = tubercle(row)
    if near is None:
        return 0.0
    middle, radius = knob_of(size, part, row=row)
    return float(np.linalg.norm(near - middle) - radius + 1.6)


def read_plans() -> dict[str, Plan]:
    """Work out the plan of every level; facets that meet are given one place."""
    sizes = {r["level"]: r for r in load_rows("anatomy/vertebrae")}
    parts = {r["level"]: r for r in load_rows("anatomy/vertebra_parts")}
    parts |= {"C7": parts["T1"], "L1": parts["T12"]}
    upper, lower = spine.end_plates()
    bone = np.vstack([[0, 0, 19.0], spine.column().bone_mm, [0, 0, 36.0]])
    tops = facet_tops(sizes, bone)
    plans = {}
    for row, level in enumerate(LEVELS):
        size, part = sizes[level], parts[level]
        canal = CANAL_HALF_MM[row]
        high = part["facet_height_mm"]
        next_part = parts[LEVELS[min(row + 1, 13)]]
        fall = tops[row + 1] - bone[row + 1, 2] if row < 13 else 2.0
        plans[level] = Plan(
            row=row,
            size=size,
            parts=part,
            bottom=lower[row, 2],
            top=upper[row, 2],
            shift=upper[row, 0],
            canal=canal,
            upper_facet=np.array(
                [facet_depth(sizes, row - 1, row), canal + 3.2, tops[row] - high / 2]
            ),
            lower_facet=np.array(
                [
                    facet_depth(sizes, row, row + 1),
                    (canal + CANAL_HALF_MM[min(row + 1, 13)]) / 2 + 3.2,
                    fall - next_part["facet_height_mm"] / 2,
                ]
            ),
            tip=process_tip(size, level),
            heads=rib_heads(row),
            tubercle=tubercle(row),
            reach=facet_reach(size, part, row=row),
        )
    return plans


def facet_tops(sizes: dict, bone: Array) -> Array:
    """Give the top of each level's upper facets: T1-T8 from the whole height and the lowest tip."""
    tops = bone[:, 2] + [2, 2, 2, 2, 2, 2, 2, 2, 2, 1.5, 4.0, 2.0, 2.2, 7.5]
    for row in range(1, 9):
        size = sizes[LEVELS[row]]
        tops[row] = size["whole_height_mm"] + size["spine_up_mm"]
    return tops


def facet_depth(sizes: dict, above: int, below: int) -> float:
    """Give how far the joint plane of two levels lies behind the frame (negative)."""
    front = [sizes[LEVELS[min(max(k, 0), 13)]]["body_front_mm"] for k in (above, below)]
    return -(sum(front) / 2 + 13.0)


def process_tip(size: dict, level: str) -> Array:
    """Give the tip of the left transverse process.

    On T11 and T12 the published tip lies where the published rib leaves its joint; it is moved
    8 mm down there.
    """
    down = {"T11": 8.0, "T12": 8.0}.get(level, 0.0)
    return np.array(
        [-size["process_behind_mm"], size["whole_width_mm"] / 2, size["process_up_mm"] - down]
    )


def middle_line(number: int) -> Array:
    """Give the middle line (21, 3) of a right rib from its head, in the world at rest."""
    table = load_columns("anatomy/rib_curves")
    rows = np.array(table["rib"]) == number
    return np.column_stack([table["forward_mm"], table["side_mm"], table["up_mm"]])[rows] * MIRROR


def left_rib(number: int) -> tuple[Array, Array]:
    """Give the middle line of a left rib (21, 3) in the frame of its vertebra, and that frame."""
    rest = cage.cage()
    turn = rest.turns[number]
    return rest.head_mm[11 + number] + middle_line(number) * MIRROR @ turn, turn


def rib_heads(row: int) -> tuple:
    """Give the balls (middle, radius) of the left rib heads that touch a vertebra."""
    rest, balls = cage.cage(), []
    for number in (row, row + 1):
        if not 1 <= number <= 12 or (number > row and number in (1, 11, 12)):
            continue
        line, _ = left_rib(number)
        way = (line[1] - line[0]) / np.linalg.norm(line[1] - line[0])
        start = line[0] + HEAD_START_MM.get(number, 0.0) * way
        world = rest.joints[number] + rest.turns[number] @ (start + 4.4 * way)
        joint = rest.joints[number] + rest.turns[number] @ start
        balls.append(tuple(rest.turns[row].T @ (v - rest.joints[row]) for v in (world, joint)))
    return tuple(balls)


def tubercle(row: int) -> Array | None:
    """Give the point of the left rib's line that passes nearest to the transverse process."""
    if not 1 <= row <= 10:
        return None
    sizes = {r["level"]: r for r in load_rows("anatomy/vertebrae")}
    tip = process_tip(sizes[LEVELS[row]], LEVELS[row])
    line, _ = left_rib(row)
    fine = np.column_stack(
        [np.interp(np.linspace(0, 8, 120), range(9), line[:9, k]) for k in range(3)]
    )
    return fine[np.linalg.norm(fine - tip, axis=1).argmin()]


def wedge(plan: Plan) -> tuple[float, float]:
    """Give the slopes of the upper and the lower plate; T1's upper and T12's lower stay square.

    So the kyphosis between those two plates is the kyphosis of the frames.
    """
    if plan.row in (0, 13):
        return 0.0, 0.0
    ratio, height = plan.parts["body_back_over_front"], plan.top - plan.bottom
    slope = 2 * (ratio - 1) / (ratio + 1) * height / (2 * plan.size["body_front_mm"])
    return {1: (0.0, slope), 12: (slope, 0.0)}.get(plan.row, (slope / 2, slope / 2))
