"""Run by a rhythm: how fast you breathe, how far a breath carries you, how much air it can move.

The whole idea in one sentence: *steps a minute and steps to a breath fix how often you breathe,
whatever your pace; so when a run gets harder, more air has to come from deeper breaths.*

Pace in minutes a kilometre, lengths in metres, air in litres a minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.breathing.coupling import Coupling, couple
from course_lib.breathing.facts import fact
from course_lib.breathing.model import LIMITS as BREATHS
from course_lib.checks import require_between
from course_lib.posture.running import SPEED_LIMITS_M_S  # munro1987

# Steps in and out. The sources give their sum as strides to a breath (bramble1983, daley2013);
# how it is shared between in and out is a choice of this course.
COUNTS = {
    "1 in, 1 out": (1, 1),
    "2 in, 1 out": (2, 1),
    "2 in, 2 out": (2, 2),
    "3 in, 2 out": (3, 2),
    "2 in, 3 out": (2, 3),
    "3 in, 3 out": (3, 3),
    "4 in, 4 out": (4, 4),
}
PACE_LIMITS_MIN_KM = (3.1, 8.0)  # beyond 6:40 ``measured_speed`` says that nobody was measured
FASTEST_LIMITS_MIN_KM = (2.5, 8.0)  # wide enough for any runner; a slip of the key falls outside
REST, CYCLE, BEYOND, NOBODY = "rest to maximum", "maximum", "above maximum", "nobody"


@dataclass(frozen=True)
class Run:
    """A pace, a step rate and a count of steps for each breath.

    Attributes
    ----------
    pace_min_km : minutes a kilometre.
    count : a key of ``COUNTS``.
    steps_in, steps_out : steps for breathing in and for breathing out.
    coupling : where in the steps each breath out begins.
    """

    pace_min_km: float
    count: str
    steps_in: int
    steps_out: int
    coupling: Coupling

    @property
    def breaths_min(self) -> float:
        """Breaths a minute; the pace has no part in it."""
        return self.coupling.breaths_min

    @property
    def speed_m_s(self) -> float:
        """Speed, m/s."""
        return 1000.0 / (60.0 * self.pace_min_km)

    @property
    def step_m(self) -> float:
        """Length of a step, m."""
        return 1000.0 / (self.pace_min_km * self.coupling.steps_min)

    @property
    def breath_m(self) -> float:
        """Way covered in one breath, m."""
        return self.step_m * (self.steps_in + self.steps_out)

    @property
    def breaths_km(self) -> float:
        """Breaths in a kilometre."""
        return self.breaths_min * self.pace_min_km

    @property
    def in_percent(self) -> float:
        """Share of the breath spent breathing in."""
        return self.coupling.in_percent

    @property
    def place(self) -> str:
        """Place the rhythm among published rates: REST, CYCLE, BEYOND or NOBODY."""
        top = fact("frequency_max")
        if not self.coupling.measured:
            return NOBODY
        if self.breaths_min > top.high:
            return BEYOND
        return CYCLE if self.breaths_min >= top.low else REST

    @property
    def measured_speed(self) -> bool:
        """Say whether the pace lies where runners were measured (munro1987)."""
        return SPEED_LIMITS_M_S[0] <= self.speed_m_s <= SPEED_LIMITS_M_S[1]


@dataclass(frozen=True)
class Ceiling:
    """The most air a rhythm can move with the deepest breaths of a group.

    Attributes
    ----------
    who : "men" or "women".
    most_l : the most air with the group's mean deepest breath, L a minute.
    low_l, high_l : the same with breaths 1 SD less deep and 1 SD deeper, L a minute.
    needed_l : what the group moved at its maximum, L a minute.
    """

    who: str
    most_l: float
    low_l: float
    high_l: float
    needed_l: float

    @property
    def carries_maximum(self) -> bool:
        """Say whether the rhythm can move what the group moved at its maximum."""
        return self.most_l >= self.needed_l


def run(*, pace_min_km: float, steps_min: float, count: str) -> Run:
    """Run at a pace and a step rate, with so many steps for breathing in and out.

    Parameters
    ----------
    pace_min_km : minutes a kilometre, 3.1 to 8.
    steps_min : steps a minute, both feet, 155 to 203.
    count : one of ``COUNTS``, such as "2 in, 2 out".

    Returns
    -------
    Run : lengths in metres, rates in a minute.

    Raises
    ------
    ValueError : a setting that is not a number or outside its range, or an unknown count.

    Sources: burns2019 (step rates), bramble1983 and daley2013 (counts).

    Examples
    --------
    >>> easy = run(pace_min_km=5.5, steps_min=165, count="2 in, 2 out")
    >>> easy.breaths_min, round(easy.breath_m, 1)
    (41.25, 4.4)
    """
    low, high = PACE_LIMITS_MIN_KM
    require_between("pace_min_km", pace_min_km, low=low, high=high)
    if count not in COUNTS:
        raise ValueError(
            f"count was given as {count!r}, but it must be one of: {'; '.join(COUNTS)}."
        )
    steps_in, steps_out = COUNTS[count]
    steps = steps_in + steps_out
    coupled = couple(
        steps_min=steps_min, steps_per_breath=float(steps), in_percent=100.0 * steps_in / steps
    )
    return Run(pace_min_km, count, steps_in, steps_out, coupled)


def ceilings(breaths_min: float) -> tuple[Ceiling, Ceiling]:
    """Give the most air that breaths so often can move: men, women.

    The deepest breaths are those people took at their maximum on a cycle (blackie1991, mean and
    1 SD). Above 62 breaths a minute nobody was measured (kasch1976): ask ``Run.place`` first.

    Parameters
    ----------
    breaths_min : breaths a minute, 1 to 120.

    Raises
    ------
    ValueError : breaths a minute that are not a number from 1 to 120.

    Examples
    --------
    >>> men, women = ceilings(36.1)
    >>> round(men.most_l), round(women.most_l), men.carries_maximum
    (97, 69, True)
    """
    require_between("breaths_min", breaths_min, low=1.0, high=120.0)
    found = []
    for who in ("men", "women"):
        deep, need = fact(f"tidal_max_{who}"), fact(f"minute_max_{who}").value
        most = (breaths_min * litres for litres in (deep.value, deep.low, deep.high))
        found.append(Ceiling(who, *most, need))
    return tuple(found)


def talk_pace_min_km(fastest_min_km: float) -> float:
    """Give the pace at which 20 people spoke in comfort for half an hour (condello2014).

    Parameters
    ----------
    fastest_min_km : pace of the fastest stage of a treadmill test that gets faster, 2.5 to 8.

    Returns
    -------
    float : minutes a kilometre.

    Raises
    ------
    ValueError : a pace that is not a number or outside its range.

    Examples
    --------
    >>> round(talk_pace_min_km(4.0), 2)
    6.25
    """
    low, high = FASTEST_LIMITS_MIN_KM
    require_between("fastest_min_km", fastest_min_km, low=low, high=high)
    return 100.0 * fastest_min_km / fact("talk_can").value


def clock(minutes: float) -> str:
    """Write minutes and seconds as a runner reads them.

    Parameters
    ----------
    minutes : minutes, such as a pace in minutes a kilometre, 0 or more.

    Examples
    --------
    >>> clock(5.5), clock(6.999)
    ('5:30', '7:00')
    """
    whole = round(60.0 * minutes)
    return f"{whole // 60}:{whole % 60:02d}"


def rates() -> dict[str, tuple[float, float]]:
    """Give published rates of breathing, breaths a minute: at rest, and at maximum (1 SD).

    Returns
    -------
    dict : where -> lowest and highest, breaths a minute.

    Sources: wikilectures (at rest), blackie1991 (at maximum).
    """
    rest, top = fact("frequency_rest"), fact("frequency_max")
    return {"at rest": (rest.low, rest.high), "maximum on a cycle": (top.low, top.high)}


def fastest_min() -> float:
    """Give the fastest breathing that was measured, breaths a minute (kasch1976)."""
    return BREATHS["breaths_min"][1]
