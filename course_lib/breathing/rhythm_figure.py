"""The picture of the rhythm trainer: how often, how much air, how far along the road."""

from __future__ import annotations

from course_lib.breathing.rhythm import (
    BEYOND,
    COUNTS,
    CYCLE,
    NOBODY,
    REST,
    Ceiling,
    Run,
    ceilings,
    clock,
    fastest_min,
    rates,
    run,
)
from course_lib.breathing.road_drawing import FOOT, ROAD_M, footsteps, road_axes, road_key
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, guess_mark, line, marks, note, words, zone
from course_lib.style import INK, PALETTE, TEMPLATE, translucent

BREATHS, CEILING = "breaths", "ceiling"
ROWS = {name: float(len(COUNTS) - place) for place, name in enumerate(COUNTS)}
LADDER_UP, ROAD_UP = (0.47, 1.0), (0.0, 0.25)
MOST_BREATHS, MOST_AIR_L = 106, 215
LINES = 15  # of type, under each other: the rows of the ladder, the road, what names them
WORDS = {
    REST: "more often than at rest, less often than most people at their maximum on a cycle",
    CYCLE: "about as often as people breathe at their maximum on a cycle",
    BEYOND: "more often than most people at their maximum on a cycle; the fastest measured in "
    "running is 62",
    NOBODY: "faster than anybody was measured, so here the model leaves the data",
}


def trainer(shown: Run, guess: Guess | None = None) -> Picture:
    """Show a rhythm among published rates, the most air it can move, and the road under it.

    Parameters
    ----------
    shown : result of ``rhythm.run``.
    guess : a locked prediction of breaths or of litres a minute, or None.

    Returns
    -------
    Picture : three panels, a sentence and the numbers.
    """
    air = () if shown.place == NOBODY else ceilings(shown.breaths_min)
    road = footsteps(shown.coupling, step=shown.step_m, far=ROAD_M, unit="m", axis="3")
    traces = [*_ladder(shown), *_bars(air), *_guesses(shown, guess), *road]
    up = {"domain": list(LADDER_UP)}
    ticks = {"tickvals": list(ROWS.values()), "ticktext": list(ROWS)}
    layout = {
        "template": TEMPLATE,
        "height": 560,
        "meta": {"lines": LINES},
        "margin": {"l": 12, "r": 12, "t": 68, "b": 12},
        "xaxis": {"domain": [0.0, 0.56], "range": [0, MOST_BREATHS],
                  "title": {"text": "breaths a minute"}},
        "yaxis": {**up, "range": [0.4, len(ROWS) + 0.6], "zeroline": False, **ticks},
        "xaxis2": {"domain": [0.74, 1.0], "anchor": "y2", "showgrid": False, "zeroline": False,
                   "range": [-0.5, 1.5], "tickvals": [0, 1], "ticktext": ["men", "women"],
                   "tickangle": 0},
        "yaxis2": {**up, "anchor": "x2", "range": [0, MOST_AIR_L],
                   "title": {"text": "most air (L a minute)"}},
        **road_axes(up=ROAD_UP, axis="3"),
        "shapes": _zones(),
        "annotations": [*_notes(), road_key(ROAD_UP[1])],
    }  # fmt: skip
    return Picture(drawing(traces, layout), _sentence(shown, air), _numbers(shown, air))


def _ladder(shown: Run) -> list[Stroke]:
    """Draw every count at this step rate, and the chosen one large."""
    steps_min, pace = shown.coupling.steps_min, shown.pace_min_km
    every = {name: run(pace_min_km=pace, steps_min=steps_min, count=name) for name in COUNTS}
    often = [other.breaths_min for other in every.values()]
    hover = "%{x:.0f} breaths a minute"
    row, here = ROWS[shown.count], shown.breaths_min
    told = words(f"{round_to(here)} a minute", (here + 3, row))
    if here > 70:  # near the right edge: under the line, to the left
        told = words(f"{round_to(here)} a minute", (here + 3, row - 0.5), side="middle left")
    return [
        marks(often, list(ROWS.values()), role="body", size=8, hover=hover),
        line([fastest_min()] * 2, [0.4, 1.4], role="reference", width=2),
        words(f"fastest: {fastest_min():.0f}", (fastest_min() + 2, 1.0)),
        line([0, here], [row, row], role="breathing", width=2),
        marks([here], [row], role="breathing", size=17, hover=hover),
        told,
    ]


