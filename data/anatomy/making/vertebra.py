"""One vertebra as a field of signed distances, from its plan; x forward, y left, z up."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from course_lib.anatomy import cage
from making.fields import Array, ball, common, cut, merge, rod, slab, turned
from making.plan import Plan, knob_of, left_rib, wedge

FACET_YAW_DEG = 15.0  # ebraheim1997facet: 2 to 16 from the frontal plane; masharawi2004: 25 to 30
FACET_PITCH_DEG = 18.0
PEDICLE_DEG = (34, 32, 24, 16, 12, 9, 8, 8, 8, 7, 4, 0, -6, 4)  # T1, T12: kaur2016; between: run
LUMBAR_YAW_DEG = 60.0  # masharawi2004: 26 to 34 degrees from the midline plane, T12 to L2


def body(p: Array, plan: Plan) -> Array:
    """Give the body: heart-shaped outline, concave waist, rim, dished and wedged plates."""
    front, half = plan.size["body_front_mm"], plan.size["body_width_mm"] / 2
    x, y, z = p[..., 0] - plan.shift, p[..., 1], p[..., 2]
    heart = 0.16 if 4 <= plan.row <= 9 else 0.08
    side = half * (1.0 - heart * np.clip(x / front, -0.4, 1.0))
    ring = ((np.abs(x) / front) ** 2.35 + (np.abs(y) / side) ** 2.35 + 1e-9) ** (1 / 2.35)
    up, down = wedge(plan)
    top, bottom = plan.top - up * x, plan.bottom + down * x
    t = np.clip((2 * z - top - bottom) / (top - bottom), -1.2, 1.2)
    waist = 1.0 - 0.115 * (1.0 - np.minimum(np.abs(t), 1.0) ** 2.2)
    radial = (ring - waist) * np.minimum(front, half)
    dish = 1.3 * np.clip(1.0 - (ring / 0.82) ** 2, 0.0, None) ** 0.7
    solid = common(radial, z - (top - dish), 1.3)
    return common(solid, bottom + dish * 1.1 - z, 1.3)


def arch(p: Array, plan: Plan) -> Array:
    """Pedicles, pillars and laminae of the left side."""
    front, canal = plan.size["body_front_mm"], plan.canal
    wide, high = plan.parts["pedicle_width_mm"], plan.parts["pedicle_height_mm"]
    low, upper = plan.lower_facet, plan.upper_facet
    back, middle, out = upper[0], plan.top - high / 2 - 0.8, canal + wide / 2
    inwards = np.tan(np.radians(PEDICLE_DEG[plan.row])) * (-front * 0.7 - back)
    root = [-front * 0.55 + plan.shift, out - inwards, middle]
    pedicle = rod(
        p,
        root,
        [back + 2.0, out, middle],
        radii=(high * 0.56, high * 0.5, high * 0.56),
        flat=(1, high / wide, 1),
    )
    pillar = rod(
        p,
        [back + 0.8, canal + 3.8, upper[2] - 1],
        [low[0] - 3.4, canal + 3.2, low[2] + 2],
        radii=(4.0, 4.9, 3.6),
        flat=(1.1, 1, 1),
    )
    return merge(merge(pedicle, pillar, 2.5), lamina(p, plan), 2.0)


def lamina(p: Array, plan: Plan) -> Array:
    """Give the left lamina: a leaning plate from the pillar to the midline, like a roof tile."""
    back, canal, low = plan.upper_facet[0], plan.canal, plan.lower_facet
    top, bottom = plan.top - 3.5, low[2] + 0.5
    dip = 3.0 * np.clip(1.0 - p[..., 1] / canal, 0.0, 1.0)  # its edges sink towards the midline
    q = p + np.stack([0.28 * (plan.top - 9 - p[..., 2] - dip), 0 * dip, dip], axis=-1)
    a, b = np.array([back - 1.0, canal + 1.5]), np.array([back - 9.0, 0.0])
    d = (b - a) / np.linalg.norm(b - a)
    axes = np.array([[d[0], d[1], 0], [-d[1], d[0], 0], [0, 0, 1.0]])
    centre = np.array([*(a + b) / 2, (top + bottom) / 2])
    half = np.array([np.linalg.norm(b - a) / 2 + 1.0, 2.9, (top - bottom) / 2])
    plate = slab(q, centre, half, axes=axes, edge=2.8)
    arc = rod(
        p,
        [back - 9.5, 0, bottom - 5.5],
        [back - 3.5, canal + 8.0, bottom - 4.0],
        radii=(6.0, 3.0),
        flat=(0.5, 1, 1),
    )
    return cut(plate, arc, 2.0)


def facets(p: Array, plan: Plan) -> Array:
    """Give the two articular processes of the left side, turned as published."""
    return merge(facet(p, plan, upper=True), facet(p, plan, upper=False), 0.8)


def facet(p: Array, plan: Plan, *, upper: bool) -> Array:
    """Give one articular process of the left side: a plate, domed away from its joint."""
    wide, high = plan.parts["facet_width_mm"] / 2, plan.parts["facet_height_mm"] / 2
    centre, sign = (plan.upper_facet, 1) if upper else (plan.lower_facet, -1)
    lumbar = plan.row == 13 if upper else plan.row >= 12
    axes = turned(
        pitch_deg=4.0 if lumbar else FACET_PITCH_DEG,
        yaw_deg=LUMBAR_YAW_DEG if lumbar else -FACET_YAW_DEG,
    )
    q = (p - centre - sign * 2.75 * axes[0]) @ axes.T
    ring = np.hypot(q[..., 1] / wide, q[..., 2] / high)
    dome = 2.2 * (1.25 - 0.25 * np.minimum(ring, 1.5) ** 2)
    bulge = np.where(sign * q[..., 0] > 0, dome, 2.2)
    return common((ring - 1.0) * wide, np.abs(q[..., 0]) - bulge, 1.6)


def processes(p: Array, plan: Plan) -> Array:
    """Give the left transverse process and the spinous process."""
    row, high = plan.row, plan.parts["process_height_mm"]
    tip, knob = knob_of(plan.size, plan.parts, row=row)
    root = np.array([plan.upper_facet[0] - 1.0, plan.canal + 4.0, min(plan.top - 5.5, plan.tip[2])])
    side = rod(p, root, tip, radii=(high * 0.56, high * 0.42, knob * 0.92), flat=(1.2, 1, 1))
    side = merge(
        side,
        rod(
            p,
            tip + np.array([0.6, -1.5, 1.0]),
            tip + np.array([-0.3, 0.3, -1.2]),
            radii=(knob * 0.98, knob),
            flat=(1.1, 1, 1),
        ),
        1.5,
    )
    if row in (11, 12):  # the small tubercles of the last thoracic vertebrae
        side = merge(side, rod(p, root, tip + np.array([-4, -2.5, 7.5]), radii=(4.4, 3.0)), 4.0)
        side = merge(side, rod(p, root, tip + np.array([-3, -3.5, -5.5]), radii=(4.2, 2.6)), 4.0)
    return merge(side, spinous(p, plan), 1.5)


def spinous(p: Array, plan: Plan) -> Array:
    """Give the spinous process: long and steep at T5-T8, a tall blade further down."""
    row, back = plan.row, -plan.size["spine_behind_mm"]
    tall = np.array(
        [6.5, 5.6, 4.4] if row < 9 else [8.0, 7.4, 6.4] if row < 11 else [10.0, 10.0, 9.4]
    )
    end = np.array([back + tall[-1], 0.0, plan.size["spine_up_mm"] + tall[-1]])
    middle = (plan.top - 3.5 + plan.lower_facet[2]) / 2
    start = np.array(
        [plan.upper_facet[0] - 7.0, 0.0, max(middle + (3.5 if row < 9 else 0.0), end[2] + 1.0)]
    )
    blade = rod(p, start, end, radii=tuple(tall), flat=(1, tall[0] / 3.1, 1))
    ridge = np.array([back + 3.3, 0.0, plan.size["spine_up_mm"] + 3.6])
    knob = rod(
        p,
        ridge + np.array([0, 0, 1.2 + max(0.0, 2 * tall[-1] - 8)]),
        ridge,
        radii=(2.9, 3.4),
        flat=(1, 0.95, 1),
    )
    return merge(blade, knob, 2.5)


def seen_from(points: Array, plan: Plan, other: Plan) -> Array:
    """Give points of one vertebra's frame in another's, at rest."""
    rest = cage.cage()
    world = rest.joints[plan.row] + points @ rest.turns[plan.row].T
    return (world - rest.joints[other.row]) @ rest.turns[other.row]


def room_above(p: Array, plan: Plan, above: Plan) -> Array:
    """Give what the vertebra above needs: its lower facets and its spinous process, and 1 mm."""
    local = seen_from(p, plan, above)
    return np.minimum(facet(local, above, upper=False), spinous(local, above)) - 1.0


def bone(points: Array, plan: Plan, above: Plan | None) -> Array:
    """Give a whole vertebra that leaves room to the one above it; right mirrors left."""
    p = points * [1, 1, 1]
    p[..., 1] = np.abs(p[..., 1])
    depth = 14.5 if plan.row < 12 else 15.5
    front = plan.size["body_front_mm"]
    centre = -front + plan.shift * 0.5 - depth / 2 + 1.2
    tube = (np.hypot((p[..., 0] - centre) / (depth / 2), p[..., 1] / plan.canal) - 1) * depth / 2
    whole = merge(arch(p, plan), facets(p, plan), 1.2)
    whole = merge(whole, processes(p, plan), 2.2)
    if above is not None:
        close = whole < 6.0
        whole[close] = cut(whole[close], room_above(p[close], plan, above), 2.4)
    whole = cut(merge(body(p, plan), whole, 2.0), tube, 1.0)
    for _, joint in plan.heads:
        inwards = np.array([plan.shift - joint[0], -joint[1], 0.0])
        seat = joint + 3.2 * inwards / np.linalg.norm(inwards)
        knob = ball(p, seat, radius=3.4 if plan.row == 1 else 4.3)
        whole = merge(whole, knob, 2.0 if plan.row == 1 else 3.5)
    for middle, _ in plan.heads:
        whole = cut(whole, ball(p, middle, radius=4.9), 0.6)
    if plan.tubercle is not None:
        whole = cut(whole, ball(p, plan.tubercle, radius=plan.reach), 0.5)
    return cut(whole, neck_room(p, plan), 0.5)


def neck_room(p: Array, plan: Plan) -> Array:
    """Give the room that the neck of the vertebra's own left rib takes."""
    if not 1 <= plan.row <= 12:
        return np.full(p.shape[:-1], 50.0)
    line, _ = left_rib(plan.row)
    step = np.linalg.norm(line[1] - line[0])
    fine = np.column_stack(
        [np.interp(np.arange(7, 40, 4) / step, range(21), line[:, k]) for k in range(3)]
    )
    return np.minimum.reduce([rod(p, a, b, radii=(4.1, 4.1)) for a, b in pairwise(fine)])


def vertebra(plan: Plan, above: Plan | None, below: Plan | None) -> Callable[[Array], Array]:
    """Give the field of a vertebra that leaves 0.9 mm to its neighbours, at rest."""

    def field(points: Array) -> Array:
        whole = bone(points, plan, above)
        front = plan.size["body_front_mm"]
        x, z = points[..., 0] - plan.shift, points[..., 2]
        up, down = wedge(plan)
        for rim in (z - plan.top + up * x, plan.bottom + down * x - z):
            flush = common(whole, rim - 0.4, 0.8)  # seats of rib heads stay off the discs
            whole = np.where(x > -front - 5.0, flush, whole)
        if below is None:
            return whole
        close = whole < 4.0  # far from the surface the cut changes nothing
        other = bone(seen_from(points[close], plan, below), below, plan)
        whole[close] = cut(whole[close], other - 0.9, 1.6)
        return whole

    return field
