"""A picture of the talk test: at which speeds people spoke in comfort."""

from __future__ import annotations

from course_lib.breathing.facts import fact
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, dotted_line, marks, words
from course_lib.style import TEMPLATE

THRESHOLDS = {
    "threshold_first": "first breathing threshold",
    "threshold_second": "second breathing threshold",
}
RUNS = {"talk_can": "spoke in comfort", "talk_cannot": "could not"}
NAMES = {**THRESHOLDS, **RUNS}
ROWS = {key: float(len(NAMES) - place) for place, key in enumerate(NAMES)}


def talk() -> Picture:
    """Set the two speeds at which speech was tried beside the two breathing thresholds.

    Source: condello2014.
    """
    layout = {
        "template": TEMPLATE,
        "height": 270,
        "xaxis": {"range": [50, 101], "title": {"text": "speed (% of the fastest in a test)"}},
        "yaxis": {"range": [0.4, 4.6], "zeroline": False, "tickvals": list(ROWS.values()),
                  "ticktext": list(NAMES.values())},
    }  # fmt: skip
    traces = [*(_threshold(key) for key in THRESHOLDS), *_runs()]
    return Picture(drawing(traces, layout), _sentence(), _numbers())


def _threshold(key: str) -> Stroke:
    row = fact(key)
    ends = [row.low, row.value, row.high]
    hover = "%{x:.0f} % of the fastest speed"
    return dotted_line(ends, [ROWS[key]] * 3, role="reference", size=11, hover=hover)


def _runs() -> list[Stroke]:
    minutes = fact("talk_minutes").value
    told = {
        "talk_can": ("circle", "for 30 minutes", 1.2, "middle right"),
        "talk_cannot": ("x", f"stopped after {minutes:.1f} minutes", -1.2, "middle left"),
    }
    strokes = []
    for key, (symbol, text, shift, side) in told.items():
        at = fact(key).value
        own = marks([at], [ROWS[key]], role="breathing", size=16, hover="%{x:.0f} %")
        strokes.append(own.update(marker_symbol=symbol))
        strokes.append(words(text, (at + shift, ROWS[key]), side=side))
    return strokes


def _sentence() -> str:
    can, cannot, first = (fact(key) for key in ("talk_can", "talk_cannot", "threshold_first"))
    return (
        f"At {can.value:.0f} % of their fastest speed 20 people ran for 30 minutes and spoke in "
        f"comfort; at {cannot.value:.0f} % they could not, and stopped after about "
        f"{fact('talk_minutes').value:.1f} minutes. In between speech was not tried. People "
        f"differ: the first threshold lies between {first.low:.0f} and {first.high:.0f} % for most."
    )


def _numbers() -> Numbers:
    rows = []
    for key, name in NAMES.items():
        row = fact(key)
        span = "one speed tried" if key in RUNS else f"{row.low:.0f} to {row.high:.0f}"
        rows.append((name, f"{row.value:.0f}", span, row.population))
    return Numbers(("what", "% of the fastest speed", "1 SD", "people"), tuple(rows))
