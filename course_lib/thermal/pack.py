"""A pack and the tissue below it, solved: the resting state and the modes, found once a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.tables import load_rows
from course_lib.thermal import bioheat
from course_lib.thermal.bioheat import Modes, Outside, Wall
from course_lib.thermal.tissue import Bodies, bodies, properties

Array = NDArray[np.float64]

CONTACTS = ("bare", "towel")  # towel: two dry layers (ichikawa2024)


@dataclass(frozen=True)
class Case:
    """What decides the modes: the pack, the layers and the room.

    Attributes
    ----------
    kind : "cold" or "heat".
    pack_c : temperature of the pack at the start, degrees C.
    capacity : heat the pack can hold, J/m2/K; None keeps its temperature.
    contact : "bare", "towel", or a conductance in W/m2/K.
    through : what always lies between: "towels" under a moist hot pack, else "bare".
    skin_mm, fat_mm, muscle_mm : thickness of the layers, mm.
    air_c : the room, degrees C.
    """

    kind: str
    pack_c: float
    capacity: float | None
    contact: str | float
    through: str
    skin_mm: float
    fat_mm: float
    muscle_mm: float
    air_c: float


@dataclass(frozen=True)
class Solved:
    """A case with its modes: found once, used for every time and depth.

    Attributes
    ----------
    people : the m bodies.
    wall : their tissue in cells, with the blood flow under the pack and after it.
    start_c : (m, n) the resting state, degrees C.
    air, pack : what touches the skin before and afterwards, and meanwhile.
    under, after : the modes under the pack and in air.
    """

    people: Bodies
    wall: Wall
    start_c: Array
    air: Outside
    pack: Outside
    under: Modes
    after: Modes


@lru_cache(maxsize=1)
def packs() -> dict[str, dict]:
    """Read the packs of the course by name (data/thermal/packs)."""
    return {row["name"]: row for row in load_rows("thermal/packs")}


def choose_pack(name: str) -> dict:
    """Give one pack; an unknown name says which there are.

    Parameters
    ----------
    name : name of a row of data/thermal/packs, for example "crushed ice".

    Raises
    ------
    ValueError : a pack that does not exist; the sentence lists them.
    """
    if name not in packs():
        raise ValueError(f"There is no pack {name!r}; choose {', '.join(packs())}.")
    return packs()[name]


def contact_of(people: Bodies, case: Case) -> Array:
    """Give the conductance (m,) between pack and skin, in W/m2/K.

    Parameters
    ----------
    people : the m bodies.
    case : the pack; a number for its ``contact`` holds for all bodies, "towel" adds two dry layers
        (ichikawa2024).
    """
    if isinstance(case.contact, float):
        return np.full_like(people.contact, case.contact)
    bare = people.hot_pack_contact if case.through == "towels" else people.contact
    if case.contact == "bare":
        return bare
    return 1 / (1 / bare + properties()["towel", "resistance"])


@lru_cache(maxsize=256)
def solve(case: Case) -> Solved:
    """Find the resting state and the modes under the pack and afterwards.

    Parameters
    ----------
    case : pack, layers and room.
    """
    people = bodies(case.kind)
    one = np.ones_like(people.contact)
    cells = bioheat.cut(one * case.skin_mm, one * case.fat_mm, muscle_mm=case.muscle_mm)
    at_rest = bioheat.build(people.tissue, cells, flow_share=one)
    wall = bioheat.build(people.tissue, cells, flow_share=people.flow_share)
    air = Outside(one * case.air_c, people.air_contact)
    pack = Outside(
        one * case.pack_c, contact_of(people, case), case.capacity, case.air_c, people.air_contact
    )
    return Solved(
        people, wall, bioheat.steady(at_rest, air), air, pack,
        bioheat.find_modes(wall, pack), bioheat.find_modes(wall, air),
    )  # fmt: skip


def _under_pack(solved: Solved, seconds: Array) -> tuple[Array, Array]:
    """Give the cells (m, t, n) and what touches the skin (m, t) while the pack lies there."""
    first = solved.pack.temperature_c[:, None]
    if solved.pack.capacity is None:
        cells = bioheat.follow(solved.under, solved.start_c, seconds=seconds)
        return cells, np.repeat(first, len(seconds), axis=1)
    both = bioheat.follow(solved.under, np.hstack([first, solved.start_c]), seconds=seconds)
    return both[:, :, 1:], both[:, :, 0]


def temperatures(
    solved: Solved, *, on: Array, off: Array, minutes: float, depth_mm: Array
) -> tuple[Array, Array, Array]:
    """Read temperatures under the pack and afterwards.

    Parameters
    ----------
    solved : result of ``solve``.
    on, off : instants under the pack and after it, minutes since it was laid on.
    minutes : when it comes off.
    depth_mm : (d,) depths below the skin surface, mm.

    Returns
    -------
    tuple of arrays : depths (m, t, d), skin (m, t) and the resting depths (m, d), degrees C.
    """
    instants = 60.0 * np.append(on, minutes)
    cells, touching = _under_pack(solved, instants)
    later = bioheat.follow(solved.after, cells[:, -1], seconds=60.0 * (off - minutes))
    rest = solved.start_c[:, None, :]
    wall, air = solved.wall, solved.air
    parts = [
        (cells[:, :-1], touching[:, :-1], solved.pack.contact),
        (later, air.temperature_c[:, None], air.contact),
        (rest, air.temperature_c[:, None], air.contact),
    ]
    weights = bioheat.reader(wall, depth_mm[None])
    skins = [
        bioheat.surface(wall, part[:, :, 0], outside_c=outside, contact=contact)
        for part, outside, contact in parts
    ]
    read = [
        bioheat.read(weights, skin, cells_c=part[0])
        for skin, part in zip(skins, parts, strict=True)
    ]
    deep, skin = np.concatenate(read[:2], axis=1), np.concatenate(skins[:2], axis=1)
    return deep, skin, read[2][:, 0]


def capacity_of(pack: dict) -> float | None:
    """Give what a pack holds in J/m2/K, or None where it keeps its temperature.

    Parameters
    ----------
    pack : a row of data/thermal/packs, as from ``choose_pack``.
    """
    found = pack["capacity_kj_m2_k"]
    return None if found is None or np.isnan(found) else 1000.0 * found
