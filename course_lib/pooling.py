"""Pool the results of several studies with a random-effects model, and show how far they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, sqrt

from course_lib.scales import RATIO_SCALES, ScaleError, number, one_scale, scale_label


@dataclass(frozen=True)
class PooledEffect:
    """Result of pooling.

    Numbers are on the scale they were given in (for ratios, the natural logarithm); ``str`` gives
    ratios as ratios.

    Attributes
    ----------
    estimate, low, high : the pooled effect with its 95 % interval.
    tau2 : variance between the studies, in the square of that unit.
    i2 : share of the spread that lies between the studies, 0 to 1.
    q : Cochran's Q.
    k : number of studies.
    prediction_low, prediction_high : where the effect of a new study is expected; None with fewer
        than three studies.
    scale : as in the tables, such as "RR".
    """

    estimate: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    k: int
    prediction_low: float | None
    prediction_high: float | None
    scale: str

    def __str__(self) -> str:
        """Give the result in one sentence."""
        show = exp if self.scale in RATIO_SCALES else float
        span = f"{_short(show(self.low))} to {_short(show(self.high))}"
        text = (
            f"{self.k} studies together: {scale_label(self.scale)} {_short(show(self.estimate))} "
            f"({span}); {self.i2:.0%} of the spread lies between the studies (I²)"
        )
        if self.prediction_low is None or self.prediction_high is None:
            return f"{text}; with so few studies no range for a new study is given."
        new = f"{_short(show(self.prediction_low))} to {_short(show(self.prediction_high))}"
        return f"{text}; a new study is expected at {new} (prediction interval)."


def pool(
    effects: Sequence[float],
    variances: Sequence[float],
    *,
    scale: str | Sequence[str],
    tau2: float | None = None,
) -> PooledEffect:
    """Pool effects with random effects (Paule and Mandel's between-study variance).

    Parameters
    ----------
    effects : one effect for each study; for ratios (OR, RR, HR) its natural logarithm.
    variances : variance of each effect, above zero, in the square of its unit.
    scale : the scale of all effects, or one scale for each.
    tau2 : variance between studies, to be used instead of Paule and Mandel's.

    Returns
    -------
    PooledEffect : 95 % intervals; the prediction interval uses t with k - 2 degrees of freedom.

    Raises
    ------
    ScaleError : fewer than two studies, mixed scales, or numbers that cannot be pooled.

    Examples
    --------
    >>> together = pool([0.5, 0.3, 0.6], [0.04, 0.02, 0.05], scale="SMD")
    >>> round(together.estimate, 2), round(together.low, 2), round(together.high, 2)
    (0.42, 0.21, 0.62)
    """
    import numpy as np
    from scipy import stats

    name = _checked(effects, variances, scale)
    k = len(effects)
    q, estimated = _spread(effects, variances)
    tau2 = estimated if tau2 is None else tau2
    weights = 1 / (np.asarray(variances, float) + tau2)
    estimate, error = float(np.average(effects, weights=weights)), float(weights.sum()) ** -0.5
    reach = float(stats.norm.ppf(0.975)) * error
    half = float(stats.t.ppf(0.975, k - 2)) * sqrt(tau2 + error**2) if k >= 3 else None
    return PooledEffect(
        estimate=estimate,
        low=estimate - reach,
        high=estimate + reach,
        tau2=tau2,
        i2=max(0.0, 1 - (k - 1) / q) if q > 0 else 0.0,
        q=q,
        k=k,
        prediction_low=None if half is None else estimate - half,
        prediction_high=None if half is None else estimate + half,
        scale=name,
    )


def _spread(effects: Sequence[float], variances: Sequence[float]) -> tuple[float, float]:
    """Give Cochran's Q and Paule and Mandel's variance between studies."""
    import numpy as np
    from statsmodels.stats.meta_analysis import combine_effects

    # Identical studies make Q zero, and statsmodels divides by it for figures not used here.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found = combine_effects(np.asarray(effects, float), np.asarray(variances, float))
    return max(float(found.q), 0.0), float(found.tau2)


def _checked(
    effects: Sequence[float], variances: Sequence[float], scale: str | Sequence[str]
) -> str:
    scales = [scale] * len(effects) if isinstance(scale, str) else list(scale)
    if len(effects) < 2:
        raise ScaleError(f"Pooling needs 2 or more studies, but {len(effects)} was given.")
    if not len(effects) == len(variances) == len(scales):
        raise ScaleError(
            f"Each effect needs one variance and one scale, but there are {len(effects)} "
            f"effects, {len(variances)} variances and {len(scales)} scales."
        )
    for effect, variance in zip(effects, variances, strict=True):
        if not (isfinite(effect) and isfinite(variance) and variance > 0):
            raise ScaleError(
                f"Each effect must be a finite number with a variance above zero, however one "
                f"has effect {effect:g} and variance {variance:g}."
            )
    return one_scale((name, "") for name in scales)[0]


def _short(value: float) -> str:
    return number(float(f"{value:.2f}"))
