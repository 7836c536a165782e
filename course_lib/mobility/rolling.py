"""Rolling and stretching side by side: what a standardised difference means for people in a line.

In one sentence: *line up 100 people by their range and shift every one of them by the printed
difference; your new place in the old line says how large that difference is.*
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from course_lib.band import Band
from course_lib.checks import require_between, require_one_of
from course_lib.mobility.facts import fact, fact_band
from course_lib.tables import load_rows

LIMITS = {"place": (5.0, 95.0)}  # in the tails of a line of 100 people, one person is a lot
ESTIMATE, LOW_END, HIGH_END = "the estimate", "its lower end", "its upper end"
ENDS = (ESTIMATE, LOW_END, HIGH_END)
_BELL = NormalDist()


@dataclass(frozen=True)
class Comparison:
    """One printed comparison of range (data/mobility/comparisons.csv).

    Attributes
    ----------
    treated, against : what was done, and what it was compared with.
    moment : when range was measured.
    smd : standardised difference of range with its 95 % interval, in standard deviations; above
        zero favours what was done.
    printed_as : name of the number in the abstract.
    studies : studies behind the review, in words.
    population : who was studied.
    source_key : key of the source.
    """

    treated: str
    against: str
    moment: str
    smd: Band
    printed_as: str
    studies: str
    population: str
    source_key: str

    @property
    def name(self) -> str:
        """Name it, as the lab's list does."""
        against = "none" if self.against == f"no {self.treated}" else self.against
        return f"{self.treated} against {against}, {self.moment}"


@dataclass(frozen=True)
class Shift:
    """Where somebody stands in a line of 100 people, before and after the printed difference.

    Attributes
    ----------
    comparison : the printed difference.
    end : one of ``ENDS``.
    drawn_smd : the end of the interval that is drawn, in standard deviations.
    place : people of 100 who reach less far, before.
    new_place : the same after the difference drawn.
    places : the same at the estimate and at both ends of the interval.
    """

    comparison: Comparison
    end: str
    drawn_smd: float
    place: float
    new_place: float
    places: Band

    @property
    def passed(self) -> float:
        """People of 100 whom the difference drawn takes you past; below zero: you fall back."""
        return self.new_place - self.place


@lru_cache(maxsize=1)
def comparisons() -> dict[str, Comparison]:
    """Read the printed comparisons, by name."""
    found = [
        Comparison(
            row["treated"],
            row["against"],
            row["moment"],
            Band(row["smd"], row["low"], row["high"]),
            row["printed_as"],
            row["studies"],
            row["population"],
            row["source_key"],
        )
        for row in load_rows("mobility/comparisons")
    ]
    return {one.name: one for one in found}


def spread_place(place: float) -> float:
    """Turn a place in a line of 100 people into standard deviations from its middle.

    Parameters
    ----------
    place : people of 100 who reach less far, above 0 and below 100.

    Raises
    ------
    StatisticsError : a place that is not between 0 and 100.

    Examples
    --------
    >>> spread_place(50)
    0.0
    """
    return _BELL.inv_cdf(place / 100.0)


def place_after(place: float, smd: float) -> float:
    """Give the new place of somebody whom a difference shifts along a bell-shaped line.

    Parameters
    ----------
    place : people of 100 who reach less far before, above 0 and below 100.
    smd : the difference, in standard deviations.

    Returns
    -------
    float : people of 100 who reach less far afterwards.

    Raises
    ------
    StatisticsError : a place that is not between 0 and 100.

    Examples
    --------
    >>> round(place_after(50, 0.74)), round(place_after(50, 0.0))
    (77, 50)
    """
    return 100.0 * _BELL.cdf(spread_place(place) + smd)


def shift_along(*, comparison: str, end: str = ESTIMATE, place: float = 50.0) -> Shift:
    """Shift somebody along the line of people by a printed difference.

    Parameters
    ----------
    comparison : name of one of ``comparisons()``.
    end : "the estimate", "its lower end" or "its upper end" is drawn.
    place : people of 100 who reach less far before, 5 to 95.

    Returns
    -------
    Shift : the places before and after.

    Raises
    ------
    ValueError : a comparison or an end that is not offered, or a place outside ``LIMITS``.

    Sources: wilke2020, ingram2024, konrad2022. That range is spread like a bell and that everybody
    gains alike are assumptions.

    Examples
    --------
    >>> shift = shift_along(comparison="rolling against no exercise, right after", place=50)
    >>> round(shift.new_place), round(shift.passed)
    (77, 27)
    """
    for name, given, offered in (("comparison", comparison, comparisons()), ("end", end, ENDS)):
        require_one_of(name, given, allowed=offered)
    require_between("place", place, low=LIMITS["place"][0], high=LIMITS["place"][1])
    found = comparisons()[comparison]
    smd = found.smd
    drawn = {ESTIMATE: smd.middle, LOW_END: smd.low, HIGH_END: smd.high}[end]
    places = (place_after(place, value) for value in (smd.middle, smd.low, smd.high))
    return Shift(found, end, drawn, float(place), place_after(place, drawn), Band(*places))


@dataclass(frozen=True)
class OfficeYear:
    """Office workers who got neck pain within a year, with and without a programme.

    Attributes
    ----------
    without, with_programme : of 100 office workers.
    hazard_ratio : with against without, with its 95 % interval.
    """

    without: float
    with_programme: float
    hazard_ratio: Band

    @property
    def fewer(self) -> float:
        """People of 100 who were spared, if the programme did it."""
        return self.without - self.with_programme


def office_year() -> OfficeYear:
    """Read the year of the office workers (sihawong2014): stretching and endurance training."""
    return OfficeYear(fact("office_without"), fact("office_with"), fact_band("office_ratio"))
