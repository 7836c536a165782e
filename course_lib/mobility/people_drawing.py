"""One hundred people as dots, ten in a row, from the bottom left."""

from __future__ import annotations

from course_lib.strokes import Stroke, marks

COLUMNS = 10


def spot(number: float) -> tuple[float, float]:
    """Give the place of a person in the drawing, counted from 0 in columns and rows.

    Parameters
    ----------
    number : the person, 1 to 100; what lies outside stands at the nearest end.

    Examples
    --------
    >>> spot(1), spot(11), spot(100)
    ((0.0, 0.0), (0.0, 1.0), (9.0, 9.0))
    """
    index = min(99, max(0, round(number) - 1))
    return float(index % COLUMNS), float(index // COLUMNS)


def people(
    first: float, last: float, *, role: str, symbol: str, told: str, axis: str = ""
) -> Stroke:
    """Draw some of the hundred people.

    Parameters
    ----------
    first, last : the people after number ``first`` up to number ``last``; nobody where both are the
        same.
    role : what colour they have, a name of ``style.PALETTE``.
    symbol : plotly's name of their mark, for example "circle-open".
    told : what the pointer shows on them.
    axis : number of the panel's axes, "" for the first and "2" for the second.
    """
    places = [spot(number) for number in range(round(first) + 1, round(last) + 1)]
    x, y = [p[0] for p in places], [p[1] for p in places]
    dots = marks(x, y, role=role, size=9, axis=axis, hover=told)
    return dots.update(marker_symbol=symbol)
