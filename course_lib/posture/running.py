"""The vertical force of a running step, and what it makes of a posture's demand.

In one sentence: *over a whole step the ground carries one body weight on average, but it does so
in a short stance, so the peak is two to three times as high.*
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.band import Band
from course_lib.checks import require_between
from course_lib.posture.model import Load, hold
from course_lib.tables import load_columns

Array = NDArray[np.float64]

SPEED_LIMITS_M_S = (2.5, 5.5)  # munro1987: the speeds at which stance forces were measured
POINTS = 201


@dataclass(frozen=True)
class Step:
    """Vertical ground force over one step, from touch-down to the next touch-down.

    Attributes
    ----------
    speed_m_s : running speed, m/s.
    phase_percent : (201,) share of the step, percent.
    force_bw : (201,) vertical force, body weights.
    stance_percent : how long the foot is down, percent of the step.
    peak_bw : largest force, body weights.
    mean_bw : mean over the whole step, body weights.
    """

    speed_m_s: float
    phase_percent: Array
    force_bw: Band
    stance_percent: float
    peak_bw: float
    mean_bw: float


@dataclass(frozen=True)
class StepDemand:
    """The flexion moment at one joint over one running step.

    Attributes
    ----------
    joint : where it was read.
    step : the force of the step.
    moment_nm : (201,) flexion moment, N m.
    standing_nm : the moment in the same posture, standing still, N m.
    mean_nm, peak_nm : mean over the step and largest moment, N m.
    capacity_nm : all modelled extensors at their maximum, N m.
    """

    joint: str
    step: Step
    moment_nm: Band
    standing_nm: float
    mean_nm: float
    peak_nm: float
    capacity_nm: float


def _half_sine(stance_average_bw: float, phase_percent: Array) -> Array:
    """Spread a stance-averaged force (in body weights) over a step as a half-sine.

    The stance lasts 1 / average of the step, because a runner who neither climbs nor sinks is
    carried by exactly one body weight over a whole step. The peak of a half-sine is pi/2 of its
    mean.
    """
    stance_percent = 100.0 / stance_average_bw
    in_stance = phase_percent < stance_percent
    wave = np.pi / 2 * stance_average_bw * np.sin(np.pi * phase_percent / stance_percent)
    return np.where(in_stance, wave, 0.0)


def running_step(speed_m_s: float) -> Step:
    """Draw the vertical force of one step from the published law of the stance average.

    Parameters
    ----------
    speed_m_s : running speed, 2.5 to 5.5 m/s.

    Returns
    -------
    Step : force in body weights; the band spans the laws for male and female athletes.

    Raises
    ------
    ValueError : a speed outside the range that was measured.

    Source: jeb208_2625 (stance average = a + b * speed, in body weights; 9 men and 9 women).
    """
    low, high = SPEED_LIMITS_M_S
    require_between("speed_m_s", speed_m_s, low=low, high=high)
    law = load_columns("posture/ground_force")
    averages = np.array(law["intercept_bw"]) + np.array(law["slope_bw_per_m_s"]) * speed_m_s
    phase = np.linspace(0.0, 100.0, POINTS)
    waves = np.array([_half_sine(average, phase) for average in averages])
    middle = float(averages.mean())
    force = _half_sine(middle, phase)
    return Step(
        speed_m_s=speed_m_s,
        phase_percent=phase,
        force_bw=Band(force, waves.min(axis=0), waves.max(axis=0)),
        stance_percent=100.0 / middle,
        peak_bw=np.pi / 2 * middle,
        mean_bw=float(np.trapezoid(force, phase) / 100.0),
    )


def demand_over_step(load: Load, step: Step, *, joint: str) -> StepDemand:
    """Multiply a standing posture's moment at one joint by the force of a step.

    The trunk and head are taken to rise and fall with the body's centre of mass, so their weight
    counts as many times as the ground force counts body weights (clark2017 supports a waveform
    this plain). Lower and upper edge combine the force band with the band of masses.

    Parameters
    ----------
    load : the standing posture, from ``hold``.
    step : the force of a step, from ``running_step``.
    joint : where to read, "C7/T1" to "T12/L1".

    Raises
    ------
    ValueError : a joint that the model does not have.
    """
    row = load.at(joint)
    standing = float(load.moment_nm.middle[row])
    edges = [
        moment * force
        for moment in (load.moment_nm.low[row], load.moment_nm.high[row])
        for force in (step.force_bw.low, step.force_bw.high)
    ]
    middle = standing * step.force_bw.middle
    return StepDemand(
        joint=joint,
        step=step,
        moment_nm=Band(middle, np.min(edges, axis=0), np.max(edges, axis=0)),
        standing_nm=standing,
        mean_nm=standing * step.mean_bw,
        peak_nm=standing * step.peak_bw,
        capacity_nm=float(load.capacity_nm[row]),
    )


def run_with(
    *, speed_m_s: float, lean_deg: float, head_forward_mm: float, joint: str = "T4/T5"
) -> StepDemand:
    """Run at a speed in a posture and read one joint.

    Parameters
    ----------
    speed_m_s : running speed, 2.5 to 5.5 m/s.
    lean_deg, head_forward_mm : the posture, as in ``model.hold``.
    joint : where to read, for example "T4/T5".

    Raises
    ------
    ValueError : a setting outside its range, or a joint that does not exist.

    Examples
    --------
    >>> step = run_with(speed_m_s=3.0, lean_deg=3.5, head_forward_mm=20.0)
    >>> round(step.standing_nm, 1), round(step.mean_nm, 1), round(step.peak_nm, 1)  # N m at T4/T5
    (8.7, 8.7, 21.5)
    """
    load = hold(lean_deg=lean_deg, head_forward_mm=head_forward_mm)
    return demand_over_step(load, running_step(speed_m_s), joint=joint)


def mean_against_standing(demand: StepDemand) -> int:
    """Place the mean of a step: 0 near half of standing, 1 the same, 2 near its 2.5-fold.

    Parameters
    ----------
    demand : result of ``run_with``.
    """
    ratio = demand.mean_nm / demand.standing_nm
    return int(np.argmin(np.abs(np.array([0.5, 1.0, 2.5]) - ratio)))


def lean_beats_speed() -> bool:
    """Compare two ways to a higher peak at T10/T11: 3 to 5 m/s, or 3.5 to 10.8 degrees of lean."""
    faster = run_with(speed_m_s=5.0, lean_deg=3.5, head_forward_mm=20.0, joint="T10/T11")
    leaning = run_with(speed_m_s=3.0, lean_deg=10.8, head_forward_mm=20.0, joint="T10/T11")
    return leaning.peak_nm > faster.peak_nm
