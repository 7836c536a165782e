"""The bioheat model beside an explicit scheme: CPU time of one evaluation, and how they agree.

    python tests/benchmarks/bioheat.py

Seven bodies, 20 minutes of ice and 40 of air. The explicit scheme is the usual one: even cells of a
third of a millimetre (210 of them), forward steps as long as stability allows, all bodies at once.
The same scheme on the 24 uneven cells of the model, which may take longer steps, stands beside it.
"""

from __future__ import annotations

import numpy as np
from turns import cpu_ms_in_turn

from course_lib.thermal import bioheat
from course_lib.thermal.bioheat import Outside, Wall
from course_lib.thermal.model import apply_pack
from course_lib.thermal.tissue import bodies

EVEN = (6, 24, 180)  # cells of 1/3 mm in 2 mm of skin, 8 of fat and 60 of muscle
GOALS = {"fresh (ms)": 5.0, "fresh / explicit": 0.01}


def explicit(wall: Wall, outside: Outside, start_c: np.ndarray, *, seconds: float) -> np.ndarray:
    """Step capacity * dT/dt = drive - K T forward, all bodies at once."""
    k, drive, capacity = bioheat.assemble(wall, outside)
    own = np.diagonal(k, axis1=1, axis2=2) / capacity
    steps = int(np.ceil(seconds * float(own.max()) / 0.95))
    step = seconds / steps
    stay, gain = 1.0 - step * own, step * drive / capacity
    left, right = step * wall.link / capacity[:, 1:], step * wall.link / capacity[:, :-1]
    cells = start_c.copy()
    for _ in range(steps):
        new = stay * cells
        new += gain
        new[:, 1:] += left * cells[:, :-1]
        new[:, :-1] += right * cells[:, 1:]
        cells = new
    return cells


def _setting(cell_mm: np.ndarray, cells: tuple[int, int, int]) -> tuple:
    people = bodies("cold")
    one = np.ones_like(people.contact)
    kept = {"cells": cells}
    rest = bioheat.build(people.tissue, cell_mm, flow_share=one, **kept)
    wall = bioheat.build(people.tissue, cell_mm, flow_share=people.flow_share, **kept)
    air, ice = Outside(one * 23.0, people.air_contact), Outside(one * 0.0, people.contact)
    return wall, ice, air, bioheat.steady(rest, air)


def _look(wall: Wall, cells_c: np.ndarray, air: Outside) -> np.ndarray:
    depths = np.tile([0.0, 10.0, 20.0, 30.0], (len(cells_c), 1))
    skin = bioheat.surface(
        wall, cells_c[:, :1], outside_c=air.temperature_c[:, None], contact=air.contact
    )
    return bioheat.read(bioheat.reader(wall, depths), skin, cells_c=cells_c[:, None])


def _explicit_run(wall: Wall, ice: Outside, air: Outside, start: np.ndarray) -> np.ndarray:
    under = explicit(wall, ice, start, seconds=1200.0)
    return _look(wall, explicit(wall, air, under, seconds=2400.0), air)


def bioheat_numbers() -> dict[str, float]:
    """Measure; give CPU ms (medians), ratios, and the gap after an hour in degrees C.

    ``fresh``: a thickness of fat not met before, so the modes are found anew. ``again``: the same
    layers, another number of minutes.
    """
    first = apply_pack()
    many = len(bodies("cold").contact)
    even = _setting(np.full((many, sum(EVEN)), 1 / 3), EVEN)
    two, eight = np.full(many, 2.0), np.full(many, 8.0)
    uneven = _setting(bioheat.cut(two, eight, muscle_mm=60.0), bioheat.CELLS)
    middle = cpu_ms_in_turn(
        {
            "fresh (ms)": lambda n: apply_pack(fat_mm=8.011 + 0.011 * n),
            "again (ms)": lambda n: apply_pack(minutes=20.1 + 0.1 * n),
            "explicit (ms)": lambda _n: _explicit_run(*even),
            "explicit, 24 uneven cells (ms)": lambda _n: _explicit_run(*uneven),
        }
    )
    end = _explicit_run(*even)[bodies("cold").middle, 0]
    return {
        **middle,
        "fresh / explicit": middle["fresh (ms)"] / middle["explicit (ms)"],
        "again / explicit": middle["again (ms)"] / middle["explicit (ms)"],
        "gap after an hour (°C)": float(np.abs(end - first.temperature_c.middle[-1]).max()),
    }


if __name__ == "__main__":
    for name, value in bioheat_numbers().items():
        goal = f"   goal <= {GOALS[name]:g}" if name in GOALS else ""
        print(f"{name:34s}{value:10.4g}{goal}")
