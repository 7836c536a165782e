"""How long one load can be held: the published laws beside the three compartments.

In one sentence: *half the load can be held for much more than twice the time, and close to the
maximum the compartments give up sooner than people do.*
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between
from course_lib.endurance.model import Block, Fatigue, Rates, follow, rates_of
from course_lib.tables import load_rows

Array = NDArray[np.float64]

EFFORT_LIMITS_PERCENT = (10.0, 90.0)  # freylaw2012: intensities at which the model was fitted
EFFORTS_PERCENT = np.arange(10.0, 91.0, 2.0)
LONGEST_S = 7200.0


@dataclass(frozen=True)
class Hold:
    """One load held until it no longer can be, and all other loads beside it.

    Attributes
    ----------
    region : whose rates and law.
    effort_percent : the load in percent of the maximum.
    fatigue : the three shares while it is held.
    model_s, law_s : holding time by the model (infinite: for ever) and by the published law, s.
    effort_curve_percent : (41,) efforts from 10 to 90 % of the maximum.
    model_curve_s, law_curve_s : (41,) holding times at these efforts, s.
    """

    region: str
    effort_percent: float
    fatigue: Fatigue
    model_s: float
    law_s: float
    effort_curve_percent: Array
    model_curve_s: Array
    law_curve_s: Array

    @property
    def error_percent(self) -> float:
        """The model against the law; negative: the model gives up too soon."""
        return 100.0 * (self.model_s / self.law_s - 1.0)


def law_s(load: Array | float, region: str) -> Array:
    """Give the published holding time of a load (share of the maximum), in s (freylaw2010).

    Parameters
    ----------
    load : share of the maximum, above 0 up to 1; one or many.
    region : "shoulder", "trunk" or "general".

    Raises
    ------
    ValueError : a region without published rates.
    """
    laws = {row["region"]: row for row in load_rows("endurance/power_laws")}
    row = laws[rates_of(region).region]
    return row["seconds_at_maximum"] * np.asarray(load, dtype=float) ** row["exponent"]


def model_s(load: Array | float, rates: Rates) -> Array:
    """Give the holding time in the three compartments, in s; infinite if it lasts for ever.

    Held, the active share is the load and the tired share goes to F load / R at the rate R; the
    hold ends when it leaves no more than the load. A closed form (myosuite), for a muscle that
    follows its target at once.

    Parameters
    ----------
    load : share of the maximum, above 0 up to 1; one or many.
    rates : from ``rates_of``.
    """
    load = np.asarray(load, dtype=float)
    tire, recover = rates.fatigue_per_s, rates.recovery_per_s
    share = recover * (1.0 - load) / (tire * load)
    short = np.where(share < 1.0, share, 0.5)  # keep the logarithm quiet where it is not used
    return np.where(share < 1.0, -np.log(1.0 - short) / recover, np.inf)


def hold_at(*, effort_percent: float, region: str = "trunk") -> Hold:
    """Hold one load and watch the three compartments.

    Parameters
    ----------
    effort_percent : the load in percent of the maximum, 10 to 90.
    region : shoulder, trunk or general; there is no set for the neck.

    Returns
    -------
    Hold : shares over time, holding times in s.

    Raises
    ------
    ValueError : an effort outside its range, or a region without published rates.

    Sources: freylaw2010 (laws), freylaw2012 (rates), xia2008 (flows).

    Examples
    --------
    >>> [round(hold_at(effort_percent=load).law_s / 60) for load in (20, 40, 60)]  # minutes
    [15, 3, 1]
    """
    low, high = EFFORT_LIMITS_PERCENT
    require_between("effort_percent", effort_percent, low=low, high=high)
    rates, load = rates_of(region), effort_percent / 100.0
    by_model, by_law = float(model_s(load, rates)), float(law_s(load, region))
    seconds = min(1.25 * max(by_law, by_model if np.isfinite(by_model) else 0.0), LONGEST_S)
    curve = EFFORTS_PERCENT / 100.0
    return Hold(
        region=region,
        effort_percent=effort_percent,
        fatigue=follow([Block(seconds, load)], rates, points=161),
        model_s=by_model,
        law_s=by_law,
        effort_curve_percent=EFFORTS_PERCENT,
        model_curve_s=model_s(curve, rates),
        law_curve_s=law_s(curve, region),
    )


def share_of_time(hold: Hold) -> int:
    """Compare with half the effort: 0 half as long, 1 a third to a fifth, 2 under a tenth.

    Parameters
    ----------
    hold : result of ``hold_at``.
    """
    half = float(model_s(hold.effort_percent / 200.0, rates_of(hold.region)))
    return int(np.argmin(np.abs(np.log(hold.model_s / half / np.array([0.5, 0.26, 0.07])))))
