"""The three-compartment equations as printed, for scipy to step through: what we check against."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.integrate import solve_ivp

from course_lib.endurance.model import GAIN_PER_S, Block, Rates


def flows(rates: Rates, load: Callable[[float], float], factor: float = 1.0):
    """Xia and Frey-Law's three cases, LD = LR, with the recovery rate times ``factor``."""

    def change(time_s, shares):
        active, fatigued = shares
        resting = 1.0 - active - fatigued
        missing = load(time_s) - active
        drive = GAIN_PER_S * (missing if missing <= 0 or resting > missing else resting)
        tired = rates.fatigue_per_s * active
        return [drive - tired, tired - rates.recovery_per_s * factor * fatigued]

    return change


def stepped(
    blocks: Sequence[Block], rates: Rates, time_s: np.ndarray, *, method: str, rtol: float
) -> np.ndarray:
    """Step through the blocks; give active and fatigued (2, n) at ``time_s``."""
    state, begin_s, parts = [0.0, 0.0], 0.0, []
    for number, block in enumerate(blocks):
        change = flows(rates, lambda _t, load=block.load: load, block.recovery_factor)
        span = (0.0, block.seconds)
        done = solve_ivp(
            change, span, state, method=method, rtol=rtol, atol=rtol / 100, dense_output=True
        )
        last = number == len(blocks) - 1
        inside = (time_s >= begin_s) & ((time_s < begin_s + block.seconds) | last)
        if inside.any():
            parts.append(done.sol(time_s[inside] - begin_s))
        state, begin_s = done.y[:, -1], begin_s + block.seconds
    return np.hstack(parts)
