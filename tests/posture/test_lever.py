"""The head lever against what Hansraj 2014 states, and where it disagrees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.posture import agreement, lever

STATED_POUNDS = {15: 27, 30: 40, 45: 49, 60: 60}  # hansraj2014


@pytest.mark.parametrize("tilt_deg", [15, 30, 45])
def test_the_stated_forces_follow_from_a_39_mm_lever_arm(tilt_deg):
    pounds = lever.tilt_head(tilt_deg).joint_n / lever.NEWTON_PER_POUND
    assert pounds == pytest.approx(STATED_POUNDS[tilt_deg], abs=1.0)


def test_at_60_degrees_the_lever_gives_5_pounds_less_than_stated():
    pounds = lever.tilt_head(60).joint_n / lever.NEWTON_PER_POUND
    assert 60 - pounds == pytest.approx(5.3, abs=0.3)


def test_the_implied_lever_arms_of_the_table_reproduce_the_stated_forces():
    from course_lib.tables import load_rows

    for row in load_rows("posture/hansraj"):
        pounds = (
            lever.joint_force_n(row["tilt_deg"], row["implied_arm_mm"]) / lever.NEWTON_PER_POUND
        )
        assert float(pounds) == pytest.approx(row["stated_force_lbf"], abs=0.8)


def test_upright_the_joint_carries_the_head_and_no_more():
    upright = lever.tilt_head(0)
    assert upright.joint_n == pytest.approx(60.0)
    assert upright.muscle_n == 0


@given(tilt=st.floats(0, 60), arm=st.floats(20, 60))
def test_the_see_saw_balances(tilt, arm):
    result = lever.tilt_head(tilt, arm)
    assert result.muscle_n * arm == pytest.approx(60.0 * result.lever_mm, abs=1e-9)
    assert result.joint_n >= 60.0 * np.cos(np.radians(tilt)) - 1e-9


@given(tilt=st.floats(1, 60), arm=st.floats(20, 59))
def test_a_longer_lever_arm_of_the_muscle_unloads_the_joint(tilt, arm):
    assert lever.tilt_head(tilt, arm + 1).joint_n < lever.tilt_head(tilt, arm).joint_n


@pytest.mark.parametrize(("tilt", "arm", "name"), [(61, 39, "tilt_deg"), (30, 0, "arm_mm")])
def test_bad_input(tilt, arm, name):
    with pytest.raises(ValueError, match=f"{name} was given as .* must be a number from"):
        lever.tilt_head(tilt, arm)


class TestAgreementTable:
    def test_every_check_has_a_source_and_a_verdict(self):
        from course_lib.sources import get_source

        for check in agreement.agreement():
            assert get_source(check.source_key)
            assert check.agrees.split()[0].rstrip(":") in ("yes", "no")

    def test_its_numbers_are_those_of_the_model(self):
        assert agreement.static_gap_nm() < 0.02
        assert agreement.demand_ratio(20) == pytest.approx(3.0, abs=0.15)
        assert agreement.compression_rise_n("T12/L1") > agreement.compression_rise_n("T6/T7") > 0
