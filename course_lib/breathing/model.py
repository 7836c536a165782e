"""One minute of breathing: what goes in, what stays in the airways, what reaches the air sacs.

The whole idea in one sentence: *the first 0.15 L of every breath fills the airways and comes out
again unused, so many small breaths move much air and deliver little.*

Volumes in litres, times in minutes unless a name says seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.breathing.facts import fact
from course_lib.checks import require_between

Array = NDArray[np.float64]

LIMITS = {
    "breaths_min": (6.0, 62.0),  # kasch1976: 62 is the highest that was measured in running
    "tidal_l": (0.15, 3.2),  # blackie1991: men at maximum, mean + 1 SD
    "litres_min": (4.0, 145.0),  # kasch1976: 143.3 at the end of a treadmill test
    "dead_space_l": (0.13, 0.18),  # wikilectures
    "in_percent": (40.0, 50.0),  # takano1995: 41 to 49; 50 is a breath of two equal halves
}
TRACE_S = 15.0
TRACE_POINTS = 601


@dataclass(frozen=True)
class Breaths:
    """A steady way of breathing and what one minute of it moves.

    Attributes
    ----------
    breaths_min : breaths a minute.
    tidal_l : air in one breath, L.
    dead_space_l : air that fills the airways, L.
    in_percent : share of each breath spent breathing in, percent.
    """

    breaths_min: float
    tidal_l: float
    dead_space_l: float
    in_percent: float

    @property
    def minute_l(self) -> float:
        """Air moved in a minute, L."""
        return self.breaths_min * self.tidal_l

    @property
    def wasted_l(self) -> float:
        """Air that only fills the airways in a minute, L."""
        return self.breaths_min * min(self.tidal_l, self.dead_space_l)

    @property
    def alveolar_l(self) -> float:
        """Air that reaches the air sacs in a minute, L; none while a breath is too small."""
        return self.breaths_min * max(self.tidal_l - self.dead_space_l, 0.0)

    @property
    def wasted_percent(self) -> float:
        """Share of the air moved that never gets past the airways."""
        return 100.0 * min(1.0, self.dead_space_l / self.tidal_l)

    @property
    def measured(self) -> bool:
        """Say whether the depth of the breath lies inside what was measured in people."""
        return self.dead_space_l <= self.tidal_l <= LIMITS["tidal_l"][1]


@dataclass(frozen=True)
class Trace:
    """Fifteen seconds of the air in the lungs, above the end of a relaxed breath out.

    Attributes
    ----------
    breaths : the way of breathing that is drawn.
    time_s : (601,) seconds, 0 to 15.
    volume_l : (601,) L.
    """

    breaths: Breaths
    time_s: Array
    volume_l: Array


def breathe(
    *, breaths_min: float, tidal_l: float, dead_space_l: float = 0.15, in_percent: float = 50.0
) -> Breaths:
    """Breathe steadily.

    Parameters
    ----------
    breaths_min : breaths a minute, 6 to 62.
    tidal_l : litres in one breath, 0.15 to 3.2.
    dead_space_l : litres that fill the airways, 0.13 to 0.18.
    in_percent : share of each breath spent breathing in, 40 to 50.

    Returns
    -------
    Breaths : with the litres of one minute.

    Raises
    ------
    ValueError : a setting that is not a number or outside ``LIMITS``.

    Sources: wikilectures (dead space), kasch1976 and blackie1991 (ranges), takano1995 (in_percent).

    Examples
    --------
    >>> deep = breathe(breaths_min=12, tidal_l=0.5)
    >>> shallow = breathe(breaths_min=24, tidal_l=0.25)
    >>> deep.minute_l, shallow.minute_l
    (6.0, 6.0)
    >>> deep.wasted_percent, shallow.wasted_percent
    (30.0, 60.0)
    """
    settings = dict(locals())
    for name, value in settings.items():
        low, high = LIMITS[name]
        require_between(name, value, low=low, high=high)
    return Breaths(**settings)


def wave(phase: Array, *, in_percent: float) -> Array:
    """Give how full the breath is, from 0 to 1, as two half-cosines: one up, one down.

    Parameters
    ----------
    phase : how far into the breath, 0 to 1, any shape.
    in_percent : share of the breath spent breathing in, percent, above 0 and below 100.

    Examples
    --------
    >>> wave(np.array([0.0, 0.2, 0.4]), in_percent=40).round(2).tolist()
    [0.0, 0.5, 1.0]
    """
    share = in_percent / 100.0
    turn = np.where(phase < share, phase / share, 1.0 + (phase - share) / (1.0 - share))
    return (1.0 - np.cos(np.pi * turn)) / 2.0


def trace(breaths: Breaths) -> Trace:
    """Draw fifteen seconds of breathing.

    Parameters
    ----------
    breaths : the way of breathing, result of ``breathe``.
    """
    time_s = np.linspace(0.0, TRACE_S, TRACE_POINTS)
    phase = (time_s * breaths.breaths_min / 60.0) % 1.0
    return Trace(breaths, time_s, breaths.tidal_l * wave(phase, in_percent=breaths.in_percent))


def breathe_trace(*, breaths_min: float, tidal_l: float, in_percent: float) -> Trace:
    """Breathe steadily and draw it.

    Parameters
    ----------
    breaths_min : breaths a minute, 6 to 62.
    tidal_l : litres in one breath, 0.15 to 3.2.
    in_percent : share of each breath spent breathing in, 40 to 50.

    Returns
    -------
    Trace : fifteen seconds of it, with 0.15 L in the airways.

    Raises
    ------
    ValueError : a setting that is not a number or outside ``LIMITS``.
    """
    return trace(breathe(breaths_min=breaths_min, tidal_l=tidal_l, in_percent=in_percent))


def oxygen_cost_ml(minute_l: float) -> tuple[float, float]:
    """Give the oxygen that the breathing muscles use, mL a minute, for women and men.

    Measured at moderate ventilation (lorenzo2012); near the maximum a litre costs more (aaron1992).

    Parameters
    ----------
    minute_l : air moved in a minute, L.

    Examples
    --------
    >>> [round(part, 2) for part in oxygen_cost_ml(6)]
    [7.02, 7.26]
    """
    return tuple(minute_l * fact(f"oxygen_{who}").value for who in ("women", "men"))
