"""How long until a depth has cooled by so many degrees, for thin and thick fat.

In one sentence: *fat lets heat through slowly, so every millimetre of it costs minutes.*
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band, spread
from course_lib.checks import require_between, require_one_of
from course_lib.tables import load_rows
from course_lib.thermal import bioheat
from course_lib.thermal.bioheat import Modes, Outside, Wall
from course_lib.thermal.model import Session, apply_pack
from course_lib.thermal.pack import CONTACTS, Case, contact_of
from course_lib.thermal.tissue import Bodies, bodies

Array = NDArray[np.float64]

SKINFOLDS_MM = np.linspace(5.0, 40.0, 11)  # otte2002: four groups from 0 to 40 mm
SKIN_MM = 2.0
LONGEST_MIN = 180.0
MINUTES = np.linspace(0.0, LONGEST_MIN, 46)
LIMITS = {"skinfold_mm": (5.0, 40.0), "depth_mm": (0.0, 30.0), "fall_c": (1.0, 15.0)}


@dataclass(frozen=True)
class TimeToCool:
    """Minutes of ice until a depth below the fat has cooled by so many degrees.

    Attributes
    ----------
    skinfold_mm : the fold of skin and fat, mm.
    depth_mm : depth below the border of fat and muscle, mm.
    fall_c : how many degrees cooler.
    minutes : for this skinfold, one number an edge; LONGEST_MIN means not within three hours.
    curve_skinfold_mm : (11,) the skinfolds of the curve, mm.
    curve_minutes : (11,) minutes for each of them.
    otte : lowest and highest skinfold in mm, minutes and their SD, for each group (otte2002).
    profile : temperatures through the layers while 20 minutes of ice lie there, and after them.
    """

    skinfold_mm: float
    depth_mm: float
    fall_c: float
    minutes: Band
    curve_skinfold_mm: Array
    curve_minutes: Band
    otte: tuple[tuple[float, float, float, float], ...]
    profile: Session


@lru_cache(maxsize=8)
def _all_folds(contact: str) -> tuple[Bodies, Wall, Array, Modes, Outside]:
    """Solve every body with every skinfold at once, for one contact."""
    people, folds = bodies("cold"), len(SKINFOLDS_MM)
    many = np.repeat(np.arange(len(people.contact)), folds)
    fat = np.tile(SKINFOLDS_MM / 2 - SKIN_MM, len(people.contact))
    tissue = bioheat.Tissue(
        people.tissue.conductivity[many], people.tissue.capacity, people.tissue.flow[many],
        people.tissue.metabolism, people.tissue.blood_c[many],
    )  # fmt: skip
    cells = bioheat.cut(np.full_like(fat, SKIN_MM), fat, muscle_mm=60.0)
    rest = bioheat.build(tissue, cells, flow_share=np.ones_like(fat))
    wall = bioheat.build(tissue, cells, flow_share=people.flow_share[many])
    case = Case("cold", 0.0, None, contact, "bare", SKIN_MM, 0.0, 60.0, 23.0)
    air = Outside(np.full_like(fat, 23.0), people.air_contact[many])
    ice = Outside(np.zeros_like(fat), contact_of(people, case)[many])
    return people, wall, bioheat.steady(rest, air), bioheat.find_modes(wall, ice), ice


@lru_cache(maxsize=64)
def _falls(contact: str, depth_mm: float) -> tuple[Array, int]:
    """Give the fall (bodies, folds, t) at a depth below the fat, in degrees C."""
    people, wall, start, modes, ice = _all_folds(contact)
    cells = bioheat.follow(modes, start, seconds=60.0 * MINUTES)
    border = wall.cell_mm[:, : bioheat.CELLS[0] + bioheat.CELLS[1]].sum(axis=1)
    weights = bioheat.reader(wall, (border + depth_mm)[:, None])
    skin = bioheat.surface(wall, cells[:, :, 0], outside_c=np.zeros((1, 1)), contact=ice.contact)
    deep = bioheat.read(weights, skin, cells_c=cells)[:, :, 0]
    return (deep[:, :1] - deep).reshape(len(people.contact), -1, len(MINUTES)), people.middle


def first_time(falls: Array, fall_c: float) -> Array:
    """Give the minute (bodies, folds) at which each fall is first reached.

    Parameters
    ----------
    falls : (bodies, folds, 46) fall at each of ``MINUTES``, degrees C.
    fall_c : the fall to reach, degrees C.

    Returns
    -------
    array : minutes (bodies, folds); LONGEST_MIN where the fall is never reached.
    """
    reached = falls >= fall_c
    after = np.clip(reached.argmax(axis=2), 1, None)
    before, then = (
        np.take_along_axis(falls, (after - step)[:, :, None], axis=2)[:, :, 0] for step in (1, 0)
    )
    part = np.clip((fall_c - before) / np.where(then > before, then - before, 1.0), 0.0, 1.0)
    minutes = MINUTES[after - 1] + part * (MINUTES[1] - MINUTES[0])
    return np.where(reached.any(axis=2), minutes, LONGEST_MIN)


@lru_cache(maxsize=1)
def otte_times() -> tuple[tuple[float, float, float, float], ...]:
    """Read Otte's four groups: lowest and highest skinfold in mm, minutes, their SD (otte2002)."""
    rows = [row for row in load_rows("thermal/measured") if row["source_key"] == "otte2002"]
    found = []
    for row in rows:
        low, high = (float(number) for number in row["fat"].split() if number.isdigit())
        found.append((low, high, row["value"], float(row["spread"].removeprefix("SD "))))
    return tuple(found)


