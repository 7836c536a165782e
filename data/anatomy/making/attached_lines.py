"""Lines for the muscles that the reference body does not have, from the attachments in words.

Each line joins two named attachments (zanatomy_text). Where exactly on the bone it starts and
ends, and which of several vertebrae belong together, is chosen by us: points on spinous and
transverse processes and on the shoulder blade are taken from neighbouring fascicles of the
reference body (osim_ross), points on ribs from the curves of data/anatomy/rib_curves.csv.
Right side, world coordinates of the reference posture, mm: x forward, y left, z up.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import skeleton

Array = NDArray[np.float64]
Point = tuple[str, Array]
Lines = dict[str, list[Point]]
POSE = skeleton.pose()
MATRIX = dict(zip(POSE.names, POSE.matrices, strict=True))


def at(bone: str, *xyz_mm: float) -> Point:
    """Give a point in the world, carried by a bone."""
    return bone, np.array(xyz_mm, dtype=float)


@lru_cache
def rib_curve(number: int) -> Array:
    """Read the middle line of one rib: forward, outward and up of its head."""
    with (Path(__file__).parents[1] / "rib_curves.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["rib"]) == number]
    return np.array([[float(row[f"{c}_mm"]) for c in ("forward", "side", "up")] for row in rows])


def rib(number: int, share: float, *, out_mm: float = 0.0, up_mm: float = 0.0) -> Point:
    """Give a point of a right rib: 0 at its head, 1 at its front end; out of the cage, up."""
    curve = rib_curve(number)
    grid = np.linspace(0.0, 1.0, len(curve))
    local = np.array([np.interp(share, grid, curve[:, k]) for k in range(3)])
    ahead = np.array([np.interp(share + 0.01, grid, curve[:, k]) for k in range(3)])
    behind = np.array([np.interp(share - 0.01, grid, curve[:, k]) for k in range(3)])
    along = (ahead - behind)[:2]
    outward = np.array([-along[1], along[0]]) / np.linalg.norm(
        along
    )  # of a left rib, seen from above
    local = local + np.array([*(outward * out_mm), up_mm])
    bone = f"rib_{number}_right"
    world = MATRIX[bone] @ np.array([local[0], -local[1], local[2], 1.0])
    return bone, world[:3]


def slanted(number: int, share: float, *, forward_mm: float, out_mm: float) -> list[Point]:
    """Give a line from a rib to the rib below, its end moved along that rib from the nearest place.

    ``forward_mm`` above 0 slants it down and forward, as the external intercostals, below 0 down
    and backward, as the internal ones.
    """
    start = rib(number, share, out_mm=out_mm)
    shares = np.linspace(0.02, 0.98, 97)
    below = np.array([rib(number + 1, s, out_mm=out_mm)[1] for s in shares])
    nearest = shares[np.linalg.norm(below - start[1], axis=1).argmin()]
    arc_mm = np.linalg.norm(np.diff(rib_curve(number + 1), axis=0), axis=1).sum()
    end = float(np.clip(nearest + forward_mm / arc_mm, 0.02, 0.98))
    return [start, rib(number + 1, end, out_mm=out_mm)]


class Places:
    """Named places taken from the reference body's fascicles."""

    def __init__(self, known: dict[str, list[Point]]) -> None:
        tips = {1: "trap_acr_T1", 2: "trap_acr_T2", 3: "trap_acr_T3"}
        self.spine = {f"T{n}": known[name][-1][1] for n, name in tips.items()}
        self.spine |= {f"T{n}": known[f"trap_inf_T{n}"][0][1] for n in range(4, 13)}
        self.spine |= {"C7": known["multifidus_T4_C7"][-1][1], "L1": known["LD_L1_r"][-1][1]}
        self.side = {f"T{n}": known[f"LTpT_T{n}_r"][-1][1] for n in range(1, 13)}
        border = ("levator_scap:0", "SerrAnt2_1_R:-1", "SerrAnt3_1_R:-1", "SerrAnt4_1_R:-1")
        picks = (name.split(":") for name in border)
        self.border = np.array([known[name][int(end)][1] for name, end in picks])

    def spinous(self, level: str, aside_mm: float = 2.0) -> Point:
        """Give a place on the right of a spinous process, near its tip."""
        x, _, z = self.spine[level]
        return at(level, x, -aside_mm, z)

    def lamina(self, level: str) -> Point:
        """Give a place beside the root of a spinous process."""
        root = 0.45 * self.spine[level] + 0.55 * self.side[level]
        return at(level, root[0] + 6.0, -9.0, root[2])

    def transverse(self, level: str) -> Point:
        """Give a place on the right transverse process."""
        return level, self.side[level] * (1.0, 0.9, 1.0)

    def blade(self, share: float) -> Point:
        """Give a place on the inner border of the shoulder blade: 0 at its top, 1 at its tip."""
        step = np.linalg.norm(np.diff(self.border, axis=0), axis=1)
        grid = np.append(0.0, np.cumsum(step)) / step.sum()
        return at("scapula_right", *(np.interp(share, grid, column) for column in self.border.T))


