"""Exercise cards as a page to print: one HTML text that needs nothing else.

Every plate is drawn from the same traces as the live figure; the bones stand in the page once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from course_lib.anatomy.exercise_figure import (
    HIGH_MM,
    LOW_MM,
    WIDE_MM,
    Panel,
    bare_bones,
    panels,
)
from course_lib.anatomy.exercise_words import REVIEW, Line, groups, muscle_names
from course_lib.anatomy.exercises import KINDS, Exercise
from course_lib.anatomy.plate_figure import SEEN_FROM
from course_lib.sources import bibliography

STYLE = """
:root { color-scheme: light; }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #222; background: #fff;
  margin: 1.2cm auto; max-width: 19cm; }
h1 { font-size: 17pt; margin: 0 0 4pt; }
h2 { font-size: 13pt; margin: 0; }
h3 { font-size: 10pt; margin: 6pt 0 2pt; color: #555; }
.card { border: 1px solid #777; border-radius: 6px; padding: 8pt 10pt; margin: 0 0 10pt;
  break-inside: avoid; display: grid; grid-template-columns: 1fr 6.6cm; column-gap: 10pt; }
.card svg { width: 100%; height: auto; max-height: 8.5cm; }
.kind { margin: 0; color: #555; }
dl { display: grid; grid-template-columns: 2.9cm 1fr; gap: 2pt 8pt; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.mark { color: #555; font-size: 9pt; }
ul { padding-left: 1.2em; font-size: 9pt; }
@media print { body { margin: 0; max-width: none; } }
"""


def cards_page(exercises: Sequence[Exercise], *, heading: str = "Exercise cards") -> str:
    """Write the cards as a standalone HTML page.

    Parameters
    ----------
    exercises : what to print, from ``find_exercises``.
    heading : title of the page.
    """
    views = sorted({panel.view for one in exercises for panel in panels(one)})
    cards = "".join(_card(one) for one in exercises)
    keys = sorted({key for one in exercises for key in one.source_keys})
    return (
        f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(heading)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(heading)}</h1><p>{escape(REVIEW)}</p>{_symbols(views)}{cards}"
        f"<h2>Sources</h2>{bibliography(keys)._repr_html_()}</body></html>\n"
    )


def card_lines(exercise: Exercise, *, level: int) -> str:
    """Write the lines of a card in HTML, each group under a heading.

    Parameters
    ----------
    exercise : a row of the table, from ``exercises.get_exercise``.
    level : level of these headings, 1 to 6.
    """
    return "".join(
        f"<h{level}>{escape(group.heading)}</h{level}>"
        f"<dl>{''.join(_line(line) for line in group.lines)}</dl>"
        for group in groups(exercise)
    )


def _line(line: Line) -> str:
    mark = f" <span class='mark'>({escape(line.source)})</span>" if line.source else ""
    text = escape(line.text).replace(" %", "&nbsp;%")
    return f"<dt>{escape(line.label)}</dt><dd>{text}{mark}</dd>"


def _card(exercise: Exercise) -> str:
    return (
        f"<section class='card'><div><h2>{escape(exercise.name)}</h2>"
        f"<p class='kind'>{escape(KINDS[exercise.kind])}</p>{card_lines(exercise, level=3)}</div>"
        f"{_plates(exercise)}</section>"
    )


# ---- the plates as SVG -------------------------------------------------------------------------


def _plates(exercise: Exercise) -> str:
    """Draw one plate under the other: a page to print has room downward."""
    return f"<div>{''.join(_plate(panel, exercise) for panel in panels(exercise))}</div>"


def _plate(panel: Panel, exercise: Exercise) -> str:
    left, wide, high = panel.at_mm - WIDE_MM / 2, WIDE_MM, HIGH_MM - LOW_MM
    label = escape(f"{SEEN_FROM[panel.view]}, lit: {muscle_names(exercise) or 'no muscle'}")
    lit = "".join(_path(trace) for trace in panel.lit)
    words = f"<text x='{left + 10:.0f}' y='24' font-size='22'>{SEEN_FROM[panel.view]}</text>"
    return (
        f"<svg role='img' aria-label='{label}' viewBox='{left:.0f} 0 {wide:.0f} {high:.0f}'>"
        f"<use href='#bones-{panel.view}' x='{panel.at_mm:.0f}'/>{lit}{words}</svg>"
    )


def _symbols(views: Sequence[str]) -> str:
    groups = "".join(
        f"<g id='bones-{view}'>{''.join(_path(trace) for trace in bare_bones(view))}</g>"
        for view in views
    )
    return f"<svg width='0' height='0' style='position:absolute' aria-hidden='true'>{groups}</svg>"


def _path(trace: Mapping[str, Any]) -> str:
    steps = _steps(trace.get("x") or (), trace.get("y") or ())
    if not steps:
        return ""
    line = trace.get("line") or {}
    fill = trace.get("fillcolor") if trace.get("fill") == "toself" else None
    look = f"fill='{fill or 'none'}' fill-rule='evenodd' opacity='{trace.get('opacity', 1)}'"
    width = line.get("width", 0)
    if width and line.get("color"):
        look += f" stroke='{line['color']}' stroke-width='{width}' stroke-linejoin='round'"
    return f"<path d='{steps}' {look}/>"


def _steps(x: Sequence[float | None], y: Sequence[float | None]) -> str:
    """Write points as a path in whole millimetres, down the page; None lifts the pen."""
    steps, pen, last = [], "M", None
    for right, up in zip(x, y, strict=True):
        if right is None or up is None:
            pen, last = "M", None
            continue
        point = f"{right:.0f} {HIGH_MM - up:.0f}"
        if point != last:
            steps.append(f"{pen}{point}")
        pen, last = "L", point
    return "".join(steps)
