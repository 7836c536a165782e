"""Picture of a stretching plan: one session, the half hour after it, and six weeks of it."""

from __future__ import annotations

from course_lib.band import Band
from course_lib.mobility.dose import LATER_MIN, LONGEST_WEEK_MIN, Curve, Plan
from course_lib.mobility.facts import fact
from course_lib.mobility.model import WEEKS
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, guess_mark, line, marks, note, words
from course_lib.style import PALETTE, SCREEN, TEMPLATE

TOP_DEG = 8.4
HEADS = ("1 · one session", "2 · then it fades", f"3 · {WEEKS} weeks of it")
AXES = ("minutes in a session", "minutes since", "minutes a week")
SPANS = ((0.0, 0.3), (0.35, 0.65), (0.7, 1.0))
ENDS_MIN = (8.0, LATER_MIN[-1], LONGEST_WEEK_MIN)
STOP_DEG = 2.6  # how far up the lines of the published volumes reach: below the bands


def plan_picture(plan: Plan, guess: Guess | None = None) -> Picture:
    """Show what a plan gives right after, in the half hour after, and after six weeks.

    Parameters
    ----------
    plan : result of ``dose.plan_stretching``.
    guess : a locked prediction of degrees left "10 min" after a session, or None.

    Returns
    -------
    Picture : three panels that share an axis of degrees, a sentence and the numbers.
    """
    at = (LATER_MIN[0], guess and guess.value)
    traces = [
        *_panel(plan.by_session, 1, "minutes: %{y:.1f}°"),
        *_panel(plan.by_time, 2, "minutes after: %{y:.1f}°"),
        *_panel(plan.by_week, 3, "minutes a week: %{y:.1f}°"),
        *_here(plan),
        _on(guess_mark(guess, at), 2),
    ]
    return Picture(drawing(traces, _layout()), _sentence(plan), _numbers(plan))


def _on(stroke: Stroke, panel: int) -> Stroke:
    """Put a stroke into a panel; the three panels share the axis of degrees."""
    return stroke.update(xaxis="x" if panel == 1 else f"x{panel}", yaxis="y")


def _panel(curve: Curve, panel: int, told: str) -> list[Stroke]:
    gain = curve.gain_deg
    filled = band(gain.low, gain.high, along=curve.minutes, role="mobility")
    middle = line(curve.minutes, gain.middle, role="mobility", hover=f"%{{x:.0f}} {told}")
    return [_on(filled, panel), _on(middle, panel)]


def _here(plan: Plan) -> list[Stroke]:
    """Mark the plan in each panel, with its gain in words above the band."""
    week_min = plan.dose.weekly_min
    inside = week_min <= LONGEST_WEEK_MIN
    strokes = [
        *_mark(1, plan.dose.session_min, plan.now_deg),
        *_mark(2, LATER_MIN[0], plan.later_deg[0]),
        *_mark(3, min(week_min, LONGEST_WEEK_MIN), plan.weeks_deg),
    ]
    beyond = "" if inside else f"{week_min:.0f} min a week →"
    told = words(beyond, (LONGEST_WEEK_MIN, 0.35), side="middle left", role="mobility")
    return [*strokes, _on(told, 3)]


def _mark(panel: int, minutes: float, gain: Band) -> list[Stroke]:
    told = f"%{{x:.1f}} min: {_gain(gain)}"
    point = marks([minutes], [gain.middle], role="mobility", size=14, hover=told)
    edge = {"width": 2, "color": PALETTE["text"]}
    thick = line([minutes] * 2, [gain.low, gain.high], role="body", width=2)
    side = "top left" if minutes > 0.75 * ENDS_MIN[panel - 1] else "top center"
    early = minutes < 0.15 * ENDS_MIN[panel - 1]
    side, at = "top right" if early else side, (minutes, gain.high + 0.15)
    if panel == 1 and early:  # below the band, whose edges rise steeply here
        side, at = "middle right", (minutes + 0.4, gain.low)
    if panel == 2:  # beside the point, so that a prediction above it stays readable
        side, at = "middle right", (minutes + 1.5, gain.middle + 0.35)
    said = words(f"+{gain.middle:.1f}°", at, side=side)
    strokes = [thick.update(line_dash="solid"), point.update(marker_line=edge), said]
    return [_on(stroke, panel) for stroke in strokes]


