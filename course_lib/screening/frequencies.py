"""Why one warning sign says little: count people instead of percentages.

In one sentence: *a sign that many healthy people carry picks out mostly healthy people, however
few of the ill it misses.*
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.checks import require_between

PEOPLE = 1000
ILL_LIMITS = (0.0, 100.0)


@dataclass(frozen=True)
class Thousand:
    """1,000 people, sorted by illness and sign; the four numbers always add up.

    Attributes
    ----------
    ill_with_sign, ill_without : ill people who carry the sign, and who do not.
    well_with_sign, well_without : well people who carry the sign, and who do not.
    """

    ill_with_sign: int
    ill_without: int
    well_with_sign: int
    well_without: int

    @property
    def with_sign(self) -> int:
        """Everybody who carries the sign."""
        return self.ill_with_sign + self.well_with_sign

    @property
    def ill(self) -> int:
        """Everybody who is ill."""
        return self.ill_with_sign + self.ill_without


def count_people(
    *, ill_per_1000: float, sign_in_ill_percent: float, sign_in_well_percent: float
) -> Thousand:
    """Sort 1,000 people into ill or well, with the sign or without.

    Parameters
    ----------
    ill_per_1000 : how many have the serious illness, 0 to 100; the base rate.
    sign_in_ill_percent : how many of 100 ill people carry the sign; the sensitivity.
    sign_in_well_percent : how many of 100 well people carry it; 100 minus the specificity.

    Returns
    -------
    Thousand : whole people, rounded to the nearest.

    Raises
    ------
    ValueError : a setting outside its range.

    Source: counting. The published settings are in ``screening/signs``.

    Examples
    --------
    >>> count_people(ill_per_1000=10, sign_in_ill_percent=80, sign_in_well_percent=10)
    Thousand(ill_with_sign=8, ill_without=2, well_with_sign=99, well_without=891)
    """
    require_between("ill_per_1000", ill_per_1000, low=ILL_LIMITS[0], high=ILL_LIMITS[1])
    require_between("sign_in_ill_percent", sign_in_ill_percent, low=0, high=100)
    require_between("sign_in_well_percent", sign_in_well_percent, low=0, high=100)
    ill = round(ill_per_1000)
    caught = round(ill * sign_in_ill_percent / 100)
    alarmed = round((PEOPLE - ill) * sign_in_well_percent / 100)
    return Thousand(caught, ill - caught, alarmed, PEOPLE - ill - alarmed)
