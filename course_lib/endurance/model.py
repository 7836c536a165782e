"""Three compartments of one muscle group: active, fatigued, resting, and the flow between them.

The whole idea in one sentence: *what works gets tired at the rate F, what is tired recovers at
the rate R, and what is not tired is all that you can still call on.*

Shares run from 0 to 1 and always add up to 1: ``active + fatigued + resting``. Loads are shares of
the maximum. While a load stays the same the flows are linear, so every block of a run has a closed
form, with at most one change of regime inside it (see ``_pieces_of``): nothing is stepped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.checks import require_between
from course_lib.tables import load_rows

Array = NDArray[np.float64]

GAIN_PER_S = 10.0  # xia2008: LD = LR = 10, a controller's gain, not a property of muscle
REST_FACTOR = 15.0  # looft2018: recovery is r times faster while nothing is asked
FRESH = (0.0, 0.0)  # active, fatigued


@dataclass(frozen=True)
class Rates:
    """How fast one region tires and recovers.

    Attributes
    ----------
    region : "shoulder", "trunk" or "general".
    fatigue_per_s : F, how fast active becomes fatigued, 1/s.
    recovery_per_s : R, how fast fatigued becomes resting, 1/s.
    """

    region: str
    fatigue_per_s: float
    recovery_per_s: float

    @property
    def sustainable(self) -> float:
        """The share of the maximum that the model can hold for ever, R / (F + R)."""
        return self.recovery_per_s / (self.fatigue_per_s + self.recovery_per_s)


@dataclass(frozen=True)
class Block:
    """A stretch of time with one load.

    Attributes
    ----------
    seconds : length, s, 0 to 86400.
    load : mean share of the maximum that is asked, 0 to 1.
    peak : share that must fit into what is left, or the block counts as failed; ``load`` if None.
    recovery_factor : multiplies the recovery rate.
    """

    seconds: float
    load: float
    peak: float | None = None
    recovery_factor: float = 1.0

    @property
    def must_fit(self) -> float:
        """The share that must fit into what is left."""
        return self.load if self.peak is None else self.peak


@dataclass(frozen=True)
class Piece:
    """Two exponentials each for active and fatigued, from one change of load to the next.

    Attributes
    ----------
    start_s : when it begins, s.
    fast_per_s, slow_per_s : rates of the two exponentials, 1/s.
    active, fatigued : share of the maximum as (constant, fast, slow), each exponential 1 at the
        start.
    """

    start_s: float
    fast_per_s: float
    slow_per_s: float
    active: tuple[float, float, float]
    fatigued: tuple[float, float, float]

    def at(self, seconds: float) -> tuple[float, float]:
        """Give (active, fatigued) so many seconds after ``start_s``.

        Parameters
        ----------
        seconds : time since ``start_s``, 0 or more.
        """
        fast, slow = math.exp(-self.fast_per_s * seconds), math.exp(-self.slow_per_s * seconds)
        (a, b, c), (u, v, w) = self.active, self.fatigued
        return a + b * fast + c * slow, u + v * fast + w * slow

    def seconds_to(self, level: float) -> float:
        """Give when the fatigued share reaches ``level``; infinite if it never does.

        The slow exponential alone gives the time; two Newton steps add the fast one, which is
        gone within a second.

        Parameters
        ----------
        level : fatigued share, 0 to 1.
        """
        constant, fast, slow = self.fatigued
        ratio = (level - constant) / slow if slow else 0.0
        if ratio <= 0.0:
            return math.inf
        seconds = max(-math.log(ratio) / self.slow_per_s, 0.0)
        for _ in range(2):
            early = fast * math.exp(-self.fast_per_s * seconds)
            late = slow * math.exp(-self.slow_per_s * seconds)
            change = -self.fast_per_s * early - self.slow_per_s * late
            if change:
                seconds = max(seconds - (constant + early + late - level) / change, 0.0)
        return seconds


@dataclass(frozen=True)
class Fatigue:
    """The three shares over time, and when the first block failed.

    Attributes
    ----------
    time_s : moments reported, s.
    active, fatigued, resting : share of the maximum at each moment, 0 to 1, together 1.
    failed_s : when a peak first no longer fitted, s; infinite: always did.
    """

    time_s: Array
    active: Array
    fatigued: Array
    resting: Array
    failed_s: float

    @property
    def left(self) -> Array:
        """What can still be called on: all that is not fatigued, as a share of the maximum."""
        return 1.0 - self.fatigued


@lru_cache(maxsize=1)
def _table() -> dict[str, Rates]:
    rows = load_rows("endurance/rates")
    return {r["region"]: Rates(r["region"], r["fatigue_per_s"], r["recovery_per_s"]) for r in rows}


def rates_of(region: str) -> Rates:
    """Look up the published rates of a region (freylaw2012).

    Parameters
    ----------
    region : "shoulder", "trunk" or "general".

    Raises
    ------
    ValueError : a region without published rates, such as the neck.

    Examples
    --------
    >>> round(rates_of("trunk").sustainable, 2)  # of the maximum
    0.09
    """
    if region not in _table():
        raise ValueError(
            f"There are no published rates for {region!r}; choose {', '.join(_table())}, and say "
            "that it stands in."
        )
    return _table()[region]


def _held(state: tuple[float, float], rates: Rates, *, block: Block, start_s: float) -> Piece:
    """While enough is left, the active share goes to the load and stays there."""
    active, fatigued = state
    tire, recover = rates.fatigue_per_s, rates.recovery_per_s * block.recovery_factor
    fast = GAIN_PER_S + tire
    settled = GAIN_PER_S * block.load / fast
    final = tire * settled / recover
    passing = tire * (active - settled) / (recover - fast)
    return Piece(
        start_s,
        fast,
        recover,
        (settled, active - settled, 0.0),
        (final, passing, fatigued - final - passing),
    )


def _short(state: tuple[float, float], rates: Rates, *, block: Block, start_s: float) -> Piece:
    """When too little is left, all that rests is called up: both shares drift together."""
    active, fatigued = state
    tire, recover = rates.fatigue_per_s, rates.recovery_per_s * block.recovery_factor
    total = GAIN_PER_S + tire
    final = GAIN_PER_S * tire / (total * recover + GAIN_PER_S * tire)
    half, apart = (total + recover) / 2, (total - recover) / 2
    root = math.sqrt(apart * apart - GAIN_PER_S * tire)
    fast, slow = half + root, half - root  # the two rates of decay
    off_f, off_a = fatigued - final, tire * active - recover * final
    late = (off_a - (recover - fast) * off_f) / (fast - slow)
    early = off_f - late
    shares = [(recover - rate) * part / tire for rate, part in ((fast, early), (slow, late))]
    return Piece(start_s, fast, slow, (recover * final / tire, *shares), (final, early, late))


def _pieces_of(
    block: Block, state: tuple[float, float], *, rates: Rates, start_s: float
) -> list[Piece]:
    """Solve one block: the regime it starts in, and the other one if it changes.

    Enough is left while ``fatigued <= 1 - load``. Both regimes drift to the same side of that
    line, the one on which the load is sustainable or not, so the line is crossed once at most.
    """
    line = 1.0 - block.load
    first, second = (_short, _held) if state[1] > line else (_held, _short)
    piece = first(state, rates, block=block, start_s=start_s)
    ends_short = piece.fatigued[0] > line
    if ends_short == (first is _short):
        return [piece]
    change = piece.seconds_to(line)
    if change >= block.seconds:
        return [piece]
    return [piece, second(piece.at(change), rates, block=block, start_s=start_s + change)]


def _failure_s(pieces: Sequence[Piece], block: Block, *, end_s: float) -> float:
    """Say when the fatigued share first exceeds what the block's peak leaves free."""
    line = 1.0 - block.must_fit
    for piece, until in zip(pieces, [*[p.start_s for p in pieces[1:]], end_s], strict=True):
        if piece.at(0.0)[1] > line:
            return piece.start_s
        rising = piece.fatigued[0] > line
        moment = piece.start_s + piece.seconds_to(line) if rising else math.inf
        if moment <= until:
            return moment
    return math.inf


