"""What trials of massage for neck pain found at a dose: a number, no difference, or nothing.

There is no dose-response curve here. Five doses were tested against waiting in one trial; between
and beyond them the model says that no trial was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from statistics import NormalDist
from typing import Any

from course_lib.checks import require_between, require_one_of
from course_lib.tables import load_rows

Z_95 = 1.959964
MINUTES = ("30 minutes", "60 minutes")
OUTCOMES = {"pain": "a 30 % fall in pain", "function": "better function"}
# The trial against a book asked how much the pain bothers, not how strong it is.
BOTHER = "a 30 % fall in how much it bothers"
# Answers to "compared with what?", and the series of trials or the review that gives one.
AGAINST = {
    "waiting for treatment": "waiting",
    "a self-care book": "book",
    "a sham or placebo": "sham",
    "another active treatment": "active",
}
# Rows of treatments/evidence that hold a verdict on massage, at any dose.
VERDICTS = {"sham": "tr63", "active": "ad18"}


@dataclass(frozen=True)
class Trial:
    """One measurement of a trial of massage (data/massage/trials).

    Attributes
    ----------
    id : row of the table.
    series : what massage was compared with: "waiting", "book", or "more" (no further massage).
    outcome : "pain" or "function".
    minutes : length of a session, minutes; None if not read.
    times_a_week : sessions a week.
    from_week, to_week : weeks in which the massages begin and end, since the trial began.
    measured_week : week of the measurement, since the trial began.
    found : "number", "no better" or "not read".
    ratio, low, high : risk ratio and its 95 % interval; None if not read.
    worked_out : whether the interval follows from the printed p value (altman2011).
    people : the same as people of 100; None if it was not read how many improve without massage.
    population : who was studied.
    source_key : key of the source.
    note : reason or caution.
    """

    id: str
    series: str
    outcome: str
    minutes: int | None
    times_a_week: int
    from_week: int
    to_week: int
    measured_week: int
    found: str
    ratio: float | None
    low: float | None
    high: float | None
    worked_out: bool
    people: People | None
    population: str
    source_key: str
    note: str


@dataclass(frozen=True)
class People:
    """Of 100 people: how many improve without massage, and how many with it.

    Attributes
    ----------
    without : people of 100 who improve without massage.
    with_massage : people of 100 who improve with it, as printed.
    low, high : ``without`` times the ends of the interval of the risk ratio, at most 100.
    """

    without: float
    with_massage: float
    low: float
    high: float


@dataclass(frozen=True)
class Dose:
    """What is known of a dose: the trial at it, or the words of a verdict, or neither.

    Attributes
    ----------
    minutes : length of a session, minutes.
    times_a_week : sessions a week.
    against : a key of ``AGAINST``.
    outcome : "pain" or "function".
    trial : the measurement at this dose, or None.
    verdict : what a review says of many doses together, or nothing.
    tested : all doses that were measured against the same, before week 26.
    """

    minutes: int
    times_a_week: int
    against: str
    outcome: str
    trial: Trial | None
    verdict: str
    tested: tuple[Trial, ...]

    @property
    def what(self) -> str:
        """What counts as better, in words."""
        return outcome_words(self.outcome, AGAINST[self.against])

    @property
    def found(self) -> str:
        """One of: number, no better, not read, verdict, no trial."""
        if self.trial:
            return self.trial.found
        return "verdict" if self.verdict else "no trial"


def interval_from_p(ratio: float, p_value: float) -> tuple[float, float]:
    """Work out the 95 % interval of a risk ratio from its p value (altman2011).

    Parameters
    ----------
    ratio : risk ratio, above 0 and not 1.
    p_value : its two-sided p value, between 0 and 1.

    Returns
    -------
    tuple of two floats : lower and upper end, as risk ratios.

    Raises
    ------
    ValueError : when the ratio is 1 or not above 0, or the p value is not between 0 and 1.

    Examples
    --------
    >>> low, high = interval_from_p(1.56, 0.018)
    >>> round(low, 2), round(high, 2)
    (1.08, 2.25)
    """
    require_between("p value", p_value, low=1e-12, high=0.999999)
    require_between("risk ratio", ratio, low=1e-6, high=1e6)
    if ratio == 1:
        raise ValueError(
            "A risk ratio of 1 has no interval that follows from its p value; give a ratio "
            "other than 1."
        )
    error = abs(log(ratio)) / NormalDist().inv_cdf(1 - p_value / 2)
    return exp(log(ratio) - Z_95 * error), exp(log(ratio) + Z_95 * error)


def of_100(without: float, ratio: float) -> float:
    """Turn a share without massage (%) and a risk ratio into people of 100, at most 100.

    Parameters
    ----------
    without : people of 100 who improve without massage, 0 to 100.
    ratio : risk ratio, 0 or more.

    Raises
    ------
    ValueError : a share or a ratio outside its range.

    Examples
    --------
    >>> round(of_100(25, 2.2)), round(of_100(60, 3.0))
    (55, 100)
    """
    require_between("share without massage", without, low=0, high=100)
    require_between("risk ratio", ratio, low=0, high=1e6)
    return min(100.0, without * ratio)


def dose(minutes: str, times_a_week: float, *, against: str, outcome: str) -> Dose:
    """Look up what was found at one dose.

    Parameters
    ----------
    minutes : "30 minutes" or "60 minutes" a session.
    times_a_week : 1 to 3 sessions a week.
    against : a key of ``AGAINST``.
    outcome : "pain" or "function".

    Returns
    -------
    Dose : the trial at it, or the words of a review, or neither.

    Raises
    ------
    ValueError : for a dose, comparison or outcome that is not offered.

    Sources: sherman2014 (five doses against waiting), sherman2009 (a self-care book), gross2024
    (sham), kong2013 (other active treatments).

    Examples
    --------
    >>> often = dose("60 minutes", 3, against="waiting for treatment", outcome="pain")
    >>> often.trial.ratio, round(often.trial.low, 1), round(often.trial.high, 1)
    (2.73, 1.5, 5.0)
    >>> dose("30 minutes", 1, against="waiting for treatment", outcome="pain").found
    'no trial'
    """
    require_between("times a week", times_a_week, low=1, high=3)
    for name, value, allowed in (
        ("minutes", minutes, MINUTES),
        ("against", against, tuple(AGAINST)),
        ("outcome", outcome, tuple(OUTCOMES)),
    ):
        require_one_of(name, value, allowed=allowed)
    series, length = AGAINST[against], int(minutes.split()[0])
    tested = tuple(t for t in trials() if (t.series, t.outcome) == (series, outcome))
    tested = tuple(t for t in tested if t.measured_week < 26)
    at = [t for t in tested if t.times_a_week == times_a_week and t.minutes in (length, None)]
    verdict = _verdict(VERDICTS[series]) if series in VERDICTS else ""
    return Dose(length, int(times_a_week), against, outcome, at[0] if at else None, verdict, tested)


def outcome_words(outcome: str, series: str) -> str:
    """Say what counts as better in a series of trials.

    Parameters
    ----------
    outcome : "pain" or "function".
    series : series of trials, a value of ``AGAINST`` or of ``lasting.COURSES``.
    """
    return BOTHER if (outcome, series) == ("pain", "book") else OUTCOMES[outcome]


@lru_cache
def trials() -> tuple[Trial, ...]:
    """Load every measurement, with numbers from treatments/evidence."""
    numbers = {row["id"]: row for row in load_rows("treatments/evidence")}
    return tuple(_trial(row, numbers.get(row["evidence_id"], {})) for row in load_rows(
        "massage/trials"))  # fmt: skip


def _trial(row: dict[str, Any], number: dict[str, Any]) -> Trial:
    given = {name: _none(row[name]) for name in ("minutes", "p_value", "without_percent")}
    ratio, low, high = (_none(number.get(name)) for name in ("value", "low", "high"))
    worked_out = ratio is not None and low is None and given["p_value"] is not None
    if worked_out:
        low, high = interval_from_p(ratio, given["p_value"])
    people = None
    if given["without_percent"] is not None:
        without = given["without_percent"]
        ends = (of_100(without, low), of_100(without, high))
        people = People(without, float(row["with_percent"]), *ends)
    names = ("id", "series", "outcome", "found", "population", "source_key", "note")
    whole = {n: int(row[n]) for n in ("times_a_week", "from_week", "to_week", "measured_week")}
    return Trial(
        **{name: row[name] for name in names},
        **whole,
        minutes=None if given["minutes"] is None else int(given["minutes"]),
        ratio=ratio,
        low=low,
        high=high,
        worked_out=worked_out,
        people=people,
    )


def _verdict(evidence_id: str) -> str:
    rows = {row["id"]: row["statement"] for row in load_rows("treatments/evidence")}
    return rows[evidence_id]


def _none(value: object) -> float | None:
    missing = value is None or value == "" or value != value  # NaN is not itself
    return None if missing else float(value)
