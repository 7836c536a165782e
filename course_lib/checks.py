"""One sentence for every number out of range, and for every name that nobody knows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Real

from course_lib.plain_error import PlainValueError


def require_between(name: str, value: float, *, low: float, high: float) -> None:
    """Refuse anything but a finite number from ``low`` to ``high``.

    Parameters
    ----------
    name : what the value is called in the message.
    value : what was given.
    low, high : ends of the range; both are allowed.

    Raises
    ------
    ValueError : says what was given, what is allowed and what to do next.
    """
    number = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if not number or not low <= value <= high:
        raise PlainValueError(
            f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
            "choose a value in that range."
        )


def require_one_of(name: str, value: object, *, allowed: Iterable[str]) -> None:
    """Refuse anything but one of the names in ``allowed``.

    Parameters
    ----------
    name : what the value is called in the message.
    value : what was given.
    allowed : the names to choose from, in the order of the message.

    Raises
    ------
    ValueError : says what was given and lists what can be chosen.
    """
    names = tuple(allowed)
    if value not in names:
        given = f"{value!r:.60}"
        raise PlainValueError(f"{name} was given as {given}; choose one of: {'; '.join(names)}.")
