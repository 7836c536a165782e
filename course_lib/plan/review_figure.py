"""How far you have come, drawn: the whole course, or the objectives of one chapter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from course_lib.picture import Picture, drawing
from course_lib.plan.review_progress import (
    STATES,
    ChapterProgress,
    Foresight,
    Objective,
    Progress,
    day_words,
    in_words,
)
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, marks
from course_lib.style import EDGE, PALETTE, TEMPLATE

# Colour and symbol of each state; the words stand in the legend.
LOOKS = {
    "right": ("capacity", "circle"),
    "second": ("capacity", "circle-open-dot"),
    "missed": ("demand", "x-thin-open"),
    "new": ("body", "circle-open"),
}
ROW_PX, EDGES_PX, LETTERS = 36, 150, 16  # two lines to a row, so that the marks have room
FREE = 1.15  # marks, at each end of a row: the outer marks are seen whole on a narrow page
FIRST = " The squares are where your first review begins: answer one question, and its ring fills."


def overview(result: Progress) -> Picture:
    """Draw every objective and every prediction of the course as one mark in its chapter's row.

    Parameters
    ----------
    result : result of ``review_progress.progress``.

    Returns
    -------
    Picture : two panels, a sentence and the numbers of each chapter.
    """
    traces = [*(_state(result, state) for state in STATES), _today(result)]
    traces += [_predicted(result, made, close) for made, close in _KINDS]
    names = [chapter.name for chapter in result.chapters]
    wide = max(len(chapter.objectives) for chapter in result.chapters) + FREE
    narrow = max(1, *(len(chapter.predictions) for chapter in result.chapters)) + FREE
    layout = rows_layout(names, "objectives<br>(count)", wide=wide)
    layout["xaxis"]["domain"] = [0.0, 0.66]
    layout["legend2"] = layout["legend"] | {"x": 0.72}
    layout["xaxis2"] = {
        "domain": [0.72, 1.0],
        "range": [1 - FREE, narrow],
        "title": {"text": "predictions<br>(count)"},
        "tickangle": 0,
        "dtick": 2,
        "tick0": 1,
        "anchor": "y",
    }
    sentence = in_words(result) + ("" if result.begun else FIRST)
    return Picture(drawing(traces, layout), sentence, _numbers(result))


_KINDS = ((True, True), (True, False), (False, False))


def in_order(chapter: ChapterProgress) -> list[Objective]:
    """Sort the objectives of a chapter so that a row fills from the left.

    Parameters
    ----------
    chapter : one chapter of ``review_progress.progress``.
    """
    order = list(STATES)
    return sorted(chapter.objectives, key=lambda objective: order.index(objective.state))


def _state(result: Progress, state: str) -> Stroke:
    found = [
        (place, row, objective)
        for row, chapter in enumerate(result.chapters)
        for place, objective in enumerate(in_order(chapter), start=1)
        if objective.state == state
    ]
    role, symbol = LOOKS[state]
    stroke = marks([f[0] for f in found], [f[1] for f in found], role=role, size=12)
    words = [_hover(objective) for *_, objective in found]
    return named(stroke, STATES[state], words=words).update(
        marker_symbol=symbol, marker_line=edge(role)
    )


def edge(role: str) -> dict:
    """Give the outline of a mark in the colour of its role, for plotly.

    Parameters
    ----------
    role : a name of ``style.PALETTE``.
    """
    return {"width": 2, "color": EDGE.get(role, PALETTE[role])}


def named(stroke: Stroke, name: str, *, words: Sequence[str]) -> Stroke:
    """Put a stroke into the legend and give each mark its own words.

    Parameters
    ----------
    stroke : marks of one state.
    name : its words in the legend.
    words : what the pointer shows, one text a mark.
    """
    hover = {"hovertext": list(words), "hovertemplate": "%{hovertext}<extra></extra>"}
    stroke.pop("hoverinfo", None)
    return stroke.update(name=name, showlegend=True, **hover)


def _today(result: Progress) -> Stroke:
    """Ring what the next review asks."""
    found = [
        (place, row)
        for row, chapter in enumerate(result.chapters)
        for place, objective in enumerate(in_order(chapter), start=1)
        if (objective.notebook, objective.words) in result.next_up
    ]
    stroke = marks([f[0] for f in found], [f[1] for f in found], role="body", size=18)
    stroke.update(name="in the next review", showlegend=True, marker_symbol="square-open")
    return stroke.update(marker_line=edge("body"))


def _predicted(result: Progress, made: bool, close: bool) -> Stroke:
    name = "prediction close" if close else "not close" if made else "not made yet"
    found = [
        (place, row, foresight)
        for row, chapter in enumerate(result.chapters)
        for place, foresight in enumerate(_by_luck(chapter), start=1)
        if (foresight.made, foresight.close) == (made, close)
    ]
    role = "prediction" if made else "body"
    at = ([f[0] for f in found], [f[1] for f in found])
    stroke = marks(*at, role=role, size=12, axis="2").update(yaxis="y", marker_line=edge(role))
    symbol = "diamond" if close else "diamond-open-dot" if made else "diamond-open"
    words = [_foresight_hover(foresight) for *_, foresight in found]
    return named(stroke, name, words=words).update(marker_symbol=symbol, legend="legend2")


def _by_luck(chapter: ChapterProgress) -> list[Foresight]:
    return sorted(
        chapter.predictions, key=lambda foresight: (not foresight.close, not foresight.made)
    )


def _hover(objective: Objective) -> str:
    words = "<br>".join(wrap(escape(objective.words), 50))
    return f"{words}<br>{STATES[objective.state]}"


def _foresight_hover(foresight: Foresight) -> str:
    words = "<br>".join(wrap(escape(foresight.question), 60))
    if not foresight.made:
        return words
    found = f"{foresight.against}: {escape(foresight.found)}"
    return f"{words}<br>you: {escape(foresight.given)}<br>{found}"


def rows_layout(names: Sequence[str], title: str, *, wide: float) -> dict:
    """Give the layout of a figure with one named row under the other, for plotly.

    Parameters
    ----------
    names : name of each row, from the top.
    title : title of the axis across.
    wide : right end of that axis, in marks.
    """
    return {
        "template": TEMPLATE,
        "height": EDGES_PX + ROW_PX * len(names),
        "showlegend": True,
        "legend": {"x": 0.0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "xaxis": {
            "title": {"text": title},
            "range": [1 - FREE, wide],
            "dtick": 2 if wide < 10 else 4,
            "tick0": 1,
        },
        "yaxis": {
            "tickvals": list(range(len(names))),
            "ticktext": ["<br>".join(wrap(name, LETTERS)) for name in names],
            "range": [len(names) - 0.4, -0.6],
            "showgrid": False,
            "zeroline": False,
        },
    }


def _numbers(result: Progress) -> Numbers:
    columns = (
        "chapter",
        "objectives",
        *STATES.values(),
        "last seen",
        "predictions",
        "made",
        "close",
    )
    rows = [_row(chapter.name, [chapter]) for chapter in result.chapters]
    return Numbers(columns, (*rows, _row("all chapters", result.chapters)))


def _row(name: str, chapters: Sequence[ChapterProgress]) -> tuple[str, ...]:
    objectives = [objective for chapter in chapters for objective in chapter.objectives]
    predictions = [foresight for chapter in chapters for foresight in chapter.predictions]
    return (
        name,
        str(len(objectives)),
        *(str(sum(chapter.count(state) for chapter in chapters)) for state in STATES),
        day_words(max((o.last for o in objectives if o.last), default=None)),
        str(len(predictions)),
        str(sum(f.made for f in predictions)),
        str(sum(f.close for f in predictions)),
    )
