"""One stretch, or several, held at one length or with one pull: what the tissue does meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band, spread
from course_lib.checks import require_between, require_one_of
from course_lib.mobility.tissue import (
    Tissue,
    force_share,
    is_held,
    length_share,
    memory,
    tissues,
)

Array = NDArray[np.float64]

HELD_LENGTH, HELD_PULL = "the same length", "the same pull"
LIMITS = {
    "hold_s": (15.0, 90.0),  # bandy1994: 15 to 60 s; magnusson1995: 90 s
    "rest_s": (15.0, 30.0),  # depino2000: 15 s; donti2020: 30 s
    "repeats": (1, 6),  # ryan2012: 4; donti2020: 6
}
AFTER_S = 60.0  # how long the picture goes on after the last hold
POINTS = 601


@dataclass(frozen=True)
class Held:
    """Force or length, in percent of the first moment of the first stretch.

    Attributes
    ----------
    kept : ``HELD_LENGTH`` or ``HELD_PULL``.
    hold_s, rest_s : seconds of each hold and rest.
    repeats : number of holds.
    time_s : (601,) seconds since the first hold began, to a minute after the last.
    percent : (601,) force at the same length, or length at the same pull, percent.
    first_change_percent : from the first moment to the end of the first hold, percent.
    last_change_percent : to the end of the last hold, percent.
    left_percent : change still there a minute after the last hold, percent.
    """

    kept: str
    hold_s: float
    rest_s: float
    repeats: int
    time_s: Array
    percent: Band
    first_change_percent: Band
    last_change_percent: Band
    left_percent: Band


def hold_stretch(
    *, kept: str = HELD_LENGTH, hold_s: float = 30.0, rest_s: float = 15.0, repeats: int = 4
) -> Held:
    """Hold a stretch and follow the tissue.

    Parameters
    ----------
    kept : "the same length" (the force falls) or "the same pull" (the length grows).
    hold_s, rest_s : seconds of each hold, 15 to 90, and of each rest, 15 to 30.
    repeats : number of holds, 1 to 6.

    Returns
    -------
    Held : force or length over time, with the band of the fitted tissues.

    Raises
    ------
    ValueError : a setting outside ``LIMITS``, or another word for ``kept``.

    Sources: ``tissue.fit``.

    Examples
    --------
    >>> held = hold_stretch(hold_s=30, repeats=4)
    >>> round(float(held.first_change_percent.middle))  # percent of the force
    -25
    """
    require_one_of("kept", kept, allowed=(HELD_LENGTH, HELD_PULL))
    for name, value in (("hold_s", hold_s), ("rest_s", rest_s), ("repeats", repeats)):
        low, high = LIMITS[name]
        require_between(name, value, low=low, high=high)
    protocol = {"hold_s": hold_s, "rest_s": rest_s, "repeats": int(repeats)}
    end_s = int(repeats) * (hold_s + rest_s) - rest_s
    time_s = np.linspace(0.0, end_s + AFTER_S, POINTS)
    ends = np.array([hold_s, end_s, end_s + AFTER_S])
    return Held(
        kept=kept,
        **protocol,
        time_s=time_s,
        percent=spread(_percent(kept, time_s, protocol)),
        **_changes(kept, ends, protocol),
    )


def _percent(kept: str, time_s: Array, protocol: dict) -> Array:
    rows = [_one(tissue, kept, time_s, protocol) for tissue in tissues()]
    return 100.0 * np.array(rows)


def _one(tissue: Tissue, kept: str, time_s: Array, protocol: dict) -> Array:
    same_length = kept == HELD_LENGTH
    constant_s = tissue.relax_s if same_length else tissue.creep_s
    yielded = memory(time_s, constant_s=constant_s, **protocol)
    held = is_held(time_s, **protocol)
    return (force_share if same_length else length_share)(tissue, yielded, held=held)


def _changes(kept: str, ends: Array, protocol: dict) -> dict[str, Band]:
    """Change against the first moment at three times; the tissue counts, not the pull on it."""
    rows = []
    for tissue in tissues():
        same_length = kept == HELD_LENGTH
        constant_s = tissue.relax_s if same_length else tissue.creep_s
        size = -tissue.yielding_share if same_length else tissue.creep_share
        # Just before the end of a hold: at the end itself the next rest begins.
        yielded = memory(ends - np.array([1e-9, 1e-9, 0.0]), constant_s=constant_s, **protocol)
        rows.append(100.0 * size * yielded)
    table = np.array(rows)
    names = ("first_change_percent", "last_change_percent", "left_percent")
    return {name: spread(table[:, i]) for i, name in enumerate(names)}
