"""CPU time of the closed form of fatigue against scipy's LSODA, at equal accuracy.

LSODA is set to the loosest tolerance that is as accurate as needed; the closed form is more
accurate than any of them. Both follow half an hour of work and rest and report 241 moments.
"""

from __future__ import annotations

import numpy as np
from turns import cpu_ms_in_turn

from course_lib.endurance.model import REST_FACTOR, Block, follow, rates_of
from tests.endurance.exact import stepped

WORK_AND_REST = [Block(240.0, 0.3), Block(60.0, 0.0, recovery_factor=REST_FACTOR)] * 6
TOLERANCES = (1e-3, 1e-5, 1e-7, 1e-9)


def fatigue_cpu() -> dict[str, float]:
    """Measure all ways in turn: CPU ms, largest error, and the ratio for each tolerance."""
    rates = rates_of("shoulder")
    closed = follow(WORK_AND_REST, rates)
    times_s = closed.time_s
    exact = stepped(WORK_AND_REST, rates, times_s, method="Radau", rtol=1e-11)[1]
    solve = {
        f"LSODA at rtol {rtol:g}": lambda _n, r=rtol: stepped(
            WORK_AND_REST, rates, times_s, method="LSODA", rtol=r
        )
        for rtol in TOLERANCES
    }
    ours = "closed form"
    middle = cpu_ms_in_turn({ours: lambda _n: follow(WORK_AND_REST, rates), **solve})
    found = {
        f"{ours}, ms": middle[ours],
        f"{ours}, largest error": float(np.abs(closed.fatigued - exact).max()),
    }
    for name, solved in solve.items():
        found[f"{name}, ms"] = middle[name]
        found[f"{name}, largest error"] = float(np.abs(solved(0)[1] - exact).max())
        found[f"{ours} / {name}"] = middle[ours] / middle[name]
    return found


if __name__ == "__main__":
    for name, value in fatigue_cpu().items():
        print(f"{name:40s} {value:.3g}")
