"""Picture of a session: skin, 1, 2 and 3 cm against time, pack on and off, with the band."""

from __future__ import annotations

import numpy as np

from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, guess_mark, line, note, words, zone
from course_lib.style import TEMPLATE
from course_lib.thermal.model import POINTS, Session
from course_lib.thermal.safety import LEVELS, check_safety

# Muscle light to dark by depth, as everywhere; the dash and the words beside it say the same.
LOOKS = (("#8C8C8C", "solid"), ("#E39A86", "longdash"), ("#C9705F", "dash"), ("#A8443A", "dot"))
RANGES = {"cold": (-4.0, 41.0), "heat": (30.0, 54.0)}
LIMIT = {
    "cold": (-0.55, "−0.55 °C: tissue freezes"),
    "heat": (44.0, "44 °C: injures in 6 hours of contact"),
}
SIGNS = {"within the limits": "✓", "near a limit": "△", "over a limit": "■"}


def _depth_name(depth_mm: float) -> str:
    """Name a depth below the skin."""
    return "skin" if depth_mm == 0 else f"{depth_mm / 10:g} cm deep"


def session_picture(session: Session, guess: Guess | None = None) -> Picture:
    """Show temperature against time at each depth, under the pack and afterwards.

    Parameters
    ----------
    session : result of ``model.apply_pack`` with up to four depths.
    guess : a locked prediction in degrees C at the end of the pack, or None.

    Returns
    -------
    Picture : one panel, a sentence with the state of the limits, and a row of numbers a depth.
    """
    traces = [*_bands(session), *_lines(session), *_names(session), *_limit(session)]
    minutes = float(session.settings["minutes"])
    traces.append(guess_mark(guess, (minutes, guess and guess.value)))
    return Picture(drawing(traces, _layout(session)), _sentence(session), _numbers(session))


def _bands(session: Session) -> list[Stroke]:
    found = []
    for column, (color, _) in enumerate(LOOKS[: len(session.depth_mm)]):
        low, high = (
            edge[:, column] for edge in (session.temperature_c.low, session.temperature_c.high)
        )
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        stroke = band(low, high, along=session.minute, role="muscle")
        fill = f"rgba({red},{green},{blue},0.16)"
        found.append(stroke.update(fillcolor=fill, line_color=color))
    return found


def _lines(session: Session) -> list[Stroke]:
    found = []
    for column, (color, dash) in enumerate(LOOKS[: len(session.depth_mm)]):
        name = _depth_name(session.depth_mm[column])
        hover = f"{name}, minute %{{x:.0f}}: %{{y:.1f}} °C"
        values = session.temperature_c.middle[:, column]
        stroke = line(session.minute, values, role="muscle", hover=hover)
        found.append(stroke.update(line_color=color, line_dash=dash))
    return found


def _names(session: Session) -> list[Stroke]:
    """Lead from the end of each line to its depth; the words are pushed apart where lines meet."""
    low, high = RANGES[session.kind]
    ends = session.temperature_c.middle[-1]
    gap = 0.085 * (high - low)  # a line of the projector's type
    order = np.argsort(ends)
    places = ends[order].copy()
    for above in range(1, len(places)):
        places[above] = max(places[above], places[above - 1] + gap)
    places -= np.mean(places - ends[order])  # as far up as down from where the lines end
    places -= max(0.0, places[-1] - (high - gap))
    at = dict(zip(order, places, strict=True))
    x = float(session.minute[-1])
    beside = 1.025 * x
    across = [x, beside, None] * len(ends)
    up = [y for column, end in enumerate(ends) for y in (float(end), float(at[column]), None)]
    names = [
        words(f" {_depth_name(depth).removesuffix(' deep')}", (beside, float(at[column])))
        for column, depth in enumerate(session.depth_mm)
    ]
    return [line(across, up, role="body", width=1, cliponaxis=False), *names]


def _limit(session: Session) -> list[Stroke]:
    value, text = LIMIT[session.kind]
    edge = [0.0, float(session.minute[-1])]
    side, way = ("bottom left", -1) if session.kind == "cold" else ("top left", 1)
    low, high = RANGES[session.kind]
    clear = value + way * 0.012 * (high - low)  # the words stand off their line
    stroke = line(edge, [value, value], role="reference", width=2)
    return [stroke, words(text, (edge[1], clear), side=side, role="reference")]


def _layout(session: Session) -> dict:
    minutes, last = float(session.settings["minutes"]), float(session.minute[-1])
    low, high = RANGES[session.kind]
    high = max(high, float(session.skin_c.high.max()) + 2)
    top = low + 0.96 * (high - low)
    state = check_safety(session)
    box = {"x0": 0, "x1": minutes, "y0": 0, "y1": 1, "yref": "paper", "xref": "x"}
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {
        "template": TEMPLATE,
        "height": 430,
        "margin": {"l": 12, "r": 92, "t": 34, "b": 12},
        "xaxis": {"range": [0, 1.03 * last], "title": {"text": "time (minutes)"}},
        "yaxis": {"range": [low, high], "title": {"text": "temperature (°C)"}},
        "shapes": [zone("body", **box)],
        "annotations": [
            note("pack on", (minutes / 2, top)),
            note("off, in air", ((minutes + last) / 2, top)),
            note(f"<b>{SIGNS[state.level]} {state.level}</b>", (0, 1.0), **corner),
        ],
    }


def _sentence(session: Session) -> str:
    end = POINTS - 1
    warm = session.temperature_c
    told = [
        f"{_depth_name(depth)} {warm.middle[end, column]:.0f} °C "
        f"({warm.low[end, column]:.0f} to {warm.high[end, column]:.0f})"
        for column, depth in enumerate(session.depth_mm)
    ]
    cover = {"bare": "on bare skin", "towel": "through a dry towel"}[
        str(session.settings["contact"])
    ]
    what = (
        f"After {session.settings['minutes']:.0f} minutes of {session.settings['pack']} {cover}, "
        f"over {session.settings['fat_mm']:g} mm of fat: {', '.join(told)}.{_afterwards(session)}"
    )
    state = check_safety(session)
    first, second = (state.sentence, what) if state.level == LEVELS[2] else (what, state.sentence)
    return f"{first} {second}"


def _afterwards(session: Session) -> str:
    deepest = session.temperature_c.middle[:, -1]
    end, last = deepest[POINTS - 1], deepest[-1]
    drift = last - end
    if abs(drift) < 0.15 or session.settings["rewarm_minutes"] == 0:
        return ""
    way = "falls" if drift < 0 else "rises"
    if (session.kind == "cold") != (drift < 0):
        return ""
    return (
        f" At {_depth_name(session.depth_mm[-1])} the temperature still {way} after the pack is "
        f"off, by {abs(drift):.1f} °C in {session.settings['rewarm_minutes']:.0f} minutes."
    )


def _numbers(session: Session) -> Numbers:
    end, warm, rest = POINTS - 1, session.temperature_c, session.resting_c
    columns = ("depth below the skin", "before (°C)", "pack comes off (°C)", "lowest body (°C)")
    columns += ("highest body (°C)", "change (°C)", "at the end, in air (°C)")
    rows = []
    for column, depth in enumerate(session.depth_mm):
        cells = (
            rest.middle[column], warm.middle[end, column], warm.low[end, column],
            warm.high[end, column], session.change_c.middle[end, column], warm.middle[-1, column],
        )  # fmt: skip
        rows.append((_depth_name(depth), *(f"{cell:.1f}".replace("-", "−") for cell in cells)))
    return Numbers(columns, tuple(rows))
