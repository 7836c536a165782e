"""The forest plot: results as squares, their intervals as lines, one scale to an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from math import exp, log10
from typing import Any

from course_lib.evidence_rows import EvidenceRow, interval_text
from course_lib.forest_words import axis_title, label, numbers, sentence, told
from course_lib.picture import Guess, Picture, drawing
from course_lib.pooling import PooledEffect
from course_lib.quantities import Numbers
from course_lib.scales import RATIO_SCALES, ScaleError, number, one_scale, scale_label
from course_lib.sources import cite
from course_lib.strokes import Stroke, guess_mark, line, marks, note
from course_lib.style import PALETTE, TEMPLATE, translucent

# The second cue beside the word in the label: filled speaks for the claim, open against it.
_SYMBOLS = {"for": "square", "against": "square-open"}
# The unit up the page is a line of text: the words of a row stand above its mark.
_LINE_PX, _TO_MARK, _TO_NEXT = 20, 0.6, 0.9
# Plotly's own labels between powers of ten are bare digits (2, 3, 5), which read as values.
_RATIO_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_MOST_DECADES = 2.5  # a wider axis has room for the powers of ten alone

Placed = Sequence[tuple[float, EvidenceRow]]  # the height of a mark, and its row


@dataclass(frozen=True)
class Together:
    """What stands below the rows.

    Attributes
    ----------
    effect : the pool, or None.
    name : what it is called.
    guess : a locked prediction, or None.
    """

    effect: PooledEffect | None = None
    name: str = ""
    guess: Guess | None = None


def draw_forest(
    rows: Sequence[EvidenceRow],
    *,
    title: str = "",
    together: Together | None = None,
) -> Picture:
    """Draw rows that share one scale; see ``course_lib.evidence.forest_figure``.

    Parameters
    ----------
    rows : what to draw, from top to bottom.
    title : what the axis says; by default scale and unit.
    together : a pooled effect and a prediction to set below them.

    Raises
    ------
    ScaleError : no row has a number, or the rows are on several scales.
    """
    drawn = [row for row in rows if interval_text(row.value, low=row.low, high=row.high)]
    if not drawn:
        raise ScaleError(
            f"None of the {len(rows)} rows has a number to draw; choose rows with a value or "
            "an interval, and read the others in the evidence card."
        )
    scale, unit = one_scale((row.scale, row.unit) for row in drawn)
    ratio = scale in RATIO_SCALES
    if ratio:
        _check_above_zero(drawn)
    labels = [label(row) for row in drawn]
    labels += [f"<b>{together.name}</b>"] if together and together.name else []
    heights = _heights(labels)
    span = _span(drawn, together or Together(), ratio)
    placed = list(zip(heights, drawn, strict=False))  # the last mark may be of all together
    traces = [_reference(heights, ratio), _lines(placed), _squares(placed)]
    traces += _below(together, heights, span, ratio) if together else []
    layout = _layout(labels, title or scale_label(scale, unit), span, ratio)
    layout["annotations"] += _links(placed, ratio)
    said = sentence(drawn, len(rows) - len(drawn))
    return Picture(drawing(traces, layout), said, numbers(drawn))


def _check_above_zero(rows: Sequence[EvidenceRow]) -> None:
    for row in rows:
        for found in (row.value, row.low, row.high):
            if found is not None and found <= 0:
                raise ScaleError(
                    f"Row {row.id} has {number(found)} as {scale_label(row.scale, row.unit)}, "
                    "but a ratio is always above zero; correct the row."
                )


def _heights(labels: Sequence[str]) -> list[float]:
    """Give each row the height of its mark, in lines of text from the top."""
    lines = [label.count("<br>") + 1 for label in labels]
    return [
        n + _TO_NEXT * place + _TO_MARK * (place + 1) for place, n in enumerate(accumulate(lines))
    ]


def _reference(heights: Sequence[float], ratio: bool) -> Stroke:
    """Draw no difference beside each mark, and not through the words."""
    place = 1.0 if ratio else 0.0
    x, y = [], []
    for height in heights:
        x += [place, place, None]
        y += [height - _TO_MARK, height + _TO_NEXT, None]
    return line(x, y, role="body", width=1.5, name="reference").update(line_dash="dot")


def _lines(placed: Placed) -> Stroke:
    x, y = [], []
    for height, row in placed:
        if row.low is not None and row.high is not None:
            x += [row.low, row.high, None]
            y += [height, height, None]
    return line(x, y, role="reference", width=2, name="interval").update(line_dash="solid")


def _squares(placed: Placed) -> Stroke:
    placed = [(height, row) for height, row in placed if row.value is not None]
    symbols = [_SYMBOLS.get(row.direction, "square-cross-open") for _, row in placed]
    squares = marks(
        [row.value for _, row in placed],
        [height for height, _ in placed],
        role="reference",
        size=13,
        hover="%{text}",
        name="estimate",
        text=[told(row) for _, row in placed],
    )
    edge = {"color": PALETTE["reference"], "width": 2}
    return squares.update(marker_symbol=symbols, marker_line=edge)


def _below(
    together: Together, heights: Sequence[float], span: list[float], ratio: bool
) -> list[Stroke]:
    """Draw the pooled lozenge, the range for a new study, and the locked prediction."""
    x, y, ends, at, place = [], [], ([], []), None, heights[-1]
    if together.effect:
        show = exp if ratio else float
        found = together.effect
        x = [show(n) for n in (found.low, found.estimate, found.high, found.estimate, found.low)]
        y = [place, place - 0.5, place, place + 0.5, place]
        if found.prediction_low is not None and found.prediction_high is not None:
            edges = [10**end if ratio else end for end in span]
            low, high = show(found.prediction_low), show(found.prediction_high)
            ends = ([max(low, edges[0]), min(high, edges[1])], [place, place])
    if together.guess:
        at = (together.guess.value, heights[int(together.guess.at)])
    lozenge = line(x, y, role="reference", width=2, name="together")
    fill = {"fill": "toself", "fillcolor": translucent("reference", 0.45)}
    return [
        line(*ends, role="reference", width=2, name="range for a new study").update(
            line_dash="dash"
        ),
        lozenge.update(line_dash="solid", **fill),
        guess_mark(together.guess, at or (None, None)),
    ]


def _layout(labels: Sequence[str], title: str, span: list[float], ratio: bool) -> dict[str, Any]:
    heights = _heights(labels)
    lines = axis_title(title)
    x: dict[str, Any] = {"title": {"text": "<br>".join(lines)}, "range": span, "zeroline": False}
    x |= {"tickangle": 0, "nticks": 7, "showgrid": False}
    if ratio:
        step = 3 if span[1] - span[0] > _MOST_DECADES else 1
        ticks = _RATIO_TICKS[::step]
        x |= {"type": "log", "tickvals": list(ticks), "ticktext": [*map(str, ticks)]}
    bottom = heights[-1] + _TO_NEXT
    y = {"visible": False, "range": [bottom, 0.0]}
    height = 76 + round(_LINE_PX * (len(lines) + bottom))
    words = [
        note(text, (0, at - _TO_MARK), yanchor="bottom", xref="paper", xanchor="left", align="left")
        for text, at in zip(labels, heights, strict=True)
    ]
    axes = {"xaxis": x, "yaxis": y}
    room = {"height": height, "meta": {"lines": bottom}}
    return {"template": TEMPLATE, **room, **axes, "annotations": words}


def _span(rows: Sequence[EvidenceRow], together: Together, ratio: bool) -> list[float]:
    """Give the axis range with a margin; on a logarithmic axis plotly wants the logarithms."""
    found = [n for row in rows for n in (row.value, row.low, row.high) if n is not None]
    if together.effect:
        show = exp if ratio else float
        found += [show(together.effect.low), show(together.effect.high)]
    if together.guess:
        found.append(together.guess.value)
    ends = [log10(n) if ratio else n for n in (*found, 1 if ratio else 0)]
    margin = 0.06 * (max(ends) - min(ends)) or 1
    return [min(ends) - margin, max(ends) + margin]


def _links(placed: Placed, ratio: bool) -> list[dict[str, Any]]:
    """Lay an unseen link over each square: it opens the source that the row cites."""
    notes = []
    for height, row in placed:
        link = cite(row.source_key).source.link if row.source_key else ""
        middle = row.value if row.value is not None else row.low
        if link and middle is not None:
            x = log10(middle) if ratio else middle
            text = f'<a href="{escape(link)}">■</a>'
            hover = {"hovertext": f"{told(row)} (opens the source)", "captureevents": True}
            notes.append({"x": x, "y": height, "text": text, "showarrow": False, "opacity": 0.01,
                          "font": {"size": 18}, **hover})  # fmt: skip
    return notes


def blank_forest(
    title: str,
    said: str,
    *,
    words: str = "nothing to draw",
    ends: tuple[float, float] = (-1.0, 1.0),
    ratio: bool = False,
) -> Picture:
    """Draw an axis with nothing on it; the sentence says why.

    Parameters
    ----------
    title : what the axis says.
    said : the sentence.
    words : what stands where a mark would be.
    ends : from where to where the axis goes, in its own unit.
    ratio : whether the axis is of ratios.
    """
    traces = [_reference(_heights([words]), ratio), _lines([]), _squares([])]
    span = [log10(end) if ratio else end for end in ends]
    return Picture(
        drawing(traces, _layout([words], title, span, ratio)),
        said,
        Numbers(("drawn",), (("nothing",),)),
    )