def time_to_cool(
    *, skinfold_mm: float = 15.0, depth_mm: float = 10.0, fall_c: float = 7.0, contact: str = "bare"
) -> TimeToCool:
    """Ask how many minutes of crushed ice cool a depth below the fat by so many degrees.

    Parameters
    ----------
    skinfold_mm : a fold of skin and fat as calipers measure it, 5 to 40 mm; half of it lies on the
        muscle.
    depth_mm : depth below the border of fat and muscle, 0 to 30 mm.
    fall_c : how many degrees cooler, 1 to 15.
    contact : "bare" or "towel" (two dry layers).

    Returns
    -------
    TimeToCool : minutes with their band; 180 where three hours are not enough.

    Raises
    ------
    ValueError : a number outside ``LIMITS``, or a contact that does not exist.

    Source: otte2002 (four measured times, one of the studies that narrow the bodies).

    Examples
    --------
    >>> thin, thick = time_to_cool(skinfold_mm=5), time_to_cool(skinfold_mm=35)
    >>> round(float(thin.minutes.middle)), round(float(thick.minutes.middle))
    (11, 70)
    """
    asked = {"skinfold_mm": skinfold_mm, "depth_mm": depth_mm, "fall_c": fall_c}
    for name, value in asked.items():
        require_between(name, value, low=LIMITS[name][0], high=LIMITS[name][1])
    require_one_of("contact", contact, allowed=CONTACTS)
    falls, middle = _falls(contact, round(float(depth_mm), 3))
    curves = first_time(falls, fall_c)
    here = np.array([np.interp(skinfold_mm, SKINFOLDS_MM, curve) for curve in curves])
    half = skinfold_mm / 2
    depths = [0.0, SKIN_MM, half, *(half + np.array([2.0, 4.0, 7.0, 10.0, 14.0, 20.0, 30.0]))]
    profile = apply_pack(
        contact=contact, minutes=20.0, fat_mm=half - SKIN_MM, skin_mm=SKIN_MM, depths_mm=depths
    )
    return TimeToCool(
        skinfold_mm, depth_mm, fall_c,
        spread(here, middle), SKINFOLDS_MM,
        spread(curves, middle), otte_times(), profile,
    )  # fmt: skip
