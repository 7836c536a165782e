"""Effect scales: what a number means, and the refusal to mix two of them."""

from collections.abc import Iterable

SCALE_WORDS = {
    "OR": "odds ratio",
    "RR": "risk ratio",
    "HR": "hazard ratio",
    "MD": "mean difference",
    "SMD": "standardised mean difference",
    "r": "correlation",
    "mean": "mean",
    "percent": "share",
    "times": "multiple",
    "force": "force",
    "count": "count",
    "kappa": "agreement (kappa)",
}
# On these, no difference is 1 and halving is as far from it as doubling.
RATIO_SCALES = frozenset({"OR", "RR", "HR", "times"})
# On these, no difference is 0; on the rest, 0 is only where the axis begins.
DIFFERENCE_SCALES = frozenset({"MD", "SMD", "r"})


class ScaleError(ValueError):
    """Numbers that cannot stand together, or cannot be drawn or pooled."""


def scale_label(scale: str, unit: str = "") -> str:
    """Name a scale with its unit, such as ``mean difference (deg)``.

    Parameters
    ----------
    scale : its name in the tables, such as "MD".
    unit : "" for none.
    """
    name = SCALE_WORDS.get(scale, scale)
    return f"{name} ({unit})" if unit else name


def one_scale(pairs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Give the one scale and unit that all pairs share.

    Parameters
    ----------
    pairs : (scale, unit) of each number, one at least.

    Raises
    ------
    ScaleError : there are two; the sentence names both.
    """
    seen = list(dict.fromkeys(pairs))
    if len(seen) > 1:
        first, second = (scale_label(*pair) for pair in seen[:2])
        raise ScaleError(
            f"{first} and {second} cannot stand on one axis or in one pool, because their "
            "numbers mean different things; choose rows with one scale and one unit."
        )
    return seen[0]


def number(value: float) -> str:
    """Write a number as in the source, with a true minus sign.

    Parameters
    ----------
    value : any finite number.
    """
    return f"{value:g}".replace("-", "−")