def _layout() -> dict:
    axes = {}
    for number, (title, span, end) in enumerate(zip(AXES, SPANS, ENDS_MIN, strict=True), start=1):
        axes["xaxis" if number == 1 else f"xaxis{number}"] = {
            "domain": list(span),
            "anchor": "y",
            "range": [-0.03 * end, 1.03 * end],
            "title": {"text": title},
        }
    return {
        "template": TEMPLATE,
        "height": SCREEN["height_px"] - 50,
        **axes,
        "yaxis": {"range": [-0.3, TOP_DEG], "title": {"text": "range gained (degrees)"}},
        "shapes": [_stop(fact("acute_volume"), 1), _stop(fact("weekly_volume"), 3)],
        "annotations": [*_heads(), *_stop_notes()],
    }


def _heads() -> list[dict]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return [
        note(f"<b>{head}</b>", (span[0], 1.0), **place)
        for head, span in zip(HEADS, SPANS, strict=True)
    ]


def _stop(minutes: float, panel: int) -> dict:
    """Draw the published volume after which more added nothing, below the band."""
    axis = "x" if panel == 1 else f"x{panel}"
    look = {"color": PALETTE["reference"], "width": 2, "dash": "dot"}
    ends = {"x0": minutes, "x1": minutes, "y0": -0.3, "y1": STOP_DEG}
    return {"type": "line", **ends, "xref": axis, "yref": "y", "line": look, "layer": "below"}


def _stop_notes() -> list[dict]:
    session, week = fact("acute_volume"), fact("weekly_volume")
    look = {"role": "reference", "xanchor": "left", "yanchor": "top", "align": "left", "xshift": 4}
    return [
        note(f"{session:.0f} min:<br>no more", (session, STOP_DEG), **look),
        note(f"{week:.0f} min:<br>no more", (week, STOP_DEG), axis="3", **look) | {"yref": "y"},
    ]


def _sentence(plan: Plan) -> str:
    dose, (soon, late) = plan.dose, plan.later_deg
    times = {1: "once", 2: "twice"}.get(int(dose.days_per_week), f"{dose.days_per_week:.0f} times")
    unit = "minute" if dose.session_min == 1 else "minutes"
    start = (
        f"{dose.repeats} × {dose.hold_s:.0f} s, {times} a week: {_minutes(dose.session_min)} "
        f"{unit} a session, {_minutes(dose.weekly_min)} a week."
    )
    return (
        f"{start} Right after, {_gain(plan.now_deg)} more; {LATER_MIN[0]:.0f} minutes later "
        f"{_gain(soon)}; {LATER_MIN[1]:.0f} minutes later {_gain(late)}. After {WEEKS} weeks, "
        f"before a session: {_gain(plan.weeks_deg)} more. Each bracket is what the sources leave "
        "open. No trial has measured these degrees for the upper back."
    )


def _minutes(minutes: float) -> str:
    return f"{minutes:.3g}"


def _gain(gain: Band) -> str:
    if gain.high < 0.05:
        return "nothing"
    if gain.middle < 0.05:
        return f"at most {gain.high:.1f}°"
    return f"{gain.middle:.1f}° ({gain.low:.1f} to {gain.high:.1f})"


def _numbers(plan: Plan) -> Numbers:
    soon, late = (f"{minutes:.0f} minutes later" for minutes in LATER_MIN)
    gains = {
        "range gained right after (degrees)": plan.now_deg,
        f"range gained, {soon} (degrees)": plan.later_deg[0],
        f"range gained, {late} (degrees)": plan.later_deg[1],
        f"range gained after {WEEKS} weeks (degrees)": plan.weeks_deg,
    }
    rows = [(name, *(f"{e:.1f}" for e in (g.middle, g.low, g.high))) for name, g in gains.items()]
    held = plan.yielded_percent
    plain = {
        "minutes in a session": _minutes(plan.dose.session_min),
        "minutes a week": _minutes(plan.dose.weekly_min),
        "how much people differ, one standard deviation (degrees)": f"{plan.sd_deg:.1f}",
        "strength or speed right after (% change)": f"{plan.performance_percent:.1f}",
    }
    rows.append(
        (
            "slow part yielded by the end of one hold (%)",
            *(f"{edge:.0f}" for edge in (held.middle, held.low, held.high)),
        )
    )
    rows += [(name, value, "", "") for name, value in plain.items()]
    return Numbers(("quantity", "value", "lower edge", "upper edge"), tuple(rows))