def _bars(air: tuple[Ceiling, ...]) -> list[dict]:
    """Draw the most air with its spread, and what was moved at maximum."""
    if not air:
        return [words("nobody was<br>measured", (0.5, MOST_AIR_L / 2), axis="2", side="top center")]
    place = [0, 1]
    bars = {
        "type": "bar", "x": place, "y": [one.most_l for one in air], "xaxis": "x2", "yaxis": "y2",
        "width": 0.6, "marker": {"color": translucent("breathing", 0.6)},
        "hovertemplate": "at most %{y:.0f} L a minute<extra></extra>",
    }  # fmt: skip
    x, y = [], []
    for where, one in zip(place, air, strict=True):
        x += [where, where, None]
        y += [one.low_l, one.high_l, None]
    need = [one.needed_l for one in air]
    hover = "moved at maximum: %{y:.0f} L a minute"
    square = marks(place, need, role="reference", size=13, axis="2", hover=hover)
    return [
        bars,
        line(x, y, role="body", width=4, axis="2"),
        square.update(marker_line={"width": 1.5, "color": PALETTE["text"]}),
    ]


def _guesses(shown: Run, guess: Guess | None) -> list[Stroke]:
    often = guess if guess and guess.at == BREATHS else None
    litres = guess if guess and guess.at == CEILING else None
    value = guess and guess.value
    return [
        guess_mark(often, (value, ROWS[shown.count])),
        guess_mark(litres, (0, value), axis="2"),
    ]


def _zones() -> list[dict]:
    """Shade the published rates, and strike out what nobody was measured at."""
    spans = [*rates().values(), (fastest_min(), MOST_BREATHS)]
    box = {"xref": "x", "yref": "y domain", "y0": 0, "y1": 1}
    return [
        zone(role, **box, x0=low, x1=high)
        for (low, high), role in zip(spans, ("reference", "mobility", "body"), strict=True)
    ]


def _notes() -> list[dict]:
    over = {"yref": "paper", "yanchor": "bottom"}
    zones = (("at rest", 15, "right"), ("maximum<br>on a cycle", 36.1, "center"),
             ("nobody<br>measured", 84, "center"))  # fmt: skip
    key = f"<span style='color:{INK['reference']}'>■</span> moved<br>at maximum"
    left = {**over, "xref": "paper", "xanchor": "left"}  # the right corner is for the mode bar
    over_zones = [note(text, (x, 1.0), xanchor=at, **over) for text, x, at in zones]
    return [*over_zones, note(key, (0.74, 1.0), **left)]


def _sentence(shown: Run, air: tuple[Ceiling, ...]) -> str:
    steps = round_to(shown.coupling.steps_min, 3)
    parts = [
        f"{shown.count} at {steps} steps a minute is {round_to(shown.breaths_min)} breaths a "
        f"minute: {WORDS[shown.place]}.",
    ]
    if air:
        men, women = air
        litres = f"{round_to(men.most_l)} L a minute (men) and {round_to(women.most_l)} L (women)"
        both = men.carries_maximum and women.carries_maximum
        verdict = "enough for" if both else "less than"
        parts.append(
            f"With breaths as deep as at maximum it moves {litres}: {verdict} what they moved at "
            "their maximum."
        )
    parts.append(
        f"At {clock(shown.pace_min_km)} a kilometre a breath carries you "
        f"{round_to(shown.breath_m)} m; {_feet(shown)}."
    )
    if not shown.measured_speed:
        parts.append("Nobody in the sources was measured at that pace; the lengths still add up.")
    return " ".join(parts)


def _feet(shown: Run) -> str:
    if shown.coupling.kind == "same foot":
        return f"each breath out begins on the {FOOT[int(shown.coupling.foot[0])]} foot"
    return "the breaths out begin on the left and the right foot in turn"


def _numbers(shown: Run, air: tuple[Ceiling, ...]) -> Numbers:
    every = (
        ("breaths a minute", round_to(shown.breaths_min, 3)),
        ("time breathing in (s)", round_to(60 * shown.steps_in / shown.coupling.steps_min)),
        ("time breathing out (s)", round_to(60 * shown.steps_out / shown.coupling.steps_min)),
        ("strides to a breath", round_to(shown.coupling.strides_per_breath)),
        ("speed (m/s)", round_to(shown.speed_m_s)),
        ("length of a step (m)", round_to(shown.step_m)),
        ("way in one breath (m)", round_to(shown.breath_m)),
        ("breaths in a kilometre", round_to(shown.breaths_km, 3)),
        *((f"most air, {one.who} (L a minute), 1 SD", f"{round_to(one.most_l, 3)} "
           f"({round_to(one.low_l, 3)} to {round_to(one.high_l, 3)})") for one in air),
        *((f"moved at maximum, {one.who} (L a minute)", round_to(one.needed_l)) for one in air),
    )  # fmt: skip
    return Numbers(("quantity", "now"), every)
