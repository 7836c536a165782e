"""CPU time of several calls that take turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 30
WARM_UP = 3
LEAST_MS = 5.0


def cpu_ms_in_turn(calls: Mapping[str, Callable[[int], object]]) -> dict[str, float]:
    """Give the median CPU ms of each call over thirty turns; the first three do not count.

    A short call is repeated in its turn until 5 ms are spent, and the mean is taken, as timeit
    does: else a turn would measure how the processor finds back to it.

    Parameters
    ----------
    calls : name and call; a call is given a number that it has not been given before.
    """
    found: dict[str, list[float]] = {name: [] for name in calls}
    given = dict.fromkeys(calls, 0)
    for _ in range(WARM_UP + ROUNDS):
        for name, call in calls.items():
            times, start = 0, time.process_time()
            while not times or time.process_time() - start < LEAST_MS / 1000:
                call(given[name])
                given[name] += 1
                times += 1
            found[name].append(1000 * (time.process_time() - start) / times)
    return {name: statistics.median(times[WARM_UP:]) for name, times in found.items()}
