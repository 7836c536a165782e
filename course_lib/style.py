"""One look for every figure: colours with one meaning each, one template, two sizes of type."""

from __future__ import annotations

from types import MappingProxyType

PALETTE = MappingProxyType(
    {
        "demand": "#D55E00",
        "capacity": "#0072B2",
        "prediction": "#E69F00",
        "reference": "#009E73",
        "mobility": "#56B4E9",
        "breathing": "#CC79A7",
        "bone": "#E8DCC4",
        "bone_edge": "#8A7B5C",
        "disc": "#8FB8CC",
        "muscle": "#B5524A",
        "body": "#8C8C8C",
        "text": "#333333",  # replaced in the page by the theme's own colour
        "grid": "rgba(128,128,128,0.22)",
    }
)
# A line, or the edge of a mark, where the colour itself is too faint on white.
EDGE = MappingProxyType(
    {"prediction": "#C48700", "mobility": "#4A9BC8", "bone": "#8A7B5C", "disc": "#5F8597"}
)
# Words about a role: the same hue, dark enough to read on white, light enough in a dark theme.
INK = MappingProxyType(
    {
        "demand": "#B34F00",
        "capacity": "#0071B0",
        "prediction": "#916400",
        "reference": "#007B5A",
        "mobility": "#367193",
        "breathing": "#95587A",
        "muscle": "#AE4F47",
        "body": "#6C6C6C",
    }
)
INK_IN_DARK = MappingProxyType(
    {
        "demand": "#DC792B",
        "capacity": "#4A9BC8",
        "prediction": "#E69F00",
        "reference": "#14A67E",
        "mobility": "#56B4E9",
        "breathing": "#CC79A7",
        "muscle": "#C9817B",
        "body": "#939393",
    }
)
# The second cue beside each colour, so that nothing is said by colour alone.
DASH = MappingProxyType(
    {"demand": "solid", "capacity": "longdash", "prediction": "dash", "reference": "dot"}
)
SYMBOL = MappingProxyType(
    {"demand": "circle", "capacity": "line-ew", "prediction": "diamond", "reference": "square"}
)
# Figures of height_px on the screen grow by the same share as their type on the projector.
SCREEN = MappingProxyType({"font_px": 14, "height_px": 470})


def translucent(name: str, opacity: float) -> str:
    """Give a palette colour as rgba, for bands.

    Parameters
    ----------
    name : of a palette colour, such as "demand".
    opacity : 0 (nothing to see) to 1.

    >>> translucent("demand", 0.2)
    'rgba(213,94,0,0.2)'
    """
    red, green, blue = _channels(PALETTE[name])
    return f"rgba({red},{green},{blue},{opacity:g})"


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def words_in_dark() -> str:
    """Give the style sheet that repaints the words about a role where the theme is dark."""
    rules = []
    for role, ink in INK.items():
        written = f'[style*="{ink}" i], [style*="rgb{_channels(ink)}"]'
        painted = f":is(text, tspan):is({written}) {{ fill: {INK_IN_DARK[role]} !important; }}"
        rules.append(f'[data-jp-theme-light="false"] .course-plot {painted}')
    return "\n".join(rules).lower()


def _axis() -> dict:
    return {
        "gridcolor": PALETTE["grid"],
        "zerolinecolor": "rgba(128,128,128,0.5)",
        "linecolor": "rgba(128,128,128,0.5)",
        "ticks": "",
        "automargin": True,
        "title": {"standoff": 8},
        "fixedrange": True,
    }


# A plain dict: plotly's own class takes a quarter of a second to import and build.
TEMPLATE = {
    "layout": {
        "font": {"size": SCREEN["font_px"], "color": PALETTE["text"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 12, "r": 12, "t": 30, "b": 12},
        "xaxis": _axis(),
        "yaxis": _axis(),
        "showlegend": False,
        "hovermode": "closest",
        "barmode": "overlay",
        "dragmode": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": PALETTE["body"]},
        "hoverlabel": {"bgcolor": "#222222", "font": {"color": "#FFFFFF"}},
    }
}
