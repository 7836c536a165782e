"""What a breath costs: the pull of the muscles, their work, and the rhythm of least work.

The whole idea in one sentence: *deep breaths stretch lungs and chest further, fast breaths push
air harder through the airways, so for the same air in the air sacs there is a rhythm in between
that costs least.*

The form is that of otis1950, as otis_in_exercise quotes it, without the term for turbulent flow:
breathing in is a sine of flow; the pull is stiffness x volume + resistance x flow; breathing out is
left to the spring of the chest. Pressures in cmH2O, volumes in litres, rhythm in breaths a second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.breathing.facts import fact
from course_lib.breathing.model import LIMITS, Breaths
from course_lib.checks import require_between

Array = NDArray[np.float64]

JOULE = 0.0980665  # one cmH2O times one litre, exact by definition
KILOPASCAL = 0.0980665  # one cmH2O
MEASURED_TO_L = 27.0  # rrs1991: 36 breaths of 0.75 L; above it the mechanics are carried on
DEAD_ML = (130.0, 180.0)  # wikilectures
SAME = ("air moved", "air that reaches the air sacs")
POINTS = 281


@dataclass(frozen=True)
class Mechanics:
    """How stiff the breathing system is, and how much it resists flow.

    Attributes
    ----------
    stiffness : pressure that holds the system stretched, cmH2O per litre.
    resistance : pressure that drives the flow, cmH2O per litre a second.
    """

    stiffness: float
    resistance: float


@dataclass(frozen=True)
class Cost:
    """Work of breathing in, joules a minute; one way of breathing or many.

    Attributes
    ----------
    stretch_j : against the stretch of lungs and chest, J a minute.
    airways_j : against the airways, J a minute.
    """

    stretch_j: Array | float
    airways_j: Array | float

    @property
    def total_j(self) -> Array | float:
        """Both together."""
        return self.stretch_j + self.airways_j


@dataclass(frozen=True)
class Pattern:
    """One way of breathing among all that keep the same litres; bands follow the mechanics.

    Attributes
    ----------
    same : what stays the same, one of ``SAME``.
    breaths : the way of breathing that was chosen.
    cost : its work, with the usual mechanics.
    cost_band_j : its whole work with the easiest and the hardest mechanics, J a minute.
    pull_percent : its hardest pull, percent of the hardest of men and of women.
    curve_min : (n,) other rhythms that keep the litres, breaths a minute.
    curve : their work, (n,) each part.
    curve_low_j, curve_high_j : (n,) their whole work with the easiest and the hardest mechanics, J
        a minute.
    least_min : rhythm of least work, breaths a minute; None where the air moved stays the same and
        there is no least.
    """

    same: str
    breaths: Breaths
    cost: Cost
    cost_band_j: tuple[float, float]
    pull_percent: tuple[float, float]
    curve_min: Array
    curve: Cost
    curve_low_j: Array
    curve_high_j: Array
    least_min: float | None

    @property
    def illustrative(self) -> bool:
        """Say whether more air is moved than when the mechanics were measured."""
        return self.breaths.minute_l > MEASURED_TO_L


@dataclass(frozen=True)
class Pull:
    """The hardest pull of one way of breathing.

    Attributes
    ----------
    who : the way of breathing, in words.
    percent : of the hardest pull that men and that women can give, percent.
    illustrative : whether more air is moved than when the mechanics were measured.
    """

    who: str
    percent: tuple[float, float]
    illustrative: bool


def usual() -> Mechanics:
    """Give the mechanics of a healthy adult (compliance_normal; rrs1991, halfway)."""
    return Mechanics(1.0 / fact("compliance").value, fact("resistance_band").value)


def band() -> tuple[Mechanics, Mechanics]:
    """Give the easiest and the hardest mechanics of the published band (rrs1991)."""
    stiff, resist = fact("elastance_band"), fact("resistance_band")
    return Mechanics(stiff.low, resist.low), Mechanics(stiff.high, resist.high)


def cost(breaths_min: Array | float, tidal_l: Array | float, *, by: Mechanics) -> Cost:
    """Work out what breathing in costs in a minute.

    Stretch: half of stiffness x tidal volume squared, each breath. Airways: a quarter of pi squared
    x resistance x the square of the air moved in a second (otis1950).

    Parameters
    ----------
    breaths_min : breaths a minute, one or many.
    tidal_l : litres in one breath, one or as many.
    by : stiffness and resistance, such as ``usual()``.

    Returns
    -------
    Cost : joules a minute.

    Examples
    --------
    >>> rest = cost(12, 0.5, by=usual())
    >>> round(rest.stretch_j, 2), round(rest.airways_j, 2)
    (1.24, 0.54)
    """
    rhythm_s = breaths_min / 60.0
    stretch = by.stiffness * tidal_l**2 * rhythm_s / 2.0
    airways = by.resistance * (np.pi * rhythm_s * tidal_l) ** 2 / 4.0
    return Cost(60.0 * JOULE * stretch, 60.0 * JOULE * airways)


def peak_pull(breaths: Breaths, *, by: Mechanics) -> float:
    """Give the hardest pull within one breath in, cmH2O.

    Stiffness x volume rises as 1 - cos, resistance x flow as sin: their sum peaks at
    a + sqrt(a squared + b squared), where a is half the stretch at the end of the breath and b the
    pull at the highest flow.

    Parameters
    ----------
    breaths : the way of breathing, result of ``model.breathe``.
    by : stiffness and resistance, such as ``usual()``.
    """
    half_stretch = by.stiffness * breaths.tidal_l / 2.0
    fastest = by.resistance * np.pi * breaths.minute_l / 60.0
    return float(half_stretch + np.hypot(half_stretch, fastest))


def pull_percent(breaths: Breaths, *, by: Mechanics) -> tuple[float, float]:
    """Compare the pull with the hardest one of men and of women, percent (pimax2000).

    Parameters
    ----------
    breaths : the way of breathing, result of ``model.breathe``.
    by : stiffness and resistance, such as ``usual()``.

    Returns
    -------
    tuple of two floats : percent of the hardest pull of men, and of women.
    """
    pull_kpa = peak_pull(breaths, by=by) * KILOPASCAL
    return tuple(100.0 * pull_kpa / fact(f"pull_max_{who}").value for who in ("men", "women"))


def pulls() -> tuple[Pull, ...]:
    """Compare ways of breathing: at rest, and at the published maxima (kasch1976, blackie1991).

    Returns
    -------
    tuple of Pull : at rest, maximum on a cycle, the same air in shallower breaths, maximum on a
        treadmill.
    """
    tread = fact("minute_treadmill").value / fact("frequency_treadmill").value
    ways = (
        ("at rest", fact("frequency_rest").value, fact("tidal_rest").value),
        ("maximum on a cycle, men", fact("frequency_max").value, fact("tidal_max_men").value),
        ("the same air, shallower", 1.5 * fact("frequency_max").value,
         fact("tidal_max_men").value / 1.5),
        ("maximum on a treadmill", fact("frequency_treadmill").value, tread),
    )  # fmt: skip
    dead = fact("dead_space").value
    every = [(who, Breaths(rhythm, tidal, dead, 50.0)) for who, rhythm, tidal in ways]
    return tuple(
        Pull(who, pull_percent(breaths, by=usual()), breaths.minute_l > MEASURED_TO_L)
        for who, breaths in every
    )


def harder_pull(litres_min: float, slow_min: float, *, fast_min: float) -> int:
    """Say which of two rhythms that move the same air pulls harder: 0 slow, 1 the same, 2 fast.

    Parameters
    ----------
    litres_min : air moved in a minute, L, 4 to 145.
    slow_min, fast_min : the two rhythms, breaths a minute, 6 to 62.

    Raises
    ------
    ValueError : air or a rhythm outside its range.
    """
    slow, fast = (
        choose(same=SAME[0], litres_min=litres_min, breaths_min=rhythm).pull_percent[0]
        for rhythm in (slow_min, fast_min)
    )
    return 1 if np.isclose(slow, fast, rtol=0.02) else (0 if slow > fast else 2)


def least_work_min(alveolar_l: float, dead_space_l: float, *, by: Mechanics) -> float:
    """Find the breaths a minute that bring the same air to the air sacs for the least work.

    Setting the slope of the cost to zero leaves a quadratic in the rhythm f (breaths a second):
    pi^2 R D f^2 + E D f - E A = 0, with dead space D and air to the air sacs A in litres a second.

    Parameters
    ----------
    alveolar_l : air that has to reach the air sacs in a minute, L, 0 or more.
    dead_space_l : litres that fill the airways, above 0.
    by : stiffness and resistance, such as ``usual()``.

    Examples
    --------
    >>> round(least_work_min(4.2, 0.15, by=usual()), 1)
    13.9
    """
    spring = by.stiffness * dead_space_l
    drag = np.pi**2 * by.resistance * dead_space_l
    need = by.stiffness * alveolar_l / 60.0
    return float(60.0 * (np.sqrt(spring**2 + 4.0 * drag * need) - spring) / (2.0 * drag))


def _tidal_for(same: str, *, litres_min: float, breaths_min: Array | float, dead_l: float) -> Array:
    """Give the depth of a breath that keeps the litres the same at a rhythm."""
    return litres_min / breaths_min + (dead_l if same == SAME[1] else 0.0)


def choose(
    *, same: str, litres_min: float, breaths_min: float, dead_space_ml: float = 150.0
) -> Pattern:
    """Choose a rhythm while the litres stay the same, and see what it costs.

    Parameters
    ----------
    same : what stays the same: "air moved" or "air that reaches the air sacs".
    litres_min : litres of it in a minute, 4 to 145.
    breaths_min : breaths a minute, 6 to 62.
    dead_space_ml : millilitres that fill the airways, 130 to 180.

    Returns
    -------
    Pattern : volumes in litres, work in joules a minute, pull in percent of the hardest one.

    Raises
    ------
    ValueError : a setting outside its range, or something else to keep the same.

    Sources: otis1950 (form), compliance_normal, rrs1991 (mechanics), pimax2000 (hardest pull).

    Examples
    --------
    >>> rest = choose(same="air that reaches the air sacs", litres_min=4.2, breaths_min=14)
    >>> round(rest.cost.total_j, 2), round(rest.least_min, 1)
    (1.77, 13.9)
    """
    if same not in SAME:
        raise ValueError(f"same was given as {same!r}, but it must be one of {' or '.join(SAME)}.")
    for name, value in (("litres_min", litres_min), ("breaths_min", breaths_min)):
        require_between(name, value, low=LIMITS[name][0], high=LIMITS[name][1])
    require_between("dead_space_ml", dead_space_ml, low=DEAD_ML[0], high=DEAD_ML[1])
    dead_space_l = dead_space_ml / 1000.0
    keep = {"litres_min": litres_min, "dead_l": dead_space_l}
    tidal = float(_tidal_for(same, breaths_min=breaths_min, **keep))
    breaths = Breaths(breaths_min, tidal, dead_space_l, 50.0)
    rhythm = _offered(same, **keep)
    depth = _tidal_for(same, breaths_min=rhythm, **keep)
    easy, hard = band()
    return Pattern(
        same=same,
        breaths=breaths,
        cost=cost(breaths_min, tidal, by=usual()),
        cost_band_j=tuple(float(cost(breaths_min, tidal, by=m).total_j) for m in (easy, hard)),
        pull_percent=pull_percent(breaths, by=usual()),
        curve_min=rhythm,
        curve=cost(rhythm, depth, by=usual()),
        curve_low_j=cost(rhythm, depth, by=easy).total_j,
        curve_high_j=cost(rhythm, depth, by=hard).total_j,
        least_min=least_work_min(litres_min, dead_space_l, by=usual()) if same == SAME[1] else None,
    )


def _offered(same: str, *, litres_min: float, dead_l: float) -> Array:
    """List the rhythms whose breath is neither deeper than measured nor smaller than the airways.

    Where the deepest breath is too small even at the fastest rhythm, that rhythm stands alone.
    """
    rhythm = np.linspace(*LIMITS["breaths_min"], POINTS)
    depth = _tidal_for(same, litres_min=litres_min, breaths_min=rhythm, dead_l=dead_l)
    inside = (depth <= LIMITS["tidal_l"][1]) & (depth >= dead_l)
    return rhythm[inside] if inside.any() else rhythm[-1:]
