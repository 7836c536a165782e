"""A run as blocks of work and rest: what the posture asks against what is left.

In one sentence: *the mean of a step makes the muscles tired, its peak must fit into what is left.*

Why two loads. Over a whole step the moment is on average the one of standing, and tiredness is
slow (minutes), so it follows the mean of the quick pulses (three a second). But each landing asks
for the peak, two and a half times as much, and the form is lost when that no longer fits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between, require_one_of
from course_lib.endurance.model import REST_FACTOR, Block, Fatigue, follow, rates_of
from course_lib.posture.model import hold, moment_at
from course_lib.posture.running import StepDemand, run_with
from course_lib.quantities import round_to

Array = NDArray[np.float64]

JOINT = "T4/T5"  # between the shoulder blades
HEAD_FORWARD_MM = 20.0  # oakley2024: goes with an average upright neck
RUN_MINUTES = 60.0
EVERY_MINUTES = 5.0
LOOK_MINUTES = 30.0  # behm2009: active people ran this long on a treadmill
# nordin1987: 101 healthy women held 38 to 168 N m, 37 to 163 % of the middle between them.
STRENGTH_LIMITS_PERCENT = (40.0, 160.0)
LEAST_LOAD = 0.10  # freylaw2012: no holding time below a tenth of the maximum was fitted
BREAKS = {
    "none": (0.0, False),
    "60 s standing": (60.0, False),
    "15 s supported": (15.0, True),
    "60 s supported": (60.0, True),
}


@dataclass(frozen=True)
class Reading:
    """One way to read the published rates: whose they are, and what counts as rest.

    Attributes
    ----------
    region : whose rates, "shoulder" or "trunk".
    air_rests : whether the short pauses in the air count as rest.
    """

    region: str
    air_rests: bool

    @property
    def label(self) -> str:
        """Name the reading in a few words."""
        return f"{self.region}{', pauses in the air rest' if self.air_rests else ''}"


READINGS = (Reading("shoulder", False), Reading("trunk", False), Reading("trunk", True))


@dataclass(frozen=True)
class Run:
    """An hour of running at one joint: what is asked, and what is left by each reading.

    Attributes
    ----------
    settings : what ``run`` was given, but for ``joint``.
    demand : the moment at the joint over one step.
    fresh_nm : the maximum at the start, N m: the model's capacity times the strength.
    minutes : (241,) moments reported, minutes.
    left_nm : (3, 241) what is left, N m, by ``READINGS``.
    gone_minutes : when the peak no longer fits, minutes, by ``READINGS``; infinite: not in this
        hour.
    fatigue : the three shares over time, by ``READINGS``.
    """

    settings: dict[str, float | str]
    demand: StepDemand
    fresh_nm: float
    minutes: Array
    left_nm: Array
    gone_minutes: tuple[float, ...]
    fatigue: tuple[Fatigue, ...]

    @property
    def mean_share(self) -> float:
        """The mean load as a share of the fresh maximum."""
        return self.demand.mean_nm / self.fresh_nm

    @property
    def peak_share(self) -> float:
        """The peak load as a share of the fresh maximum."""
        return self.demand.peak_nm / self.fresh_nm

    def left_at(self, minutes: float) -> Array:
        """Give what is left at a moment by each reading, in N m; never less than the peak asks.

        Parameters
        ----------
        minutes : time since the start, 0 to 60.
        """
        left = [float(np.interp(minutes, self.minutes, row)) for row in self.left_nm]
        gone = [minutes >= moment for moment in self.gone_minutes]
        return np.where(gone, min(self.demand.peak_nm, self.fresh_nm), left)


def blocks_of(
    demand: StepDemand, fresh_nm: float, *, rest_s: float, supported: bool, air_rests: bool
) -> list[Block]:
    """Cut the hour into five-minute blocks of running, each followed by its break.

    While supported, nothing is asked and recovery is ``REST_FACTOR`` times faster (looft2018).
    Standing tall asks what standing asks.

    Parameters
    ----------
    demand : the moment over a step, from ``posture.running.run_with``.
    fresh_nm : the maximum at the start, N m.
    rest_s : length of the break at the end of every five minutes, s; 0 for none.
    supported : whether the break takes all load off.
    air_rests : whether the pauses in the air count as rest.
    """
    air_share = 1.0 - demand.step.stance_percent / 100.0
    factor = 1.0 + (REST_FACTOR - 1.0) * air_share * air_rests
    mean, peak = demand.standing_nm / fresh_nm, demand.peak_nm / fresh_nm
    work = Block(60.0 * EVERY_MINUTES - rest_s, min(mean, 1.0), peak, factor)
    tall = moment_at(hold(head_forward_mm=HEAD_FORWARD_MM), demand.joint) / fresh_nm
    pause = Block(rest_s, 0.0 if supported else tall, recovery_factor=REST_FACTOR**supported)
    each = [work, pause] if rest_s else [work]
    return each * round(RUN_MINUTES / EVERY_MINUTES)


def run(
    *,
    speed_m_s: float = 3.0,
    lean_deg: float = 3.5,
    strength_percent: float = 100.0,
    breaks: str = "none",
    joint: str = JOINT,
) -> Run:
    """Run for an hour and watch what is left.

    Parameters
    ----------
    speed_m_s : running speed, 2.5 to 5.5 m/s.
    lean_deg : lean of the trunk, 0 to 25 degrees.
    strength_percent : the maximum, in percent of the model's capacity, 40 to 160.
    breaks : a name of ``BREAKS``; one break at the end of every five minutes.
    joint : where to read, for example "T4/T5".

    Returns
    -------
    Run : moments in N m, times in minutes.

    Raises
    ------
    ValueError : a setting outside its range, or a break that is not offered.

    Sources: as ``posture.running`` and ``endurance.model``; nordin1987 (range of strength).

    Examples
    --------
    >>> moment_told(trunk_minutes(run()))
    'after 26 min'
    >>> moment_told(trunk_minutes(run(lean_deg=10)))
    'after 20 min'
    """
    _check(lean_deg, strength_percent, breaks=breaks)
    settings = {"speed_m_s": speed_m_s, "lean_deg": lean_deg}
    demand = run_with(**settings, head_forward_mm=HEAD_FORWARD_MM, joint=joint)
    fresh_nm = demand.capacity_nm * strength_percent / 100.0
    rest_s, supported = BREAKS[breaks]
    rest = {"rest_s": rest_s, "supported": supported}
    fatigue = tuple(
        follow(blocks_of(demand, fresh_nm, **rest, air_rests=r.air_rests), rates_of(r.region))
        for r in READINGS
    )
    return Run(
        settings=settings | {"strength_percent": strength_percent, "breaks": breaks},
        demand=demand,
        fresh_nm=fresh_nm,
        minutes=fatigue[0].time_s / 60.0,
        left_nm=fresh_nm * np.array([one.left for one in fatigue]),
        gone_minutes=tuple(one.failed_s / 60.0 for one in fatigue),
        fatigue=fatigue,
    )


def _check(lean_deg: float, strength_percent: float, *, breaks: str) -> None:
    low, high = STRENGTH_LIMITS_PERCENT
    require_between("strength_percent", strength_percent, low=low, high=high)
    require_between("lean_deg", lean_deg, low=0.0, high=25.0)
    require_one_of("breaks", breaks, allowed=BREAKS)


def moment_told(minutes: float) -> str:
    """Say when the form goes, in words.

    Parameters
    ----------
    minutes : when the peak no longer fits; more than 60 is "not within the hour".
    """
    if minutes > RUN_MINUTES:
        return "not within the hour"
    return "from the first step" if minutes == 0 else f"after {round_to(minutes)} min"


def trunk_minutes(result: Run) -> float:
    """Give when the form goes by the trunk set, at most the whole hour.

    Parameters
    ----------
    result : of ``run``.
    """
    return min(result.gone_minutes[1], RUN_MINUTES)


def best_change() -> int:
    """Find what delays the moment most at 3 m/s and 10.8 degrees: 0 pace, 1 lean, 2 strength."""
    tired = {"speed_m_s": 3.0, "lean_deg": 10.8}
    changes = ({"speed_m_s": 2.5}, {"lean_deg": 3.5}, {"strength_percent": 120.0})
    return int(np.argmax([run(**tired | change).gone_minutes[1] for change in changes]))


def gain_of_break(result: Run) -> int:
    """Compare with no break: 0 hardly later, 1 about twice as late, 2 it lasts the hour.

    Parameters
    ----------
    result : of ``run``, with a break.
    """
    plain = trunk_minutes(run(**result.settings | {"breaks": "none"}))
    now = trunk_minutes(result)
    if now >= RUN_MINUTES:
        return 2
    return int(now > 1.5 * plain)
