"""The statics against the published table (osim_ross), limits, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.posture import model
from course_lib.tables import load_columns

TABLE = {key: np.array(column) for key, column in load_columns("posture/joints").items()}
POSTURES = st.fixed_dictionaries(
    {name: st.floats(*limits) for name, limits in model.LIMITS.items() if name != "load_factor"}
)


class TestAgainstThePublishedBody:
    """Source: osim_ross, its own static moments, masses and centres of mass per joint."""

    def test_moments(self):
        np.testing.assert_allclose(
            model.hold().moment_nm.middle, TABLE["static_moment_nm"], atol=0.02
        )

    def test_masses_above(self):
        np.testing.assert_allclose(model.hold().mass_above_kg, TABLE["mass_above_kg"], atol=0.006)

    def test_lever_arms(self):
        np.testing.assert_allclose(model.hold().lever_mm, TABLE["com_x_mm"], atol=0.1)

    def test_joints_stand_where_the_table_puts_them(self):
        stacked = np.column_stack([TABLE["x_mm"], TABLE["y_mm"]])
        np.testing.assert_allclose(model.hold().joint_mm, stacked, atol=1e-9)

    def test_kyphosis_of_the_reference_is_50_degrees(self):
        tilt = model.hold().tilt_deg
        assert tilt[0] - tilt[-1] == pytest.approx(50.0)


class TestAgainstOthers:
    def test_head_muscles_at_the_neck_pull_by_the_mean_lever_arm(self):
        # 5.4132 kg x 9.81 x 20 mm over 29.1 mm (osim_ross, force-weighted mean of eight muscles)
        load = model.hold(head_forward_mm=20.0)
        assert load.muscle_n.middle[0] == pytest.approx(5.4132 * 9.81 * 20.0 / 29.1, rel=1e-3)

    def test_bruno2012_a_rounder_back_raises_compression_more_at_the_lower_joints(self):
        before, after = model.hold(), model.hold(kyphosis_deg=75.0)
        rise = after.compression_n.middle - before.compression_n.middle
        assert (rise[2:] > 0).all()
        middle, lower = rise[4:8].mean(), rise[9:].mean()
        assert lower > middle > 0

    def test_bruno2012_leaning_back_makes_the_rise_smaller(self):
        straight = model.hold(kyphosis_deg=75.0).compression_n.middle
        compensated = model.hold(kyphosis_deg=75.0, lean_deg=-5.0).compression_n.middle
        assert (compensated[4:] < straight[4:]).all()

    def test_vasavada2015_a_head_nodded_20_to_42_degrees_asks_3_to_5_times_neutral(self):
        neutral = model.hold(head_forward_mm=20.0).moment_nm.middle[0]
        ratios = [
            model.hold(head_forward_mm=20.0, neck_flexion_deg=nod).moment_nm.middle[0] / neutral
            for nod in (20.0, 42.0)
        ]
        assert ratios[0] == pytest.approx(3.0, abs=0.15)
        assert ratios[1] == pytest.approx(5.0, abs=0.15)


class TestInvariants:
    @given(posture=POSTURES, share=st.floats(0.5, 1.5))
    def test_moments_scale_with_mass(self, posture, share):
        one = model.hold(**posture | {"body_mass_kg": 80.0})
        other = model.hold(**posture | {"body_mass_kg": 80.0 * share})
        for name in ("moment_nm", "muscle_n", "compression_n"):
            np.testing.assert_allclose(
                getattr(other, name).middle, share * getattr(one, name).middle, rtol=1e-9, atol=1e-9
            )

    @given(posture=POSTURES, factor=st.floats(0.0, 4.0))
    def test_moments_scale_with_the_vertical_force(self, posture, factor):
        still, pushed = model.hold(**posture), model.hold(**posture, load_factor=factor)
        np.testing.assert_allclose(
            pushed.moment_nm.middle, factor * still.moment_nm.middle, rtol=1e-9, atol=1e-9
        )

    @given(posture=POSTURES)
    def test_the_middle_lies_in_its_band(self, posture):
        load = model.hold(**posture)
        for band in (load.moment_nm, load.muscle_n, load.compression_n):
            assert (band.low <= band.middle + 1e-9).all()
            assert (band.middle <= band.high + 1e-9).all()

    @given(posture=POSTURES)
    def test_everything_is_finite_and_muscles_never_push(self, posture):
        load = model.hold(**posture)
        for value in (load.joint_mm, load.com_mm, load.lever_mm, load.moment_nm.middle):
            assert np.isfinite(value).all()
        assert (load.muscle_n.low >= 0).all()

    @given(posture=POSTURES, slide=st.floats(-20.0, 75.0))
    def test_a_slid_head_adds_the_same_moment_to_every_joint(self, posture, slide):
        a = model.hold(**posture | {"head_forward_mm": 0.0})
        b = model.hold(**posture | {"head_forward_mm": slide})
        head_n = 5.4132 * posture["body_mass_kg"] / model.MODEL_MASS_KG * 9.81
        added = b.moment_nm.middle - a.moment_nm.middle
        np.testing.assert_allclose(added, head_n * slide / 1000.0, atol=1e-9)

    @given(kyphosis=st.floats(20.0, 75.0), lean=st.floats(-5.0, 25.0))
    def test_kyphosis_and_lean_come_back_from_the_tilts(self, kyphosis, lean):
        tilt = model.hold(kyphosis_deg=kyphosis, lean_deg=lean).tilt_deg
        assert tilt[0] - tilt[-1] == pytest.approx(kyphosis)
        assert tilt[-1] == pytest.approx(-20.0 + lean)

    @given(posture=POSTURES)
    def test_bones_keep_their_length(self, posture):
        rest, now = model.hold().joint_mm, model.hold(**posture).joint_mm
        lengths = [np.linalg.norm(np.diff(joints, axis=0), axis=1) for joints in (rest, now)]
        np.testing.assert_allclose(*lengths, rtol=1e-9)

    @given(x=st.floats(-500, 500), y=st.floats(-500, 500), angle=st.floats(-180, 180))
    def test_turning_there_and_back_changes_nothing_and_mirrors(self, x, y, angle):
        there = model.turn(np.array([x, y]), angle)
        np.testing.assert_allclose(model.turn(there, -angle), [x, y], atol=1e-9)
        mirrored = model.turn(np.array([-x, y]), -angle)
        np.testing.assert_allclose(mirrored, there * [-1, 1], atol=1e-9)

    def test_forward_is_forward(self):
        np.testing.assert_allclose(model.turn(np.array([0.0, 1.0]), 90.0), [1.0, 0.0], atol=1e-12)

    def test_a_backward_tipping_weight_needs_no_extensor(self):
        load = model.hold(kyphosis_deg=20.0, head_forward_mm=-20.0)
        backwards = load.moment_nm.middle < 0
        assert backwards.any()
        assert (load.muscle_n.middle[backwards] == 0).all()

    def test_without_weight_nothing_is_asked(self):
        load = model.hold(load_factor=0.0)
        assert not load.moment_nm.high.any()
        assert not load.compression_n.high.any()


class TestBadInput:
    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e9, "45", None, True])
    @pytest.mark.parametrize("name", list(model.LIMITS))
    def test_one_sentence_says_what_is_allowed(self, name, value):
        low, high = model.LIMITS[name]
        with pytest.raises(ValueError, match=name) as caught:
            model.hold(**{name: value})
        assert str(caught.value) == (
            f"{name} was given as {value!r}, but it must be a number from {low:g} to {high:g}; "
            "choose a value in that range."
        )

    def test_an_unknown_joint(self):
        with pytest.raises(ValueError, match="There is no joint 'T13/L1' in this model; choose C7"):
            model.hold().at("T13/L1")

    def test_results_are_frozen(self):
        with pytest.raises(AttributeError):
            model.hold().moment_nm = None
