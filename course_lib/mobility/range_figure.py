"""Pictures of range: joint by joint, and the whole upper back against a stride."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.mobility.ranges import JOINTS, Reach, Whole
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, dotted_line, guess_mark, line, marks, note, words, zone
from course_lib.style import INK, PALETTE, SCREEN, TEMPLATE

OWN, ASKED = "your range", "your stride"


def reach(result: Reach, guess: Guess | None = None) -> Picture:
    """Show the joints' ranges by table, and ranges of the whole against what a stride asks.

    Parameters
    ----------
    result : result of ``ranges.reach``.
    guess : a locked prediction of the stride's arc in degrees, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [*_joints(result), *_wholes(result), *_stride(result, guess)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _joints(result: Reach) -> list[Stroke]:
    rows = np.arange(len(JOINTS), dtype=float)
    short, read = result.cut_short_deg, result.read_deg
    places = [float(JOINTS.index(joint)) for joint in result.read_joints]
    told = "%{text}, " + result.rib_cage + ": %{x:.1f}°"
    ends = [
        line([low, high], [row, row], role="mobility", width=6)
        for low, high, row in zip(read.low, read.high, places, strict=True)
    ]
    found = marks(
        read.middle, places, role="mobility", size=14, hover=told, text=result.read_joints
    )
    book = dotted_line(
        result.textbook_deg,
        rows,
        role="reference",
        hover="%{text}, textbook: %{x:.0f}°",
        text=JOINTS,
    )
    alone = band(short.low, short.high, along=rows, role="body", upright=True)
    return [alone, book, *ends, found.update(marker_line={"width": 1.5, "color": PALETTE["text"]})]


SHORT = {
    "whole rib cage": "11 joints,<br>whole rib cage",
    "front of the rib cage cut": "11 joints,<br>ribs cut in front",
    "single joint with its ribs": "11 joints,<br>each with its ribs",
    "single joint without ribs": "11 joints,<br>without ribs",
}


def _labels(result: Reach) -> list[str]:
    """Name the rows of the right panel, top to bottom, on two lines where a name is long."""
    labels = [whole.label for whole in result.wholes]
    return [ASKED, OWN, *(SHORT.get(name, name.replace(", ", ",<br>")) for name in labels)]


def _wholes(result: Reach) -> list[Stroke]:
    strokes = [line([0.0, result.own_deg], [1.0, 1.0], role="capacity", width=10, axis="2")]
    strokes[0].update(line_dash="solid")
    for row, whole in enumerate(result.wholes, start=2):
        role = "mobility" if whole.label == result.rib_cage else "reference"
        role = "body" if "cut short" in whole.label else role
        hover = f"{whole.label}: {_span(whole.low_deg, whole.high_deg)}"
        ends = [whole.low_deg, whole.high_deg]
        stroke = line(ends, [float(row)] * 2, role=role, width=10, axis="2", hover=hover)
        square = marks(ends, [float(row)] * 2, role=role, size=10, axis="2", hover=hover)
        faint = 0.45 if "if one way" in whole.label else 1.0
        strokes.append(stroke.update(line_dash="solid", opacity=faint))
        strokes.append(square.update(marker_symbol="square", opacity=faint))
    end = f"{result.own_deg:.0f}°"
    return [*strokes, words(end, (result.own_deg + 2, 1.0), axis="2")]


def _stride(result: Reach, guess: Guess | None) -> list[Stroke]:
    asked, runners = result.stride_deg, result.runners_deg
    right = max(asked, runners.high, guess.value + 5 if guess else 0.0)
    bar = line([0.0, asked], [0.0, 0.0], role="demand", width=10, axis="2")
    ends = marks([runners.low, runners.high], [0.0, 0.0], role="body", size=11, axis="2")
    ends.update(
        marker_symbol="line-ns-open", hovertemplate="a measured runner: %{x:.0f}°<extra></extra>"
    )
    return [
        bar,
        ends,
        words(f"{asked:.0f}°", (right + 3, 0.0), axis="2"),
        guess_mark(guess, (guess and guess.value, 0.0), axis="2"),
    ]


