"""The running step: the published law, and the balance of a whole step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.posture import model, running

SPEEDS = st.floats(*running.SPEED_LIMITS_M_S)


def test_the_law_of_jeb208_2625():
    # stance average: 1.27 + 0.105 v (men), 1.24 + 0.106 v (women); figure 1 caption
    step = running.running_step(3.0)
    average = step.force_bw.middle[step.force_bw.middle > 0].mean()
    assert average == pytest.approx((1.585 + 1.558) / 2, rel=0.02)
    assert step.peak_bw == pytest.approx(np.pi / 2 * (1.585 + 1.558) / 2)


@given(speed=SPEEDS)
def test_a_whole_step_carries_one_body_weight(speed):
    assert running.running_step(speed).mean_bw == pytest.approx(1.0, abs=1e-3)


@given(speed=SPEEDS)
def test_the_foot_never_pulls_and_the_air_holds_nobody(speed):
    step = running.running_step(speed)
    assert (step.force_bw.low >= 0).all()
    assert (step.force_bw.middle[step.phase_percent > step.stance_percent] == 0).all()
    assert (step.force_bw.low <= step.force_bw.high).all()


@given(slow=SPEEDS, more=st.floats(0.1, 3.0))
def test_faster_means_a_higher_peak_and_a_shorter_stance(slow, more):
    fast = min(slow + more, 5.5)
    if fast > slow + 1e-6:
        a, b = running.running_step(slow), running.running_step(fast)
        assert b.peak_bw > a.peak_bw
        assert b.stance_percent < a.stance_percent


@given(speed=SPEEDS, lean=st.floats(0.0, 25.0), joint=st.sampled_from(model.hold().joints))
def test_demand_is_the_standing_moment_times_the_force(speed, lean, joint):
    load, step = model.hold(lean_deg=lean), running.running_step(speed)
    demand = running.demand_over_step(load, step, joint=joint)
    standing = load.moment_nm.middle[load.at(joint)]
    assert demand.mean_nm == pytest.approx(standing, rel=2e-3, abs=1e-9)
    assert demand.peak_nm == pytest.approx(standing * step.peak_bw)
    assert (demand.moment_nm.low <= demand.moment_nm.middle + 1e-9).all()
    assert (demand.moment_nm.middle <= demand.moment_nm.high + 1e-9).all()


def test_what_the_predictions_ask():
    demand = running.run_with(speed_m_s=4.0, lean_deg=3.5, head_forward_mm=20.0)
    assert running.mean_against_standing(demand) == 1
    assert running.lean_beats_speed()


def test_a_speed_that_was_not_measured_is_refused():
    with pytest.raises(ValueError, match=r"speed_m_s was given as 7\.0, but it must be"):
        running.running_step(7.0)
