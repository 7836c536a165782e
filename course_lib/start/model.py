"""A bag held in front of you: weight times distance is the moment your body must balance."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.checks import require_between

GRAVITY_M_S2 = 9.81


@dataclass(frozen=True)
class Carry:
    """A bag, where it hangs, and the moment that makes.

    Attributes
    ----------
    bag_kg : mass of the bag, kg.
    distance_cm : how far in front of you it hangs, cm.
    weight_n : its weight, N.
    moment_nm : weight times distance, N m.
    """

    bag_kg: float
    distance_cm: float
    weight_n: float
    moment_nm: float


def carry(*, bag_kg: float, distance_cm: float) -> Carry:
    """Multiply the weight of a bag by its distance in front of you.

    Parameters
    ----------
    bag_kg : mass of the bag, 0 to 10.
    distance_cm : how far in front of you it hangs, 0 to 60.

    Returns
    -------
    Carry : weight in N, moment in N m.

    Raises
    ------
    ValueError : a setting outside its range.

    Examples
    --------
    >>> round(carry(bag_kg=5, distance_cm=40).moment_nm, 1)
    19.6
    """
    require_between("bag_kg", bag_kg, low=0.0, high=10.0)
    require_between("distance_cm", distance_cm, low=0.0, high=60.0)
    weight_n = bag_kg * GRAVITY_M_S2
    return Carry(bag_kg, distance_cm, weight_n, weight_n * distance_cm / 100.0)
