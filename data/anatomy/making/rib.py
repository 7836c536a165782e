"""Ribs, cartilages, discs and clavicles: sections swept along a line, then thinned."""

from __future__ import annotations

import numpy as np

from course_lib.anatomy import cage, spine
from course_lib.anatomy.turning import MIRROR
from making.fields import Array
from making.plan import HEAD_START_MM, middle_line, read_plans, wedge

TUBERCLE_MM = {1: 30, 2: 32, 3: 33, 4: 33, 5: 32, 6: 33, 7: 33, 8: 33, 9: 27, 10: 17}


def smooth(points: Array, count: int) -> tuple[Array, Array]:
    """Lay a smooth line (count, 3) through points; also give the distance along it."""
    from scipy.interpolate import CubicSpline

    steps = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    along = np.linspace(0, steps[-1], count)
    return CubicSpline(steps, points)(along), along


def tube(
    line: Array, wide: Array, *, across: Array, around: int, shape: tuple
) -> tuple[Array, Array]:
    """Sweep a section along a line.

    ``wide`` (n, 2) holds half thickness and half height, ``across`` (n, 3) the direction of the
    thickness; ``shape`` is a function of the angle that gives the section's unit outline.
    """
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    thin = across - (across * tangent).sum(1, keepdims=True) * tangent
    thin /= np.linalg.norm(thin, axis=1, keepdims=True)
    tall = np.cross(tangent, thin)
    angle = np.arange(around) / around * 2 * np.pi
    u, v = shape(angle)
    rings = (
        line[:, None]
        + (wide[:, :1] * u)[..., None] * thin[:, None]
        + (wide[:, 1:] * v)[..., None] * tall[:, None]
    )
    n = len(line)
    vertices = np.vstack([rings.reshape(-1, 3), line[:1], line[-1:]])
    i, j = np.meshgrid(np.arange(n - 1), np.arange(around), indexing="ij")
    a, b = i * around + j, i * around + (j + 1) % around
    sides = np.concatenate(
        [np.stack([a, b, b + around], -1), np.stack([a, b + around, a + around], -1)]
    )
    k = np.arange(around)
    first = np.column_stack([(k + 1) % around, k, np.full(around, n * around)])
    last = np.column_stack([k, (k + 1) % around, np.full(around, n * around + 1)])
    last[:, :2] += (n - 1) * around
    return vertices, np.vstack([sides.reshape(-1, 3), first, last])


def oval(angle: Array) -> tuple[Array, Array]:
    """Give a plain oval section."""
    return np.cos(angle), np.sin(angle)


def flat_section(angle: Array) -> tuple[Array, Array]:
    """Give a flat rib section: round outside, flat inside, a groove above the sharp lower edge."""
    c, s = np.cos(angle), np.sin(angle)
    u = np.sign(c) * np.abs(c) ** 0.75
    u = np.where(c < 0, 0.78 * u, u)
    u = u + np.where((c < 0) & (s < -0.3), 0.35 * (-s - 0.3), 0.0)
    return u, np.sign(s) * np.abs(s) ** 0.8


def outward(number: int, line: Array) -> Array:
    """Give the direction of a rib's thickness: out of the chest; upwards on rib 1."""
    origin = cage.cage().origin_mm[number - 1]
    world = line + origin
    out = np.column_stack([world[:, 0] + 105.0, world[:, 1], np.zeros(len(line))])
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    rise = {1: 3.0, 2: 0.85, 3: 0.45, 4: 0.25, 5: 0.12}.get(number, -0.04 * (number - 6))
    out[:, 2] = rise
    return out


