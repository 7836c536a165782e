"""How data/anatomy/rib_curves.csv was made: a smooth line for each rib from its published measures.

Run it from the repository: python data/anatomy/making/fit_ribs.py
Held: both ends (chord, slope, azimuth). Fitted by least squares: length, depth, distance from the
best plane, muscle attachments 4 to 7 mm outside the line, the direction of the neck, and 8 mm
between the line and the tip of the transverse process. There is no chance in it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import least_squares

sys.path.insert(0, str(Path(__file__).parents[1]))

from course_lib.anatomy import cage
from course_lib.tables import load_rows
from making.fields import Array
from making.plan import process_tip

KNOTS = np.array([0, 0.08, 0.18, 0.3, 0.43, 0.56, 0.69, 0.82, 0.92, 1.0])
AT = np.linspace(0, 1, 161)
OUTSIDE_MM = {"E0": 5.0, "IL": 4.5, "QL": 5.0, "LD": 7.0, "Se": 7.0}
WAYS = ("forward", "side", "up")
# Broad muscles (LD, Se) slide over the ribs: their points say less about where the bone is.
TRUST = {"IL": 0.8, "LT": 0.8, "E0": 0.8, "sc": 0.5, "il": 0.4, "QL": 0.3, "Se": 0.25, "LD": 0.12}


def target(rib: dict) -> dict:
    """Give what one rib's line is fitted to, in the world's directions, side positive."""
    number, rest = rib["rib"], cage.cage()
    slope, out = np.radians(rib["slope_deg"]), np.radians(rib["azimuth_deg"])
    chord = np.array([np.cos(out) * np.cos(slope), np.sin(out) * np.cos(slope), -np.sin(slope)])
    side = np.array([-np.sin(out), np.cos(out), 0.0])
    size = load_rows("anatomy/vertebrae")[number]
    head = rest.head_mm[11 + number]
    turn = rest.turns[number]
    points = [r for r in load_rows("anatomy/rib_attachments") if r["rib"] == number]
    return {
        **rib,
        "end": rib["chord_mm"] * chord,
        "side": side,
        "normal": np.cross(chord, side),
        "tip": turn @ (process_tip(size, f"T{number}") - head),
        "neck": turn @ rest.axis[number - 1] * [1, -1, 1],
        "points": [
            (r["fascicle"][:2], [r["forward_mm"], r["side_mm"], r["up_mm"]]) for r in points
        ],
    }


def gaps(inner: Array, goal: dict) -> Array:
    """Give all differences between a line through inner knots (8, 3) and its goal."""
    line = draw(inner, goal)
    steps = np.diff(line, axis=0)
    length = np.linalg.norm(steps, axis=1)
    tangent, total = steps / length[:, None], length.sum()
    off = line @ goal["normal"]
    result = [
        (total - goal["arc_mm"]) / 0.5,
        ((line @ goal["side"]).max() - goal["depth_mm"]) / 0.6,
        max(0.0, np.sqrt((off**2).mean()) - goal["out_of_plane_mm"] - 0.5) / 0.6,
    ]
    for kind, point in goal["points"]:
        gap = np.linalg.norm(line - point, axis=1).min()
        result.append(TRUST[kind] * (gap - OUTSIDE_MM.get(kind, 4.0)) / 3.0)
    first = int(min(15, 0.12 * goal["arc_mm"]) / goal["arc_mm"] * 160) + 1
    bend = np.diff(np.diff(tangent, axis=0) / length.mean(), axis=0) / length.mean()
    result += [*((length / length.mean() - 1) * 0.25), *(np.diff(off, 2) * 4)]
    result += [*((tangent[:first].mean(axis=0) - goal["neck"]) / 0.2)]
    result += [*(bend * goal["arc_mm"] ** 2 / 160 * 0.55).ravel()]
    if goal["rib"] <= 9:
        near = line[min(0.32, 60 / goal["arc_mm"]) > AT]
        apart = np.linalg.norm(near - goal["tip"], axis=1)
        beside = near[apart.argmin()][1] - goal["tip"][1]
        result += [(apart.min() - 8) / 0.8, min(0.0, beside) / 1.5]
    return np.array(result)


def draw(inner: Array, goal: dict) -> Array:
    """Lay a line (161, 3) from the head through the inner knots to the front end."""
    return CubicSpline(KNOTS, np.vstack([[0, 0, 0], inner.reshape(-1, 3), goal["end"]]))(AT)


def fit(goal: dict) -> Array:
    """Give the line of one rib, 21 points at equal steps."""
    t = KNOTS[1:-1]
    bow = np.outer(goal["depth_mm"] * np.sin(np.pi * t) ** 0.7, goal["side"])
    back = np.outer(0.15 * np.sin(np.pi * t) * (1 - t), goal["end"])
    found = least_squares(
        gaps, (np.outer(t, goal["end"]) + bow - back).ravel(), args=(goal,), max_nfev=80
    )
    line = draw(found.x, goal)
    run = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    at = np.linspace(0, run[-1], 21)
    return np.column_stack([np.interp(at, run, line[:, k]) for k in range(3)])


def main() -> None:
    """Write data/anatomy/rib_curves.csv again."""
    path = Path(__file__).parents[1] / "rib_curves.csv"
    with path.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    lines = np.concatenate([fit(target(rib)) for rib in load_rows("anatomy/ribs")])
    for row, point in zip(kept, lines, strict=True):
        row |= dict(
            zip(("forward_mm", "side_mm", "up_mm"), np.round(point, 2).tolist(), strict=True)
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


if __name__ == "__main__":
    main()
