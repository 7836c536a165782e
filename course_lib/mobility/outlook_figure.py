"""Pictures of range after stretching: over the hour, and beside six weeks."""

from __future__ import annotations

from course_lib.band import Band, exactly
from course_lib.mobility.model import WEEKS, Outlook
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, band, guess_mark, line, marks, note, words, zone
from course_lib.style import PALETTE, SCREEN, TEMPLATE

MOMENTS = ("before", "now", "in an hour", "in six weeks")
LOW_DEG, HIGH_DEG = 56.0, 88.0  # the same for every group, so that groups can be compared


def outlook(result: Outlook, guess: Guess | None = None) -> Picture:
    """Show the range over the hour after a session, and at four moments.

    Parameters
    ----------
    result : result of ``model.stretch``.
    guess : a locked prediction of a gain in degrees, now or in six weeks, or None.

    Returns
    -------
    Picture : two panels that share an axis, a sentence and the numbers.
    """
    traces = [*_hour(result), *_moments(result), _guessed(result, guess)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def bands(result: Outlook) -> tuple[Band, ...]:
    """Give the range at the four moments, in degrees.

    Parameters
    ----------
    result : result of ``model.stretch``.
    """
    return (exactly(result.before_deg), result.now_deg, result.hour_deg, result.weeks_deg)


def _hour(result: Outlook) -> list[Stroke]:
    over, now = result.range_deg, result.now_deg
    start = line([0.0, 60.0], [result.before_deg] * 2, role="reference", hover="before: %{y:.1f}°")
    told = "%{x:.0f} min after: %{y:.1f}°"
    here = marks([result.minutes_since], [now.middle], role="mobility", size=15, hover=told)
    return [
        band(over.low, over.high, along=result.time_min, role="mobility"),
        line(result.time_min, over.middle, role="mobility", hover=told),
        start,
        here.update(marker_line={"width": 2, "color": PALETTE["text"]}),
        words(
            "mean of the group, before",
            (59, result.before_deg - 0.8),
            side="bottom left",
            role="reference",
        ),
    ]


def _moments(result: Outlook) -> list[Stroke]:
    strokes = []
    for place, (name, value) in enumerate(zip(MOMENTS, bands(result), strict=True)):
        role = "reference" if place == 0 else "mobility"
        edges = [value.low, value.high]
        thick = line([float(place)] * 2, edges, role=role, width=14, **_RIGHT).update(opacity=0.45)
        point = marks(
            [float(place)],
            [value.middle],
            role=role,
            size=12,
            **_RIGHT,
            hover=f"{name}: %{{y:.1f}}°",
        )
        gain = value.middle - result.before_deg
        told = f"{value.middle:.0f}°" if place == 0 else f"+{gain:.1f}°" if gain > 0.05 else "+0°"
        above = words(told, (float(place), value.high + 0.4), **_RIGHT, side="top center")
        strokes += [thick.update(line_dash="solid"), point, above]
    return [stroke.update(yaxis="y") for stroke in strokes]


_RIGHT = {"axis": "2"}


def _guessed(result: Outlook, guess: Guess | None) -> Stroke:
    place = float(MOMENTS.index(guess.at)) if guess else 0.0
    at = (place, guess and result.before_deg + guess.value)
    return guess_mark(guess, at, axis="2").update(yaxis="y")


def _layout(result: Outlook) -> dict:
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"] - 40,
        "xaxis": {
            "domain": [0.0, 0.5],
            "range": [-1, 61],
            "title": {"text": "time since the session (minutes)"},
        },
        "yaxis": {
            "range": [LOW_DEG, HIGH_DEG],
            "title": {"text": "turning of the upper back (degrees)"},
        },
        "xaxis2": {
            "domain": [0.55, 1.0],
            "anchor": "y",
            "range": [-0.6, 3.6],
            "tickvals": [0, 1, 2, 3],
            "ticktext": ["before", "now", "in an<br>hour", "in six<br>weeks"],
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
        },
        "shapes": [_people_strip(result)],
        "annotations": [_people_note(result)],
    }


def _people_strip(result: Outlook) -> dict:
    """Shade one standard deviation between people around the group's mean."""
    low, high = (result.before_deg + side * result.between_people_deg for side in (-1, 1))
    corners = {"x0": 0, "x1": 1, "y0": low, "y1": high, "xref": "paper", "yref": "y"}
    return zone("body", opacity=0.12, **corners)


def _people_note(result: Outlook) -> dict:
    low = result.before_deg - result.between_people_deg
    return note(
        "grey: about two in three people of this group, computed",
        (0, low),
        xanchor="left",
        yshift=11,
    )


def _sentence(result: Outlook) -> str:
    before, dose = result.before_deg, result.dose
    who = result.group.replace(", ", " a day and is ") + " a week"
    start = f"In the group that {who}, the upper back turns {before:.1f}° on average"
    if dose.session_min == 0:
        return (
            f"{start}. Without stretching nothing in this model changes: not after "
            f"{result.minutes_since:.0f} minutes, not in an hour, not in {WEEKS} weeks."
        )
    when = f"{result.minutes_since:.0f} minutes after" if result.minutes_since else "right after"
    now, weeks = (_gain(value, before) for value in (result.now_deg, result.weeks_deg))
    return (
        f"{start}. {dose.repeats} × {dose.hold_s:.0f} s of stretching: {when}, "
        f"{now} more; in an hour {_gain(result.hour_deg, before)}. The same five "
        f"days a week for {WEEKS} weeks: {weeks} more. No trial has measured these degrees for the "
        "upper back."
    )


def _gain(value: Band, before: float) -> str:
    middle, low, high = (value.middle - before, value.low - before, value.high - before)
    if high < 0.05:
        return "nothing"
    return f"{middle:.1f}° ({low:.1f} to {high:.1f})"


def _numbers(result: Outlook) -> Numbers:
    rows = []
    for name, value in zip(MOMENTS, bands(result), strict=True):
        edges = (value.middle, value.low, value.high)
        rows.append((name, *(f"{edge:.1f}" for edge in edges)))
        if name != MOMENTS[0]:
            gains = (f"{edge - result.before_deg:+.1f}" for edge in edges)
            rows.append((f"{name}, more than before", *gains))
    rows += [
        ("spread printed beside the mean", f"{result.printed_spread_deg:.2f}", "", ""),
        ("one SD between people, computed", f"{result.between_people_deg:.1f}", "", ""),
        ("stretching in a session (min)", round_to(result.dose.session_min), "", ""),
        ("stretching in a week (min)", round_to(result.dose.weekly_min), "", ""),
        (
            "change of strength or speed right after (%)",
            f"{result.performance_percent:.1f}",
            "",
            "",
        ),
    ]
    return Numbers(("moment", "degrees", "lower edge", "upper edge"), tuple(rows))
