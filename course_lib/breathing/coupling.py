"""Steps and breaths: on which foot a breath out begins, and when the rhythm drifts.

The whole idea in one sentence: *an even number of steps in a breath brings the same foot back each
time, an odd number changes feet, and anything else wanders.*

Runners and magazines count steps; the sources count strides. One stride is two steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.breathing.model import LIMITS as BREATHS
from course_lib.checks import require_between
from course_lib.tables import load_rows

Array = NDArray[np.float64]

LIMITS = {
    "steps_min": (155.0, 203.0),  # burns2019: lowest and highest of 20 elite runners
    "steps_per_breath": (2.0, 8.0),  # bramble1983: 1 to 4 strides
    "in_percent": (40.0, 67.0),  # takano1995: 41 to 49; 2 steps in and 1 out are 67
}
BREATHS_COUNTED = 100
WHOLE = 1e-6  # so near to a whole number of steps that 100 breaths do not drift


@dataclass(frozen=True)
class Coupling:
    """A rhythm of steps and breaths; the first step is a left one.

    Attributes
    ----------
    steps_min : steps a minute, both feet.
    steps_per_breath : steps from one breath in to the next.
    in_percent : share of each breath spent breathing in, percent.
    out_at_step : (100,) where each breath out begins, counted in steps from the start.
    foot : (100,) the foot that was set down last before it, 0 left, 1 right.
    phase : (100,) how far into that step, 0 to 1.
    """

    steps_min: float
    steps_per_breath: float
    in_percent: float
    out_at_step: Array
    foot: NDArray[np.int64]
    phase: Array

    @property
    def breaths_min(self) -> float:
        """Breaths a minute."""
        return self.steps_min / self.steps_per_breath

    @property
    def strides_per_breath(self) -> float:
        """Strides in a breath."""
        return self.steps_per_breath / 2.0

    @property
    def locked(self) -> bool:
        """Say whether a breath holds a whole number of steps."""
        return abs(self.steps_per_breath - round(self.steps_per_breath)) < WHOLE

    @property
    def kind(self) -> str:
        """Name the rhythm: "same foot", "changing feet" or "drifting"."""
        if not self.locked:
            return "drifting"
        return "changing feet" if round(self.steps_per_breath) % 2 else "same foot"

    @property
    def left(self) -> int:
        """Count the breaths out, of 100, that begin on the left foot."""
        return int((self.foot == 0).sum())

    @property
    def measured(self) -> bool:
        """Say whether people were measured breathing this fast."""
        return BREATHS["breaths_min"][0] <= self.breaths_min <= BREATHS["breaths_min"][1]


def couple(*, steps_min: float, steps_per_breath: float, in_percent: float = 50.0) -> Coupling:
    """Run at a step rate with so many steps to a breath.

    Parameters
    ----------
    steps_min : steps a minute, both feet, 155 to 203.
    steps_per_breath : steps from one breath in to the next, 2 to 8; need not be whole.
    in_percent : share of each breath spent breathing in, 40 to 67.

    Returns
    -------
    Coupling : the foot and the phase at which each of 100 breaths out begins.

    Raises
    ------
    ValueError : a setting that is not a number or outside ``LIMITS``.

    Sources: burns2019 (step rates), bramble1983 and daley2013 (rhythms), takano1995 (in_percent).

    Examples
    --------
    >>> couple(steps_min=165, steps_per_breath=4).kind
    'same foot'
    >>> odd = couple(steps_min=165, steps_per_breath=5)
    >>> odd.kind, odd.left, odd.breaths_min
    ('changing feet', 50, 33.0)
    """
    settings = dict(locals())
    for name, value in settings.items():
        low, high = LIMITS[name]
        require_between(name, value, low=low, high=high)
    first = steps_per_breath * in_percent / 100.0
    out_at = first + steps_per_breath * np.arange(BREATHS_COUNTED)
    step = np.floor(out_at + WHOLE)
    return Coupling(
        steps_min=steps_min,
        steps_per_breath=steps_per_breath,
        in_percent=in_percent,
        out_at_step=out_at,
        foot=step.astype(np.int64) % 2,
        phase=np.clip(out_at - step, 0.0, 1.0),
    )


def breaths_until_back(coupling: Coupling, *, within: float = 0.02) -> int | None:
    """Count the breaths until a breath out falls on the same foot and the same phase again.

    Parameters
    ----------
    coupling : steps and breaths, result of ``couple``.
    within : how near the same place it has to fall, steps.

    Returns
    -------
    int or None : breaths, 1 to 100; None when it takes more than 100.

    Examples
    --------
    >>> breaths_until_back(couple(steps_min=165, steps_per_breath=4.2))
    10
    """
    shift = coupling.steps_per_breath * np.arange(1, BREATHS_COUNTED + 1) % 2.0
    back = np.flatnonzero(np.minimum(shift, 2.0 - shift) <= within)
    return int(back[0]) + 1 if back.size else None


def published_rhythms() -> list[dict]:
    """List the rhythms that runners were seen to use (bramble1983, daley2013).

    Returns
    -------
    list of dicts : the rows of ``breathing/rhythms``, one a rhythm.
    """
    return load_rows("breathing/rhythms")
