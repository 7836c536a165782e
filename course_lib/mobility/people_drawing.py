"""One hundred people as dots, ten in a row, from the bottom left."""

from __future__ import annotations

from course_lib.strokes import Stroke, marks

COLUMNS = 10


def spot(number: float) -> tuple[float, float]:
    """Give the place of a person, counted from 1 to 100."""
    index = min(99, max(0, round(number) - 1))
    return float(index % COLUMNS), float(index // COLUMNS)


def people(
    first: float, last: float, *, role: str, symbol: str, told: str, axis: str = ""
) -> Stroke:
    """Draw the people after number ``first`` up to number ``last``; both may be the same."""
    places = [spot(number) for number in range(round(first) + 1, round(last) + 1)]
    x, y = [p[0] for p in places], [p[1] for p in places]
    dots = marks(x, y, role=role, size=9, axis=axis, hover=told)
    return dots.update(marker_symbol=symbol)
