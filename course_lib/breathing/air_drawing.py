"""Two panels that several pictures share: breaths over time, and where a minute's air goes."""

from __future__ import annotations

from course_lib.breathing.facts import fact
from course_lib.breathing.model import TRACE_S, Trace
from course_lib.quantities import round_to
from course_lib.strokes import Stroke, band, line, note, words
from course_lib.style import PALETTE

HATCH = {"shape": "/", "bgcolor": "#FFFFFF", "fgcolor": PALETTE["body"], "solidity": 0.35}
NOW, REST = "now", "at rest"
Domain = tuple[float, float]


def breath_trace(shown: Trace) -> list[Stroke]:
    """Draw the breaths, and the first litres of each that only fill the airways.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    """
    edge = [0.0, TRACE_S]
    dead = min(shown.breaths.dead_space_l, shown.breaths.tidal_l)
    grey = band([0.0, 0.0], [dead, dead], along=edge, role="body")
    hover = "%{x:.1f} s: %{y:.2f} L"
    return [
        grey,
        line(shown.time_s, shown.volume_l, role="breathing", hover=hover),
    ]


def trace_axes(shown: Trace, *, across: Domain, up: Domain = (0.0, 1.0)) -> dict:
    """Give the axes of the breaths: seconds across, litres up.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    across, up : ends of the panel, as shares of the picture, 0 to 1.
    """
    high = max(0.8, 1.12 * shown.breaths.tidal_l)
    seconds = {"domain": list(across), "range": [0, TRACE_S], "title": {"text": "time (s)"}}
    litres = {"domain": list(up), "range": [0, high], "title": {"text": "air breathed in (L)"}}
    return {"xaxis": seconds, "yaxis": litres}


def air_bars(shown: Trace, *, axis: str) -> list[dict]:
    """Stack a minute's air: what reaches the air sacs, and above it what stays in the airways.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    axis : number of the pair of axes, such as "2".
    """
    breaths = shown.breaths
    rest_l, rest_sacs_l = fact("minute_rest").value, fact("alveolar_rest").value
    wasted, used = (breaths.wasted_l, rest_l - rest_sacs_l), (breaths.alveolar_l, rest_sacs_l)
    place = {
        "type": "bar",
        "x": [NOW, REST],
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "width": 0.7,
    }
    airways = place | {
        "y": wasted,
        "marker": {"color": PALETTE["body"], "pattern": HATCH},
        "hovertemplate": "only fills the airways: %{y:.1f} L a minute<extra></extra>",
    }
    sacs = place | {
        "y": used,
        "marker": {"color": [PALETTE["breathing"], PALETTE["reference"]]},
        "hovertemplate": "reaches the air sacs: %{y:.1f} L a minute<extra></extra>",
    }
    told = [
        words(f"{round_to(sum(pair))} L", (name, sum(pair)), axis=axis, side="top center")
        for name, pair in zip((NOW, REST), zip(wasted, used, strict=True), strict=True)
    ]
    return [sacs, airways, *told]


def air_key() -> dict:
    """Say what grey and stripes mean."""
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note("grey and striped: only fills the airways", (0.0, 1.0), **corner)


def bar_axes(shown: Trace, *, across: Domain, up: Domain = (0.0, 1.0), axis: str) -> dict:
    """Give the axes of the bars: litres a minute up.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    across, up : ends of the panel, as shares of the picture, 0 to 1.
    axis : number of the pair of axes, such as "2".
    """
    high = 1.2 * max(fact("minute_rest").value, shown.breaths.minute_l)
    names = {"domain": list(across), "anchor": f"y{axis}", "showgrid": False, "tickangle": 0}
    litres = {"domain": list(up), "anchor": f"x{axis}", "range": [0, high],
              "title": {"text": "air (L a minute)"}}  # fmt: skip
    return {f"xaxis{axis}": names, f"yaxis{axis}": litres}


def air_sentence(shown: Trace) -> str:
    """Say how much air a minute moves and how much of it is of use.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    """
    breaths = shown.breaths
    start = (
        f"{breaths.breaths_min:.3g} breaths of {breaths.tidal_l:.2f} L move "
        f"{round_to(breaths.minute_l)} L a minute."
    )
    if breaths.alveolar_l < 0.005:
        return f"{start} None of it gets past the airways: the air sacs get nothing new."
    return (
        f"{start} {round_to(breaths.wasted_l)} L of it ({breaths.wasted_percent:.0f} %) only fills "
        f"the airways; {round_to(breaths.alveolar_l)} L reach the air sacs."
    )


def air_rows(shown: Trace) -> tuple[tuple[str, str], ...]:
    """List the numbers of a minute: what each is, with its unit, and its value.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    """
    breaths = shown.breaths
    return (
        ("breaths a minute", round_to(breaths.breaths_min, 3)),
        ("air in one breath (L)", round_to(breaths.tidal_l, 3)),
        ("air moved (L a minute)", round_to(breaths.minute_l, 3)),
        ("fills the airways only (L a minute)", round_to(breaths.wasted_l, 3)),
        ("reaches the air sacs (L a minute)", round_to(breaths.alveolar_l, 3)),
        ("share that fills the airways only (%)", round_to(breaths.wasted_percent, 3)),
    )
