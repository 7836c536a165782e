"""Pictures of a standardised difference: two lines of people, and 100 of them as dots."""

from __future__ import annotations

import numpy as np

from course_lib.mobility.people_drawing import people, spot
from course_lib.mobility.rolling import ESTIMATE, Shift, spread_place
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.scales import number
from course_lib.strokes import Stroke, band, bare_axis, guess_mark, line, marks, note, words
from course_lib.style import INK, PALETTE, SCREEN, TEMPLATE

ALONG = np.linspace(-3.9, 4.6, 171)
TOP = float(np.exp(0.0) / np.sqrt(2 * np.pi))
_ROW = {"before": -0.05, "interval": -0.115}  # heights of the marks under the curves


def shift_picture(shift: Shift, guess: Guess | None = None) -> Picture:
    """Show two bell-shaped lines of people, one place in both, and 100 people as dots.

    Parameters
    ----------
    shift : result of ``rolling.shift_along``.
    guess : a locked prediction of people of 100 who reach less far afterwards, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_bells(shift), *_places(shift), *_hundred(shift, guess)]
    return Picture(drawing(traces, _layout(shift)), _sentence(shift), _numbers(shift))


def _bell(middle: float) -> np.ndarray:
    """Give the height of a line of people, one standard deviation wide, at ``ALONG``."""
    return TOP * np.exp(-((ALONG - middle) ** 2) / 2)


def _bells(shift: Shift) -> list[Stroke]:
    smd, drawn = shift.comparison.smd, shift.drawn_smd
    shaded = np.minimum(ALONG, spread_place(shift.place) + drawn)
    heights = TOP * np.exp(-(shaded**2) / 2)
    grey, blue = _bell(0.0), _bell(drawn)
    # The two names stand on the outer sides of the two bells.
    out, ours, theirs = (1, "right", "left") if drawn >= 0 else (-1, "left", "right")
    return [
        band(np.zeros_like(shaded), heights, along=shaded, role="body"),
        line(ALONG, grey, role="body"),
        line(ALONG, blue, role="mobility", width=4),
        words(shift.comparison.against, (-1.15 * out, TOP * 0.62), side=f"middle {theirs}",
              role="body"),
        words(shift.comparison.treated, (drawn + 0.55 * out, TOP * 0.93), side=f"middle {ours}"),
        line([smd.low, smd.high], [_ROW["interval"]] * 2, role="reference", width=5).update(
            line_dash="solid"),
        marks([smd.middle], [_ROW["interval"]], role="reference", size=8,
              hover="estimate: %{x:.2f}"),
    ]  # fmt: skip


def _places(shift: Shift) -> list[Stroke]:
    """Mark your place before (grey) and after (blue), joined by an arrow."""
    before = spread_place(shift.place)
    after = before + shift.drawn_smd
    height = _ROW["before"]
    edge = {"width": 2, "color": PALETTE["text"]}
    tip = "arrow-right" if after >= before else "arrow-left"
    way = line([before, after], [height] * 2, role="body", width=2).update(line_dash="solid")
    you = marks([before], [height], role="body", size=11, hover="you before")
    then = marks([after], [height], role="mobility", size=14, hover="you after")
    return [way, you, then.update(marker_symbol=tip, marker_line=edge)]


def _hundred(shift: Shift, guess: Guess | None) -> list[Stroke]:
    """Draw 100 people without the treatment, from the one who reaches least far."""
    old, new = shift.place, shift.new_place
    low, high = min(old, new), max(old, new)
    gained = new >= old
    told = "you reach further than these as well" if gained else "these reach further again"
    role, symbol = ("mobility", "square") if gained else ("body", "x")
    dots = [
        people(0, low, role="body", symbol="circle", told="reach less far than you", axis="2"),
        people(low, high, role=role, symbol=symbol, told=told, axis="2"),
        people(high, 100, role="body", symbol="circle-open", told="reach further", axis="2"),
    ]
    return [*dots, guess_mark(guess, spot(guess.value) if guess else (None, None), axis="2")]


def _layout(shift: Shift) -> dict:
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"] - 60,
        "xaxis": {
            "domain": [0.0, 0.66],
            "range": [ALONG[0], ALONG[-1]],
            "title": {"text": "range (standard deviations between people)"},
            "zeroline": False,
        },
        "yaxis": {
            "range": [-0.15, TOP * 1.08],
            "tickvals": [_ROW["interval"], _ROW["before"]],
            "ticktext": ["interval", "you"],
            "showgrid": False,
            "zeroline": False,
        },
        "xaxis2": bare_axis(domain=[0.72, 1.0], anchor="y2", range=[-0.8, 9.8]),
        "yaxis2": bare_axis(domain=[0.24, 0.9], anchor="x2", range=[-0.8, 9.8]),
        "annotations": _key(shift),
    }


def _key(shift: Shift) -> list[dict]:
    """Name the 100 people, and their three marks."""
    place = {"xref": "paper", "yref": "paper", "align": "left", "xanchor": "left"}
    grey, blue = (f"<span style='color:{INK[role]}'>" for role in ("body", "mobility"))
    moved = (
        f"{blue}■</span> you pass them" if shift.passed >= 0 else f"{grey}✕</span> they pass you"
    )
    key = f"{grey}●</span> behind you<br>{moved}<br>{grey}○</span> still ahead"
    return [
        note(f"100 people,<br>{shift.comparison.against}:", (0.72, 1.04), yanchor="top", **place),
        note(key, (0.72, 0.0), yanchor="bottom", **place),
    ]


def _sentence(shift: Shift) -> str:
    found, places = shift.comparison, shift.places
    smd = found.smd
    head = f"{found.name[0].upper()}{found.name[1:]} ({found.studies}, {found.population})"
    printed = (
        f"{number(smd.middle)} standard deviations ({number(smd.low)} to {number(smd.high)}, "
        f"printed as {found.printed_as})"
    )
    drawn = "" if shift.end == ESTIMATE else f" Drawn is {shift.end}, {number(shift.drawn_smd)}."
    return (
        f"{head}: {printed}.{drawn} Somebody who reaches further than {shift.place:.0f} of 100 "
        f"people then reaches further than {shift.new_place:.0f}. The interval runs from "
        f"{places.low:.0f} to {places.high:.0f}. This is range, not pain."
    )


def _numbers(shift: Shift) -> Numbers:
    smd, places = shift.comparison.smd, shift.places
    named = ((ESTIMATE, "middle"), ("lower end", "low"), ("upper end", "high"))
    rows = tuple(
        (
            name,
            f"{getattr(smd, edge):.2f}",
            f"{shift.place:.0f}",
            f"{getattr(places, edge):.0f}",
        )
        for name, edge in named
    )
    columns = (
        "which number",
        f"difference of range ({shift.comparison.printed_as})",
        "behind you before (of 100)",
        "behind you after (of 100)",
    )
    return Numbers(columns, rows)
