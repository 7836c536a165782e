"""A muscle with its tendon as two springs and a dashpot: the standard linear solid, closed form.

The whole idea in one sentence: *part of the resistance to a stretch comes from something that
yields slowly, so a held stretch loses force, a held pull gains length, and both come back after.*

One number between 0 and 1, the memory, says how far the slow part has yielded. It rises towards 1
in a hold and falls towards 0 in a rest, both as an exponential.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from course_lib.mobility.facts import fact, fact_band

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Tissue:
    """The standard linear solid, in shares of its first resistance to a stretch.

    Attributes
    ----------
    yielding_share : share of that resistance that fades when the length is held, 0 to 1.
    relax_s : time constant with which it fades, seconds.
    """

    yielding_share: float
    relax_s: float

    @property
    def creep_s(self) -> float:
        """Time constant of lengthening under a held pull, seconds."""
        return self.relax_s / (1.0 - self.yielding_share)

    @property
    def creep_share(self) -> float:
        """Length gained in an endless held pull, as a share of the first stretch."""
        return self.yielding_share / (1.0 - self.yielding_share)


def memory(
    time_s: Array, *, hold_s: float, rest_s: float, repeats: int, constant_s: float
) -> Array:
    """Say how far the slow part has yielded in a row of holds and rests.

    Parameters
    ----------
    time_s : times since the first hold began, seconds.
    hold_s, rest_s : seconds of each hold and rest.
    repeats : number of holds; after the last everything rests.
    constant_s : time constant, seconds.

    Returns
    -------
    array : memory (0 to 1) at each time: a geometric series over the cycles, exponentials within
        one.
    """
    cycle_s = hold_s + rest_s
    done = np.clip(np.floor(time_s / cycle_s), 0, repeats)
    within_s = time_s - done * cycle_s
    kept_hold, kept_rest = np.exp(-hold_s / constant_s), np.exp(-rest_s / constant_s)
    kept = kept_hold * kept_rest
    at_start = (1.0 - kept_hold) * kept_rest * (1.0 - kept**done) / (1.0 - kept)
    held_s = np.where(done < repeats, np.minimum(within_s, hold_s), 0.0)
    after_hold = 1.0 - (1.0 - at_start) * np.exp(-held_s / constant_s)
    return after_hold * np.exp(-(within_s - held_s) / constant_s)


def is_held(time_s: Array, *, hold_s: float, rest_s: float, repeats: int) -> NDArray[np.bool_]:
    """Say at which times the stretch is on.

    Parameters
    ----------
    time_s : times since the first hold began, seconds.
    hold_s, rest_s : seconds of each hold and rest.
    repeats : number of holds; after the last everything rests.
    """
    done = np.floor(time_s / (hold_s + rest_s))
    return (done < repeats) & (time_s - done * (hold_s + rest_s) <= hold_s)


def force_share(tissue: Tissue, yielded: Array, *, held: NDArray[np.bool_]) -> Array:
    """Give the force of a stretch held at one length, as a share of its first force; 0 at rest.

    Parameters
    ----------
    tissue : the muscle with its tendon.
    yielded : memory at some times, 0 to 1, as from ``memory``.
    held : whether the stretch is on at these times, as from ``is_held``.
    """
    return np.where(held, 1.0 - tissue.yielding_share * yielded, 0.0)


def length_share(tissue: Tissue, yielded: Array, *, held: NDArray[np.bool_]) -> Array:
    """Give the lengthening under a held pull, as a share of the first stretch.

    Parameters
    ----------
    tissue : the muscle with its tendon.
    yielded : memory at some times, 0 to 1, as from ``memory``.
    held : whether the pull is on at these times, as from ``is_held``.
    """
    return held + tissue.creep_share * yielded


def _solve(rising: Callable[[float], float], target: float, *, low: float, high: float) -> float:
    """Halve an interval sixty times to find where a rising function meets its target."""
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2.0


def fit(*, drop_percent: float, creep_after_s: float) -> Tissue:
    """Fit the two constants to two published facts about a 30 s hold.

    Parameters
    ----------
    drop_percent : fall of the force in 30 s at one length, percent.
    creep_after_s : time at which 84 % of the lengthening in a 30 s pull is reached, seconds.

    Sources: peixoto2015 (21 and 25 % in the hamstrings), ryan2012 (84 % after 15 to 20 s, calf).

    Examples
    --------
    >>> middle = fit(drop_percent=25, creep_after_s=17.5)
    >>> round(middle.yielding_share, 2), round(middle.relax_s, 1), round(middle.creep_s, 1)
    (0.26, 8.7, 11.7)
    """
    share, hold_s = fact("creep_share") / 100.0, 30.0

    def slower_reaches_less(constant_s: float) -> float:
        return -np.expm1(-creep_after_s / constant_s) / -np.expm1(-hold_s / constant_s) * -1.0

    creep_s = _solve(slower_reaches_less, -share, low=1.0, high=200.0)

    def drop(yielding: float) -> float:
        return yielding * -np.expm1(-hold_s / (creep_s * (1.0 - yielding)))

    yielding = _solve(drop, drop_percent / 100.0, low=0.0, high=0.9)
    return Tissue(yielding, creep_s * (1.0 - yielding))


@lru_cache(maxsize=1)
def tissues() -> tuple[Tissue, ...]:
    """Fit the middle tissue, then the four corners of what the two sources leave open."""
    after = fact_band("creep_after")
    drops = (fact("relaxation_30_s"), fact("relaxation_30_s_trained"))
    corners = product(drops, (after.low, after.high))
    middle = fit(drop_percent=drops[0], creep_after_s=after.middle)
    return (middle, *(fit(drop_percent=d, creep_after_s=s) for d, s in corners))
