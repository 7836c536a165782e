"""CPU time of the closed form of fatigue against scipy's LSODA, at equal accuracy.

LSODA is set to the loosest tolerance that is as accurate as needed; the closed form is more
accurate than any of them. Both follow half an hour of work and rest and report 241 moments.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from course_lib.endurance.model import REST_FACTOR, Block, follow, rates_of
from tests.endurance.exact import stepped

WORK_AND_REST = [Block(240.0, 0.3), Block(60.0, 0.0, recovery_factor=REST_FACTOR)] * 6
TOLERANCES = (1e-3, 1e-5, 1e-7, 1e-9)


def _cpu_ms(call: Callable[[], object], *, calls: int) -> float:
    times = []
    for _ in range(calls):
        start = time.process_time()
        call()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def fatigue_cpu() -> dict[str, float]:
    """Measure both ways: CPU ms, largest error, and the ratio for each tolerance."""
    rates = rates_of("shoulder")
    closed = follow(WORK_AND_REST, rates)
    exact = stepped(WORK_AND_REST, rates, closed.time_s, method="Radau", rtol=1e-11)
    for _ in range(20):
        follow(WORK_AND_REST, rates)
    ours = _cpu_ms(lambda: follow(WORK_AND_REST, rates), calls=200)
    found = {
        "closed form, ms": ours,
        "closed form, largest error": float(np.abs(closed.fatigued - exact[1]).max()),
    }
    for rtol in TOLERANCES:
        settings = {"method": "LSODA", "rtol": rtol}
        other = stepped(WORK_AND_REST, rates, closed.time_s, **settings)
        theirs = _cpu_ms(
            lambda s=settings: stepped(WORK_AND_REST, rates, closed.time_s, **s), calls=9
        )
        name = f"LSODA at rtol {rtol:g}"
        found[f"{name}, ms"] = theirs
        found[f"{name}, largest error"] = float(np.abs(other[1] - exact[1]).max())
        found[f"closed form / {name}"] = ours / theirs
    return found


if __name__ == "__main__":
    for name, value in fatigue_cpu().items():
        print(f"{name:40s} {value:.3g}")