def attached_lines(known: dict[str, list[Point]]) -> dict[str, Lines]:
    """Give muscle id -> line name -> points, for all muscles drawn from attachments."""
    place = Places(known)
    return {
        "trapezius_descending": nape(),
        "rhomboid_major": rhomboid_major(place),
        "rhomboid_minor": {
            "C7_blade": [place.spinous("C7"), place.blade(0.14)],
            "T1_blade": [place.spinous("T1"), place.blade(0.2)],
        },
        "serratus_posterior_superior": {
            f"{level}_rib{n}": [place.spinous(level), rib(n, 0.2, out_mm=7), rib(n, 0.3, out_mm=5)]
            for level, n in (("C7", 2), ("T1", 3), ("T2", 4), ("T3", 5))
        },
        "serratus_posterior_inferior": {
            f"{level}_rib{n}": [place.spinous(level), rib(n, 0.3, out_mm=7), rib(n, 0.4, out_mm=4)]
            for level, n in (("T11", 9), ("T12", 10), ("L1", 11))
        },
        "spinalis_thoracis": spinalis(place),
        "semispinalis_thoracis": semispinalis(place),
        "iliocostalis_thoracis": {
            f"rib{low}_rib{low - 6}": [rib(n, 0.16, out_mm=8) for n in range(low, low - 7, -2)]
            for low in (9, 7)
        },
        "rotatores": {
            f"T{n}_T{n - 1}": [place.transverse(f"T{n}"), place.lamina(f"T{n - 1}")]
            for n in range(2, 13, 2)
        },
        "external_intercostals": {
            f"rib{n}_{where}": slanted(n, share, forward_mm=38.0, out_mm=2)
            for n in (2, 4, 6, 8)
            for where, share in (("back", 0.25), ("side", 0.6))
        },
        "internal_intercostals": {
            f"rib{n}_{where}": slanted(n, share, forward_mm=-10.0, out_mm=-2)
            for n in (2, 4, 6, 8)
            for where, share in (("side", 0.5), ("front", 0.85))
        },
        "pectoralis_minor": {
            f"rib{n}_coracoid": [rib(n, 0.97, out_mm=4), at("scapula_right", -66, -146, 488)]
            for n in (3, 4, 5)
        },
        "diaphragm": diaphragm(),
    }


def nape() -> Lines:
    """Give the upper trapezius from the nape, where the model has no bones, to the collarbone."""
    ends = {"nape_high": (-166, 640, -84, -120), "nape_low": (-160, 595, -92, -143)}
    return {
        name: [
            at("head", x, -2, z),
            at("clavicle_right", 0.5 * (x + x_end) - 14, 0.55 * y_end, 0.35 * z + 0.65 * 506),
            at("clavicle_right", x_end, y_end, 505),
        ]
        for name, (x, z, x_end, y_end) in ends.items()
    }


