"""A picture of 1,000 people as dots, sorted by illness and sign."""

from __future__ import annotations

import numpy as np

from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.screening.frequencies import PEOPLE, Thousand
from course_lib.strokes import Stroke, bare_axis, guess_mark, marks, words
from course_lib.style import TEMPLATE

COLUMNS = 40
GAP = 3  # empty columns between those with the sign and those without


def dots(result: Thousand, guess: Guess | None = None) -> Picture:
    """Draw 1,000 people: with the sign on the left, without it on the right, the ill first.

    Parameters
    ----------
    result : result of ``frequencies.count_people``.
    guess : a locked prediction of a number of people, or None.

    Returns
    -------
    Picture : dots and a bar of counts, a sentence and the numbers.
    """
    left = _block(result.ill_with_sign, result.well_with_sign, start=0)
    width = -(-result.with_sign // 25)
    right = _block(result.ill_without, result.well_without, start=width + GAP)
    traces = [*left, *right, *_heads(result, width), _guessed(result, guess)]
    return Picture(drawing(traces, _layout()), _sentence(result), _numbers(result))


def _block(ill: int, well: int, *, start: int) -> list[Stroke]:
    """Fill columns of 25 from the top, the ill first."""
    place = np.arange(ill + well)
    x, y = start + place // 25, 24.0 - place % 25
    sick = marks(x[:ill], y[:ill], role="demand", size=9, hover="ill")
    fine = marks(x[ill:], y[ill:], role="body", size=6, hover="not ill")
    return [
        sick.update(marker_symbol="diamond"),
        fine.update(marker_symbol="circle-open"),
    ]


def _heads(result: Thousand, width: int) -> list[Stroke]:
    with_sign = f"with the sign: {result.with_sign}<br>◆ ill: {result.ill_with_sign}"
    without = PEOPLE - result.with_sign
    no_sign = f"without it: {without}<br>◆ ill: {result.ill_without}"
    return [
        words(with_sign, (-0.5, 27.2), side="middle right"),
        words(no_sign, (max(width + GAP, 14) - 0.5, 27.2), side="middle right"),
    ]


def _guessed(result: Thousand, guess: Guess | None) -> Stroke:
    """Mark how far the predicted number of people would reach, counted from the top left."""
    value = 0.0 if guess is None else guess.value
    return guess_mark(guess, (min(value, PEOPLE) // 25, 24.0 - value % 25))


def _layout() -> dict:
    return {
        "template": TEMPLATE,
        "height": 440,
        "xaxis": bare_axis(range=[-1, COLUMNS + GAP + 3]),
        "yaxis": bare_axis(range=[-1, 30]),
    }


def _sentence(result: Thousand) -> str:
    if not result.with_sign:
        return (
            f"Of 1,000 people, {result.ill} are ill and nobody carries the sign, so it points to "
            "nobody."
        )
    share = "none" if not result.ill_with_sign else f"{result.ill_with_sign}"
    are = "is" if share == "1" else "are"
    return (
        f"Of 1,000 people, {result.with_sign} carry the sign; {share} of them {are} ill, and "
        f"{result.well_with_sign} are not. Among those without the sign, {result.ill_without} "
        f"{'is' if result.ill_without == 1 else 'are'} ill."
    )


def _numbers(result: Thousand) -> Numbers:
    rows = (
        ("ill", result.ill_with_sign, result.ill_without, result.ill),
        ("not ill", result.well_with_sign, result.well_without, PEOPLE - result.ill),
        ("together", result.with_sign, PEOPLE - result.with_sign, PEOPLE),
    )
    return Numbers(("people of 1,000", "with the sign", "without it", "together"), rows)