def widths(number: int, total: float, *, at: Array) -> Array:
    """Give half thickness and half height (n, 2): head, neck, angle, body, front end."""
    tub = TUBERCLE_MM.get(number, 12)
    first = HEAD_START_MM.get(number, 0.0)
    along = at - first
    total = total - first
    small = {1: 0.9, 11: 0.85, 12: 0.72}.get(number, 1.0)
    marks = [
        0,
        5,
        11,
        max(tub - 7, 13),
        tub,
        tub + 10,
        0.35 * total + tub * 0.4,
        0.9 * total,
        total,
    ]
    thick = np.array([4.1, 4.3, 3.4, 3.2, 4.2, 3.7, 3.3, 3.2, 3.8]) * small
    tall = np.array([4.3, 4.6, 4.2, 4.5, 5.2, 5.9, 6.6, 6.2, 6.6]) * small
    if number == 1:
        thick, tall = thick * 0.85, np.array([4.2, 4.5, 3.8, 4.4, 6.0, 7.4, 8.4, 8.0, 9.0])
    if number > 10:
        thick, tall = thick * 0.95, tall * 0.9
        thick[-1], tall[-1] = 2.0, 2.6
    wide = np.column_stack([np.interp(along, marks, w) for w in (thick, tall)])
    kernel = np.hanning(7) / np.hanning(7).sum()
    padded = np.pad(wide, ((3, 3), (0, 0)), mode="edge")
    wide = np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])
    ball = np.sqrt(np.clip(1 - (1 - np.minimum(along / 4.6, 1.0)) ** 2, 0.01, 1))
    front = np.sqrt(np.clip(1 - (1 - np.minimum((total - along) / 2.0, 1.0)) ** 2, 0.30, 1))
    return wide * (ball * front)[:, None]


def rib(number: int) -> tuple[Array, Array]:
    """Make a right rib in its own frame."""
    line, along = smooth(middle_line(number), 110)
    dense = np.r_[np.linspace(0, 8, 12), np.linspace(9, 50, 34), np.linspace(52, along[-1], 72)]
    dense = dense[dense <= along[-1]]
    dense = np.maximum(dense, HEAD_START_MM.get(number, 0.0) + np.linspace(0.0, 0.01, len(dense)))
    line = np.column_stack([np.interp(dense, along, line[:, k]) for k in range(3)])
    wide, across = widths(number, along[-1], at=dense), outward(number, line)
    vertices, faces = tube(line, wide, across=across, around=20, shape=flat_section)
    if number <= 10:
        vertices = with_tubercle(vertices, number, line=line)
    return vertices, faces


def with_tubercle(vertices: Array, number: int, *, line: Array) -> Array:
    """Raise the tubercle until it meets the facet on the transverse process."""
    plan, rest = read_plans()[f"T{number}"], cage.cage()
    places = np.array([plan.tubercle, plan.tip]) * MIRROR
    near, tip = rest.joints[number] + places @ rest.turns[number].T - rest.origin_mm[number - 1]
    near = line[np.linalg.norm(line - near, axis=1).argmin()]
    way = (tip - near) / np.linalg.norm(tip - near)
    depth = (vertices - near) @ way
    aside = np.linalg.norm(vertices - near - depth[:, None] * way, axis=1)
    raised = np.clip(plan.reach - 0.2 - depth, 0.0, None) * np.exp(-((aside / 3.6) ** 2))
    return vertices + (np.where(depth > 1.0, raised, 0.0))[:, None] * way


def cartilage(row: int) -> tuple[Array, Array]:
    """Make a right cartilage (row 0-9) in its own frame."""
    start, end = cage.cartilage_ends()
    path = cage.cartilage_path(start[row], end[row], direction=cage.front_directions()[row])
    line, along = smooth(path - start[row], 40)
    t = along / along[-1]
    base = 7.6 if row == 0 else 6.4
    tall = np.interp(t, [0, 0.5, 1], [base, 5.4, 5.2 if row < 7 else 2.6])
    thick = np.interp(t, [0, 0.5, 1], [3.7, 3.5, 3.9 if row < 7 else 2.2])
    caps = np.sqrt(np.clip(1 - (1 - np.minimum((along[-1] - along) / 3.0, 1.0)) ** 2, 0.05, 1))
    across = outward(row + 1, line + start[row] - cage.cage().origin_mm[row])
    wide = np.column_stack([thick, tall]) * caps[:, None]
    return tube(line, wide, across=across, around=12, shape=oval)


