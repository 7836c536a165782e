"""One sentence for every number that is out of range."""

from __future__ import annotations

import math
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