def follow(
    blocks: Sequence[Block], rates: Rates, *, points: int = 241, start: tuple[float, float] = FRESH
) -> Fatigue:
    """Follow one muscle group through blocks of work and rest.

    Parameters
    ----------
    blocks : what is asked, in order; loads from 0 to 1.
    rates : from ``rates_of``.
    points : how many moments to report, evenly over the whole time.
    start : active and fatigued share at the beginning.

    Returns
    -------
    Fatigue : shares at each moment; ``failed_s`` is when a peak no longer fits.

    Raises
    ------
    ValueError : a load or a length outside its range.

    Sources: xia2008 (flows and gain), freylaw2012 (rates), looft2018 (faster recovery at rest).

    Examples
    --------
    >>> round(follow([Block(600.0, 0.5)], rates_of("trunk")).failed_s)  # s, at half the maximum
    140
    """
    pieces: list[Piece] = []
    begin_s, state, failed_s = 0.0, start, math.inf
    for block in blocks:
        require_between("load", block.load, low=0.0, high=1.0)
        require_between("seconds", block.seconds, low=0.0, high=86400.0)
        solved = _pieces_of(block, state, rates=rates, start_s=begin_s)
        end_s = begin_s + block.seconds
        failed_s = min(failed_s, _failure_s(solved, block, end_s=end_s))
        state = solved[-1].at(end_s - solved[-1].start_s)
        pieces, begin_s = pieces + solved, end_s
    return _sampled(pieces, np.linspace(0.0, begin_s, points), failed_s=failed_s)


def _sampled(pieces: Sequence[Piece], time_s: Array, *, failed_s: float) -> Fatigue:
    starts = np.array([piece.start_s for piece in pieces])
    which = np.maximum(np.searchsorted(starts, time_s, side="right") - 1, 0)
    rows = [(p.fast_per_s, p.slow_per_s, *p.active, *p.fatigued) for p in pieces]
    fast, slow, a, b, c, u, v, w = np.array(rows)[which].T
    since = time_s - starts[which]
    early, late = np.exp(-fast * since), np.exp(-slow * since)
    active, fatigued = a + b * early + c * late, u + v * early + w * late
    return Fatigue(time_s, active, fatigued, 1.0 - active - fatigued, failed_s)