def clavicle() -> tuple[Array, Array]:
    """Make the right clavicle: an S, round near the sternum and flat near the shoulder."""
    inner, outer = (cage.girdle_point(n) for n in ("sternoclavicular", "acromioclavicular"))
    chord = outer - inner
    size = np.linalg.norm(chord)
    along = chord / size
    side = np.cross(along, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    side = side * np.sign(side[0])
    t = np.linspace(0.04, 0.92, 13)
    bow = np.interp(t, [0, 0.12, 0.32, 0.55, 0.72, 0.86, 1], [0, 6, 12.5, 6, -3.5, -7, -3])
    lift = np.interp(t, [0, 0.12, 0.4, 1], [1.0, 0.9, 0.2, 0.0])[:, None] * [3.5, 0, 5.5]
    line, run = smooth(t[:, None] * chord + bow[:, None] * side + lift, 70)
    f = run / run[-1]
    thick = np.interp(f, [0, 0.1, 0.35, 0.6, 0.85, 1], [10, 8.5, 6.2, 5.8, 8.6, 8.0])
    tall = np.interp(f, [0, 0.1, 0.35, 0.6, 0.85, 1], [10.5, 8.2, 6.0, 5.0, 4.6, 4.2])
    edge = np.minimum(run, run[-1] - run)
    caps = np.sqrt(np.clip(1 - (1 - np.minimum(edge / 3.5, 1.0)) ** 2, 0.12, 1))
    across = np.tile(side, (70, 1))
    return tube(
        line, np.column_stack([thick, tall]) * caps[:, None], across=across, around=16, shape=oval
    )


def disc(row: int) -> tuple[Array, Array]:
    """Make the disc under level ``row``: two rims and a bulge between them, in the disc's frame."""
    plans, rest = list(read_plans().values()), cage.cage()
    mean, middle, _ = spine.discs(rest.turns, rest.joints)
    rims = []
    for level, is_top in ((row, True), (row + 1, False)):
        plan = plans[level]
        front, half = plan.size["body_front_mm"], plan.size["body_width_mm"] / 2
        angle = np.arange(32) / 32 * 2 * np.pi
        c, s = np.cos(angle), np.sin(angle)
        heart = 0.16 if 4 <= plan.row <= 9 else 0.08
        side = half * (1 - heart * np.clip(c, -0.4, 1.0))
        ring = (np.abs(c) ** 2.35 + np.abs(s) ** 2.35) ** (-1 / 2.35)
        x, y = 0.955 * front * ring * c, 0.955 * side * ring * s
        x = np.maximum(
            x, -front * (0.80 + 0.2 * np.minimum((np.abs(y) / (plan.canal * 1.2)) ** 2, 1))
        )
        up, down = wedge(plan)
        z = plan.bottom + down * x - 0.12 if is_top else plan.top - up * x + 0.12
        local = np.column_stack([x + plan.shift, y, z])
        rims.append((rest.joints[level] + local @ rest.turns[level].T - middle[row]) @ mean[row])
    top, low = rims
    waist = (top + low) / 2
    centre = waist.mean(axis=0)
    waist = centre + (waist - centre) * 1.025
    shrink = [centre + (r - centre) * [0.55, 0.55, 1.0] for r in (low, top)]
    vertices, faces = closed(np.array([shrink[0], low, waist, top, shrink[1]]))
    return around_heads(vertices, row=row, frame=(mean[row], middle[row])), faces


def around_heads(vertices: Array, *, row: int, frame: tuple[Array, Array]) -> Array:
    """Press a disc's edge in where the heads of ribs lie against it."""
    rest = cage.cage()
    for number in (row + 1,) if row < 12 else ():
        for side in (1, -1):
            line = middle_line(number)[:3] * [1, side, 1] + rest.origin_mm[number - 1] * [
                1,
                side,
                1,
            ]
            way = (line[1] - line[0]) / np.linalg.norm(line[1] - line[0])
            ball = line[0] + (4.4 + HEAD_START_MM.get(number, 0.0)) * way
            away = vertices - (ball - frame[1]) @ frame[0]
            gap = np.linalg.norm(away, axis=1, keepdims=True)
            vertices = np.where(gap < 4.9, vertices + away / gap * (4.9 - gap), vertices)
    return vertices


def closed(rings: Array) -> tuple[Array, Array]:
    """Join rings (k, n, 3) and close both ends."""
    k, n, _ = rings.shape
    vertices = np.vstack([rings.reshape(-1, 3), rings[0].mean(0), rings[-1].mean(0)])
    i, j = np.meshgrid(np.arange(k - 1), np.arange(n), indexing="ij")
    a, b = i * n + j, i * n + (j + 1) % n
    sides = np.concatenate([np.stack([a, b, b + n], -1), np.stack([a, b + n, a + n], -1)])
    m = np.arange(n)
    first = np.column_stack([(m + 1) % n, m, np.full(n, k * n)])
    last = np.column_stack([m + (k - 1) * n, (m + 1) % n + (k - 1) * n, np.full(n, k * n + 1)])
    return vertices, np.vstack([sides.reshape(-1, 3), first, last])
