"""Picture of a plan: its load against what you can lift, and what it does to the two bars."""

from __future__ import annotations

import math

from course_lib.demand_bar import PATTERN, demand_bar
from course_lib.endurance.dose_figure import whiskers
from course_lib.endurance.responses import MEASURED_WEEKS, START_NM, doses, response
from course_lib.endurance.training import Plan
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, band, guess_mark, line, marks, words
from course_lib.style import PALETTE, SCREEN, TEMPLATE

WEEKS_SHOWN = 20.5
PERCENT_SHOWN = (15.0, 165.0)


def plan(result: Plan, guess: Guess | None = None) -> Picture:
    """Show load and strength over the weeks, and what the plan does to the two bars.

    Parameters
    ----------
    result : result of ``training.train``.
    guess : a locked prediction: of the gain in percent, or of the week in which the plan ends.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    traces = [
        *_published(result),
        *_strength(result),
        *_load(result),
        guess_mark(guess, _guess_place(guess)),
        *_bars(result),
    ]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _guess_place(guess: Guess | None) -> tuple[float, float]:
    if guess is None:
        return (0.0, 0.0)
    return (guess.value, 100.0) if guess.at == "week" else (MEASURED_WEEKS, 100.0 + guess.value)


def _published(result: Plan) -> list[Stroke]:
    """Draw what was measured: the doses up to the plan's own, and what others answered.

    A larger dose stays out, since what it gave is what a learner is asked.
    """
    done = [d for d in doses() if d.minutes_a_week <= result.settings["minutes_a_week"]]
    gains = [_percents(dose.strength_nm) for dose in done]
    around = [MEASURED_WEEKS - 0.2, MEASURED_WEEKS + 0.2][: len(done)]
    hover = "measured after 10 weeks: %{y:.0f} %"
    measured = marks(around, [one[0] for one in gains], role="reference", size=8, hover=hover)
    heavy = response("re07")
    edges = [100.0 + heavy["percent_low"], 100.0 + heavy["percent_high"]]
    wide = "painful trapezius, 10 weeks: 18 to 53 % more, over several tests"
    spread = line([heavy["weeks"]] * 2, edges, role="reference", width=4, hover=wide)
    return [
        measured.update(error_y=whiskers(gains, role="reference")),
        spread.update(line_dash="dot"),
        words("painful trapezius:<br>18 to 53 % more", (10.4, 140.0), role="reference"),
        *_others(),
    ]


def _others() -> tuple[Stroke, ...]:
    back, none = response("re08"), response("re05")
    found = marks(
        [back["weeks"], none["weeks"]],
        [100.0 + back["percent"], 100.0],
        role="reference",
        size=9,
        hover="another programme, week %{x:.0f}: %{y:.0f} %",
    )
    key = "■ measured after 10 weeks<br>□ after 8 weeks: no gain found"
    return (
        found.update(marker_symbol=["square", "square-open"]),
        words("back extensors,<br>older women", (17, 118.5), side="top center", role="reference"),
        words(key, (WEEKS_SHOWN - 0.2, 26.0), side="middle left", role="reference"),
    )


def _percents(gain_nm: tuple[float, float, float]) -> tuple[float, float, float]:
    """Turn gains in N m into percent of the strength at the start, 100 being no gain."""
    middle, low, high = (100.0 + 100.0 * value / START_NM for value in gain_nm)
    return middle, low, high


def _strength(result: Plan) -> list[Stroke]:
    weeks, strength = result.weeks, result.strength
    hover = "week %{x:.0f}: you can lift %{y:.1f} % of the start once"
    curve = line(weeks, strength.middle, role="capacity", hover=hover)
    return [
        band(strength.low, strength.high, along=weeks, role="capacity"),
        curve,
        words("strength", (0.1, 103.0), side="top right", role="capacity"),
    ]


def _load(result: Plan) -> list[Stroke]:
    weeks, load = result.weeks, result.load_percent
    stops = math.isfinite(result.stops_week)
    here = (result.stops_week, float(load[-1])) if stops else (0.0, 0.0)
    cross = ([here[0]], [here[1]]) if stops else ([], [])
    told = f"week {result.stops_week:.0f}: too heavy" if stops else ""
    side = "top left" if here[0] > 8.0 else "top right"
    steps = line(weeks, load, role="demand", hover="week %{x:.0f}: load %{y:.0f} % of the start")
    end = marks(*cross, role="demand", size=13, hover="from week %{x:.0f} on: too heavy to lift")
    return [
        steps.update(line_shape="hv"),
        end.update(marker_symbol="x"),
        words("load", (0.1, float(load[0]) - 3.0), side="bottom right", role="demand"),
        words(told, (here[0], here[1] + 3.0), side=side, role="demand"),
    ]


def _bars(result: Plan) -> list[dict]:
    demand, now = result.before.demand, result.now_percent
    edges = tuple(float(edge.max()) for edge in (demand.moment_nm.low, demand.moment_nm.high))
    fresh = result.before.fresh_nm
    after = (fresh * now[0] / 100.0, fresh * now[1] / 100.0, fresh * now[2] / 100.0)
    asked, most = demand_bar(demand.peak_nm, edges, capacity_nm=fresh, axis="2")
    then = {
        **most,
        "x": ["after"],
        "y": [after[0]],
        "error_y": whiskers([after], role="body"),
        "marker": {"color": PALETTE["capacity"], "pattern": PATTERN},
        "hovertemplate": "after the plan: %{y:.0f} N m<extra></extra>",
    }
    before = {**most, "x": ["before"], "marker": {**most["marker"], "opacity": 0.55}}
    gained = f"{result.gain_percent:+.1f} %"
    return [
        asked,
        before,
        then,
        words(gained, ("after", after[2] + 1.0), axis="2", side="top center"),
    ]


def _layout(result: Plan) -> dict:
    joint = result.before.demand.joint
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"],
        "xaxis": {
            "domain": [0.0, 0.66],
            "range": [0.0, WEEKS_SHOWN],
            "title": {"text": "weeks of training"},
        },
        "yaxis": {
            "range": list(PERCENT_SHOWN),
            "title": {"text": "% of what you could lift once at the start"},
        },
        "xaxis2": {
            "domain": [0.74, 1.0],
            "anchor": "y2",
            "showgrid": False,
            "tickangle": 0,
            "tickfont": {"size": 12},
        },
        "yaxis2": {
            "anchor": "x2",
            "side": "right",
            "range": [0.0, 1.3 * result.before.fresh_nm],
            "title": {"text": f"moment at {joint} (N m)"},
        },
    }


def _sentence(result: Plan) -> str:
    minutes, weeks = result.settings["minutes_a_week"], float(result.weeks[-1])
    said = [f"{minutes:.0f} minutes a week for {weeks:.0f} weeks:"]
    before = round_to(result.before.gone_minutes[1])
    if not minutes or not weeks:
        said.append(f"no training, so strength stays, and the form goes after {before} min.")
    else:
        middle, low, high = (value - 100.0 for value in result.now_percent)
        held, soonest, latest = (round_to(value) for value in result.held_minutes)
        said.append(
            f"{middle:.1f} % stronger ({low:.1f} to {high:.1f} %), if your back answers as their "
            f"shoulders did. By the trunk rates the form then goes after {held} min ({soonest} to "
            f"{latest}) instead of {before}."
        )
    first, last = (f"{value:.0f}" for value in (result.load_percent[0], result.load_percent[-1]))
    said.append(f"The load goes from {first} to {last} % of what you could lift once at the start.")
    return " ".join((*said, *result.cautions))


def _numbers(result: Plan) -> Numbers:
    now, before = result.now_percent, result.before
    rows = [
        ("strength after the plan (% of the start)", *(round_to(value, 4) for value in now)),
        ("most at T4/T5 (N m)", *(round_to(before.fresh_nm * v / 100, 3) for v in now)),
        ("the form goes, trunk rates (min)", *(round_to(v, 3) for v in result.held_minutes)),
    ]
    rows += [
        (f"load in week {week:.0f} (% of the start)", round_to(load, 3), "", "")
        for week, load in zip(result.weeks, result.load_percent, strict=True)
    ]
    return Numbers(("quantity", "middle", "low", "high"), tuple(rows))