def rhomboid_major(place: Places) -> Lines:
    """Give lines from T2-T5 to the border of the blade, laid over the ribs between them."""
    lines = {}
    for level, over, share in (("T2", 4, 0.36), ("T3", 5, 0.56), ("T4", 6, 0.78), ("T5", 7, 1.0)):
        lines[f"{level}_blade"] = [
            place.spinous(level),
            rib(over, 0.17, out_mm=9),
            place.blade(share),
        ]
    return lines


def spinalis(place: Places) -> Lines:
    """Give lines from T12-L1 up beside the spinous processes, which they pass one by one."""
    lines = {}
    for low, high in ((13, 3), (13, 5), (12, 6), (11, 7)):
        levels = ["L1" if n == 13 else f"T{n}" for n in range(low, high - 1, -1)]
        points = [place.spinous(level, aside_mm=6.0) for level in levels]
        lines[f"{levels[0]}_{levels[-1]}"] = points[::2] if len(points) % 2 else points
    return lines


def semispinalis(place: Places) -> Lines:
    """Give lines from the transverse processes T7-T10 to spinous processes six levels up."""
    lines = {}
    for n in (7, 8, 9, 10):
        top = "C7" if n == 7 else f"T{n - 7}"
        middle = place.lamina(f"T{n - 3}")
        behind = (middle[0], middle[1] + (-10.0, -4.0, 0.0))
        lines[f"T{n}_{top}"] = [place.transverse(f"T{n}"), behind, place.spinous(top)]
    return lines


def diaphragm() -> Lines:
    """Give the right half of the dome: from xiphoid, ribs and crus over its top to the midline."""
    front, middle, back = (-45, 0, 366), (-64, 0, 370), (-88, 0, 362)
    ways = {  # origin on a rib, place on the wall above it, shoulder and edge of the dome, end
        7: ((7, 0.99), (6, 0.96, -12), (-28, -60, 366), (-42, -26, 370), front),
        8: ((8, 0.95), (7, 0.88, -12), (-40, -88, 372), (-55, -44, 377), middle),
        9: ((9, 0.8), (7, 0.72, -14), (-66, -98, 376), (-64, -46, 379), middle),
        10: ((10, 0.6), (8, 0.56, -14), (-98, -92, 374), (-74, -44, 378), middle),
        11: ((11, 0.85), (9, 0.46, -14), (-117, -81, 369), (-84, -38, 373), back),
        12: ((12, 0.7), (10, 0.36, -14), (-130, -66, 362), (-96, -28, 367), back),
    }
    lines = {"xiphoid": [at("xiphoid", 8, 0, 336), at("T9", -14, 0, 356), at("T9", *front)]}
    for number, (origin, (over, share, out_mm), *dome) in ways.items():
        start, wall = rib(*origin, out_mm=-6), rib(over, share, out_mm=out_mm)
        lines[f"rib{number}"] = [start, wall, *rounded([start[1], wall[1], *map(np.array, dome)])]
    crus = [at("L1", -98, -9, 228), at("T12", -108, -9, 268), at("T10", -112, -14, 318)]
    arch = [at("L1", -136, -36, 238), at("T12", -134, -36, 274), at("T10", -128, -38, 322)]
    lines["arcuate_ligaments"] = [*arch, at("T9", -112, -30, 352), at("T9", *back)]
    return lines | {"crus": [*crus, at("T9", -104, -16, 348), at("T9", *back)]}


def rounded(points: list[Array]) -> list[Point]:
    """Give the points after the second, and one on the curve before each, as carried by T9."""
    ahead = [*points, 2 * points[-1] - points[-2]]
    found = []
    for a, b, c, d in zip(points, points[1:], ahead[2:], ahead[3:], strict=False):
        found += [at("T9", *((9 * (b + c) - a - d) / 16)), at("T9", *c)]
    return found