def _layout(result: Reach) -> dict:
    book = max(20.0, float(result.textbook_deg.max()) * 1.08)
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"],
        "xaxis": {
            "domain": [0.0, 0.34],
            "range": [0, book],
            "title": {"text": "one joint (degrees)"},
        },
        "yaxis": _named_rows(JOINTS),
        "xaxis2": {
            "domain": [0.585, 1.0],
            "anchor": "y2",
            "range": [0, 165],
            "title": {"text": "end to end (degrees)"},
        },
        "yaxis2": {"anchor": "x2", "showgrid": False, **_named_rows(_labels(result))},
        "shapes": [_asked_strip(result)],
        "annotations": [_key(result)],
    }


def _named_rows(names: Sequence[str]) -> dict:
    """Give an axis with one name a row, the first at the top."""
    places = list(range(len(names)))
    return {
        "range": [len(names) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": list(names),
        "zeroline": False,
    }


def _asked_strip(result: Reach) -> dict:
    """Mark across all rows what the stride asks."""
    corners = {
        "x0": 0,
        "x1": result.stride_deg,
        "y0": 0,
        "y1": 1,
        "yref": "y2 domain",
        "xref": "x2",
    }
    return zone("demand", opacity=0.12, **corners)


def _key(result: Reach) -> dict:
    book, now = (f"<span style='color:{INK[role]}'>" for role in ("reference", "mobility"))
    text = (
        f"{result.plane}: {book}■ textbook</span>  ▬ joint alone  {now}● {result.rib_cage}</span>"
    )
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note(text, (0.0, 1.0), **corner)


def _span(low: float, high: float) -> str:
    return f"{low:.0f}°" if round(low) == round(high) else f"{low:.0f} to {high:.0f}°"


def _sentence(result: Reach) -> str:
    runners, first = result.runners_deg, result.read_deg.middle[0]
    book = result.textbook_deg[JOINTS.index(result.read_joints[0])]
    who = "Two measured runners" if runners.high > runners.low else "The one measured runner"
    where = "outside them: an assumption" if result.leaves_the_data else "as measured"
    verdict = (
        f"fits {result.times:.1f} times into your {result.own_deg:.0f}°"
        if result.times >= 1
        else f"does not fit into your {result.own_deg:.0f}°"
    )
    return (
        f"{result.plane.capitalize()}: {who[0].lower() + who[1:]} moved the trunk "
        f"{_span(runners.low, runners.high)} from end to end against the pelvis. Your stride is "
        f"set to {result.stride_deg:.0f}° ({where}); it {verdict}. At T3/T4 a joint tested as "
        f"“{result.rib_cage}” moved {first:.1f}°, and the textbook says {book:.0f}°."
    )


def _numbers(result: Reach) -> Numbers:
    cells = [f"{value:.0f}°" for value in result.textbook_deg]
    short, runners = result.cut_short_deg, result.runners_deg
    read = dict(zip(result.read_joints, zip(*_read_cells(result), strict=True), strict=True))
    rows = [
        (joint, book, _span(low, high), *read.get(joint, ("not read", "not read")))
        for joint, book, low, high in zip(JOINTS, cells, short.low, short.high, strict=True)
    ]
    rows += [
        (_whole_name(w, result), "", "", "", _span(w.low_deg, w.high_deg)) for w in result.wholes
    ]
    rows += [
        (OWN, "", "", "", f"{result.own_deg:.0f}°"),
        (f"{ASKED}, trunk against pelvis", "", "", "", f"{result.stride_deg:.1f}°"),
        ("measured runners, trunk against pelvis", "", "", "", _span(runners.low, runners.high)),
        ("times the stride fits into yours", "", "", "", f"{result.times:.1f}"),
    ]
    columns = (
        "joint or whole",
        "textbook",
        "joint alone, ribs cut short (means)",
        f"{result.rib_cage} (median)",
        "lower to upper end",
    )
    return Numbers(columns, tuple(rows))


def _whole_name(whole: Whole, result: Reach) -> str:
    """Say in the table that the last sum is an extrapolation from two joints."""
    read = " or ".join(result.read_joints)
    return f"11 × {read}, {whole.label}" if whole.label in SHORT else whole.label


def _read_cells(result: Reach) -> tuple[list[str], list[str]]:
    read = result.read_deg
    medians = [f"{value:.1f}°" for value in read.middle]
    return medians, [f"{a:.1f} to {b:.1f}°" for a, b in zip(read.low, read.high, strict=True)]
